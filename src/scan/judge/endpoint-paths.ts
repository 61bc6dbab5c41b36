import type { CheckCode } from '../../model/check-code.ts';
import type { Found } from '../../model/finding.ts';
import { endpointEvidence, isHttp } from '../../model/reading.ts';
import { type Signal, signalPath } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';

/** A finding of a scan under a code that exists. */
export interface ScanFound extends Found {
  readonly code: CheckCode;
}

const ROUTE = /\/v1\/(traces|metrics|logs)\/?$/;

const doubled = (target: Target): ScanFound | null => {
  const variable = target.endpointBy.variable ?? '';
  const [, given] = ROUTE.exec(target.basePath) ?? [];
  const signal = target.signals[0] ?? 'traces';
  const path = target.paths[signal] ?? '';
  // What an SDK does with it is known: some take the whole URL as it is.
  if (
    given === undefined ||
    target.endpointBy.perSignal ||
    path.replace(ROUTE, '') === path ||
    !ROUTE.test(path.replace(ROUTE, ''))
  )
    return null;
  return {
    code: 'endpoint/path-doubled',
    summary: `The endpoint already ends in /v1/${given}, and the SDK appends ${signalPath(signal)}`,
    explanation: `${variable} is a base URL to which the SDK appends ${signalPath(signal)}, so it posts to ${path}, which no receiver knows.`,
    evidence: [endpointEvidence(target), { label: 'posts to', value: target.url ?? '' }],
    fixes: [
      {
        title: 'Cut the signal path off the base URL',
        env: { [variable]: target.endpoint.trim().replace(ROUTE, '') },
      },
    ],
  };
};

const missing = (target: Target, signal: Signal): ScanFound | null => {
  const variable = target.endpointBy.variable ?? '';
  if (!target.endpointBy.perSignal || target.paths[signal] !== '/') return null;
  const route = signalPath(signal);
  return {
    code: 'endpoint/signal-path-missing',
    summary: `${variable} is used as it is and lacks ${route}`,
    explanation: `The variable of a signal is not completed by the SDK: it posts to / instead of ${route}, where no receiver takes anything.`,
    evidence: [endpointEvidence(target), { label: 'posts to', value: target.url ?? '' }],
    fixes: [
      {
        title: `Append ${route}`,
        env: { [variable]: `${target.endpoint.trim().replace(/\/+$/, '')}${route}` },
      },
    ],
  };
};

/** What the path of an endpoint comes to, as far as it is wrong wherever it is sent. */
export const endpointPathFindings = (target: Target): readonly ScanFound[] => {
  if (!isHttp(target) || !target.sends) return [];
  const signal = target.signals[0] ?? 'traces';
  return [doubled(target), missing(target, signal)].filter((found) => found !== null);
};
