import { settingsOfSender } from '../../knowledge/sender-settings.ts';
import type { Fix, Severity } from '../../model/finding.ts';
import type { ReceivedFact, RefusalGroup } from '../../model/received.ts';
import { HTTP2_BY_PROXY } from '../proxy-words.ts';
import { REFUSED, UNKNOWN_REFUSAL } from './requests.ts';

/** Something that connected and never asked for anything, as checks of a port do. */
const isTouch = ({ kind, method }: RefusalGroup): boolean => kind === 'truncated' && method === null;

/** A browser, a health check or somebody who looks: not an exporter that fails. */
const isVisit = ({ kind, method, userAgent }: RefusalGroup): boolean =>
  ['method', 'wrong-path', 'http-on-grpc-port', 'content-type'].includes(kind) &&
  /^(GET|HEAD|OPTIONS)$/.test(method ?? '') &&
  !/otlp|opentelemetry|otel/i.test(userAgent ?? '');

/** A refusal in the reader's terms. */
export interface ExplainedRefusal {
  readonly group: RefusalGroup;
  readonly severity: Severity;
  /** A clause. */
  readonly means: string;
  /** A sentence. */
  readonly because: string;
  readonly fix: Fix;
}

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

const VISIT = {
  severity: 'info',
  because: 'A browser or a health check does that; it is no export.',
  fix: { title: 'Nothing to do', text: 'A receiver of OTLP has no page and no health check on its ports.' },
} as const;

/**
 * A call of gRPC with the request line of HTTP/1.1. Over HTTP/2 a call to the port of HTTP is told apart by its first bytes,
 * before there is a method.
 */
const isGrpcOverHttp1 = ({ kind, method, contentType }: RefusalGroup): boolean =>
  ['http-on-grpc-port', 'grpc-on-http-port'].includes(kind) &&
  method !== null &&
  /^application\/grpc\b/i.test(contentType ?? '');

const GRPC_OVER_HTTP1 = {
  severity: 'error',
  means: 'a call of gRPC came over HTTP/1.1',
  because:
    'gRPC needs HTTP/2 on every part of the way: the sender, or a proxy in front of this port, speaks HTTP/1.1.',
  fix: {
    title: 'Let the sender or the proxy speak HTTP/2',
    text: HTTP2_BY_PROXY,
  },
} as const;

/** A change of variables is none for a sender that reads none: where it has the same settings, and what they have to say. */
const inItsSettings = (fix: Fix, { userAgent }: RefusalGroup): Fix => {
  const sender = settingsOfSender(userAgent);
  if (sender === undefined || !('env' in fix)) return fix;
  const wanted = Object.entries(fix.env).map(([name, value]) => `# ${name}=${value ?? ''}`);
  return {
    title: fix.title,
    text: [`# ${sender.name} has it in ${sender.place}.`, '# In terms of the variables:', ...wanted].join(
      '\n',
    ),
  };
};

const explain = (group: RefusalGroup, received: ReceivedFact): ExplainedRefusal => {
  if (isTouch(group)) return { ...VISIT, group, means: 'a connection was opened and nothing was asked' };
  if (isVisit(group)) return { ...VISIT, group, means: `it was ${group.method ?? 'a look'}` };
  if (isGrpcOverHttp1(group)) return { ...GRPC_OVER_HTTP1, group };
  const { severity, means, because, fix } = REFUSED[group.kind] ?? UNKNOWN_REFUSAL;
  return {
    group,
    severity,
    means: means(group),
    because: typeof because === 'string' ? because : because(group),
    fix: inItsSettings(fix(group, received), group),
  };
};

/** What was refused, the worst and most frequent first. */
export const explainRefusals = (received: ReceivedFact): readonly ExplainedRefusal[] =>
  received.refusals
    .map((group) => explain(group, received))
    .sort(
      (one, other) =>
        ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity) || other.group.count - one.group.count,
    );
