import { defineSight, type Facts } from '../model/check.ts';
import type { FactTable } from '../model/facts.ts';
import type { Evidence, Fix, Found } from '../model/finding.ts';
import { endpointEvidence, isHttp } from '../model/reading.ts';
import { type Signal, signalPath } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import { senderEvidence } from './links/sent.ts';

/** What is told before anything is sent; who sends is known where files tell it. */
type Given = Facts<'target' | 'unsent'> & { readonly [F in 'workload']?: FactTable[F] | undefined };

const ROUTE = /(?<!\/)\/+v1\/(traces|metrics|logs)\/*$/;

/** Where requests go, as far as the settings tell it. */
const postsTo = ({ target, unsent, workload }: Given): readonly Evidence[] => [
  endpointEvidence(target),
  ...(unsent.by === 'settings' || workload === undefined ? [] : [senderEvidence({ workload })]),
  { label: 'posts to', value: target.url ?? '/' },
];

/** Whether a base URL ends in the path of a signal. */
export const endsInRoute = (target: Target): boolean =>
  isHttp(target) && !target.endpointBy.perSignal && ROUTE.test(target.basePath);

/** What is wrong with the base URL, and the fix that holds for every signal. */
export const doubled = (target: Target, signal: Signal) => {
  const variable = target.endpointBy.variable ?? 'OTEL_EXPORTER_OTLP_ENDPOINT';
  const base = target.endpoint.trim().replace(ROUTE, '');
  const given = `/v1/${ROUTE.exec(target.basePath)?.[1]}`;
  const appended = signalPath(signal);
  return {
    ...{ variable, base, appended },
    summary: `The endpoint already ends in ${given}, and the SDK appends ${given === appended ? 'it again' : appended}`,
    posts: `${variable} is a base URL to which the SDK appends ${appended}, so it posts to ${target.paths[signal]}, which`,
    fix: { title: 'Cut the signal path off the base URL', env: { [variable]: base } },
  };
};

/** The path of a signal twice, by the settings alone. */
const doubledUnsent = (given: Given): Found | undefined => {
  const { target } = given;
  const signal = target.signals[0] ?? 'traces';
  const path = target.paths[signal] ?? '';
  const before = path.replace(ROUTE, '');
  // What the SDK makes of it is known: some take such a URL as it is.
  if (!endsInRoute(target) || !target.sends || before === path || !ROUTE.test(before)) return undefined;
  const { summary, posts, fix } = doubled(target, signal);
  return {
    summary,
    explanation: `${posts} no receiver knows.`,
    evidence: postsTo(given),
    fixes: [fix],
  };
};

/** The endpoint with the path of a signal at its end. */
export const appendRoute = ({ endpoint, endpointBy }: Target, route: string): Fix => ({
  title: `Append ${route}`,
  env: { [endpointBy.variable ?? '']: `${endpoint.trim().replace(/(?<!\/)\/+$/, '')}${route}` },
});

/** The variable of a signal without its path, by the settings alone. */
const lacksRouteUnsent = (given: Given): Found | undefined => {
  const { target } = given;
  const signal = target.signals[0] ?? 'traces';
  if (!isHttp(target) || !target.sends || !target.endpointBy.perSignal || target.paths[signal] !== '/')
    return undefined;
  const route = signalPath(signal);
  return {
    summary: `${target.endpointBy.variable} is used as it is and lacks ${route}`,
    explanation: `The variable of a signal is not completed by the SDK: it posts to / instead of ${route}, where no receiver takes anything.`,
    evidence: postsTo(given),
    fixes: [appendRoute(target, route)],
  };
};

/** How the settings alone show it, with settings that do. */
const unsentSight = (run: (given: Given) => Found | undefined) => (target: Target) =>
  defineSight({ needs: ['target', 'unsent'], uses: ['workload'], example: { target }, run });

export const doubledSight = unsentSight(doubledUnsent);
export const lacksRouteSight = unsentSight(lacksRouteUnsent);
