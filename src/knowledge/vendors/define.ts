import type { Protocol, Signal } from '../../model/signal.ts';
import type { AnswerDraft, HeaderDraft, NoteDraft, Over, PortDraft, Says, VendorDraft } from './draft.ts';
import type { Answer, Claim, DoubtTopic, HeaderForm, HostPattern, Note, Port, Vendor } from './types.ts';

const PROTOCOLS: readonly Protocol[] = ['grpc', 'http/protobuf', 'http/json'];
const HTTP: readonly Protocol[] = ['http/protobuf', 'http/json'];

const protocolsOver = (over: Over | undefined): readonly Protocol[] => {
  if (over === undefined) return [];
  return over === 'all' ? PROTOCOLS : over === 'http' ? HTTP : [over];
};

const MUST_ENCODE = /[\s,;"\\%]/;

/**
 * A header as an entry of OTEL_EXPORTER_OTLP_HEADERS. Values that need no encoding stay readable, since some SDKs do
 * not decode; in the others `=` is encoded too, which strict parsers want.
 */
const assignmentOf = (name: string, value: string): string => {
  const encoded = MUST_ENCODE.test(value)
    ? value.replace(/[\s,;"\\%=]/g, (character) => encodeURIComponent(character))
    : value;
  return `${name.toLowerCase()}=${encoded}`;
};

/** The word in front of a value of two words. */
const schemesOf = ({ value, role = 'credential' }: HeaderDraft): readonly string[] => {
  const scheme = role === 'credential' ? /^(\S+)\s/.exec(value)?.[1] : undefined;
  return scheme === undefined ? [] : [scheme];
};

/** Paths of the standard names below a prefix. */
export const under = (prefix: string, ...signals: readonly Signal[]): Partial<Record<Signal, string>> => {
  const chosen: readonly Signal[] = signals.length > 0 ? signals : ['traces', 'metrics', 'logs'];
  return Object.fromEntries(chosen.map((signal) => [signal, `${prefix}/v1/${signal}`]));
};

/** A service, container or pod named after a product: the word is a part of the first label. */
export const named = (...words: readonly string[]): RegExp =>
  new RegExp(`^(?:[a-z0-9-]{1,63}-)?(?:${words.join('|')})(?:[-.]|$)`);

/** Whether a part of an entry is vouched for: neither the entry, nor its topic, nor the item itself is in doubt. */
type Sure = (topic: DoubtTopic | null, item?: { readonly verified?: false }) => boolean;

const sureOf = ({ confidence, unverified }: VendorDraft): Sure => {
  const doubts = new Set<DoubtTopic>(unverified.map(([topic]) => topic));
  const isPrimary = confidence === 'primary' || confidence === 'mixed';
  const solid = isPrimary && !doubts.has('everything') && !doubts.has('service');
  return (topic, item = {}) => solid && item.verified !== false && (topic === null || !doubts.has(topic));
};

const claimOf = (says: Says, topic: DoubtTopic | null, sure: Sure): Claim => ({
  taken: says === '?' ? null : says.startsWith('yes'),
  verified: (says === 'yes' || says === 'no') && sure(topic),
});

const transportsOf = <P extends Protocol>(said: Readonly<Partial<Record<P, Says>>>, sure: Sure) =>
  Object.fromEntries(
    PROTOCOLS.flatMap((protocol) => {
      const says: Says | undefined = said[protocol as P];
      return says === undefined ? [] : [[protocol, claimOf(says, protocol, sure)]];
    }),
  ) as Record<P, Claim>;

const noteOf = (item: NoteDraft, sure: Sure): Note =>
  typeof item === 'string'
    ? { text: item, verified: sure(null) }
    : { text: item.text, verified: sure(null, item) };

const hostsOf = ({ hosts = [], names = [] }: VendorDraft, sure: Sure): readonly HostPattern[] => {
  const verified = sure('hosts');
  return [
    ...hosts.map((pattern) => ({ pattern, match: 'exact' as const, verified })),
    ...names.map((pattern) => ({ pattern, match: 'hint' as const, verified })),
  ];
};

const headerOf = (item: HeaderDraft, sure: Sure): HeaderForm => ({
  name: item.name,
  value: item.value,
  assignment: assignmentOf(item.name, item.value),
  schemes: item.schemes ?? schemesOf(item),
  role: item.role ?? 'credential',
  need: item.need ?? 'always',
  when: item.when ?? null,
  signals: item.signals ?? null,
  protocols: item.over === undefined ? null : protocolsOver(item.over),
  fixed: item.fixed ?? true,
  alternatives: item.alternatives ?? [],
  mistakes: item.mistakes ?? [],
  verified: sure('headers', item),
});

const answerOf = (item: AnswerDraft, sure: Sure): Answer => ({
  on: item.on,
  code: item.code,
  meaning: item.meaning,
  advice: item.advice,
  env: item.env ?? null,
  source: item.source,
  verified: sure(item.code?.startsWith('auth/') ? 'credential-answers' : null, item),
  example: item.example ?? null,
});

const portOf = (item: PortDraft, sure: Sure): Port => ({
  port: item.port,
  protocols: protocolsOver(item.over),
  use: item.use ?? null,
  selfHosted: item.selfHosted ?? false,
  verified: sure('ports', item),
});

const pathsOf = ({ paths = {} }: VendorDraft, sure: Sure): Vendor['paths'] =>
  Object.fromEntries(
    Object.entries(paths).map(([signal, forms]) => {
      const verified = sure('paths') && sure(`${signal as Signal}-path`);
      return [signal, (typeof forms === 'string' ? [forms] : forms).map((path) => ({ path, verified }))];
    }),
  );

const signalsOf = ([traces, metrics, logs]: VendorDraft['signals'], sure: Sure): Vendor['signals'] => ({
  traces: claimOf(traces, null, sure),
  metrics: claimOf(metrics, null, sure),
  logs: claimOf(logs, null, sure),
});

/** What is left out is empty. */
const NOTHING = {
  ...{ marks: {}, ports: [], endpoints: [], slashRefused: false, headers: [] },
  ...{ resourceAttributes: [], encodings: [], limits: [], success: {}, answers: [], traps: [] },
} as const;

/**
 * Completes an entry. Nothing is verified that its entry as a whole, its topic or the item itself casts doubt on: an
 * entry can only be marked down here, never up.
 */
export const defineVendor = (draft: VendorDraft): Vendor => {
  const sure = sureOf(draft);
  const given = { ...NOTHING, ...draft };
  const notes = (items: readonly NoteDraft[]): readonly Note[] => items.map((item) => noteOf(item, sure));
  return {
    id: draft.id,
    name: draft.name,
    kind: draft.kind,
    confidence: draft.confidence,
    hosts: hostsOf(draft, sure),
    marks: { ports: [], paths: [], answers: [], ...given.marks },
    transports: transportsOf(draft.transports, sure),
    transportsBySignal: Object.fromEntries(
      Object.entries(draft.transportsBySignal ?? {}).map(([signal, said]) => [
        signal,
        transportsOf(said, sure),
      ]),
    ),
    signals: signalsOf(draft.signals, sure),
    ports: given.ports.map((item) => portOf(item, sure)),
    endpoints: given.endpoints.map((item) => ({
      ...{ label: item.label, protocols: protocolsOver(item.over), url: item.url },
      verified: sure(null, item),
    })),
    paths: pathsOf(draft, sure),
    slashRefused: given.slashRefused,
    tls: { use: draft.tls, verified: draft.tls !== null && sure(null) },
    headers: given.headers.map((item) => headerOf(item, sure)),
    resourceAttributes: notes(given.resourceAttributes),
    encodings: given.encodings,
    temporality: draft.temporality === undefined ? null : noteOf(draft.temporality, sure),
    limits: given.limits.map((item) => ({ of: item.of, value: item.value, verified: sure('limits', item) })),
    success: given.success,
    answers: given.answers.map((item) => answerOf(item, sure)),
    traps: notes(given.traps),
    docs: draft.docs,
    sources: draft.sources,
    unverified: draft.unverified.map(([topic, text]) => ({ topic, text })),
  };
};
