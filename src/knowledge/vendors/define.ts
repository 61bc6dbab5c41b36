import type { Protocol, Signal } from '../../model/signal.ts';
import type { AnswerDraft, HeaderDraft, NoteDraft, Over, Says, VendorDraft } from './draft.ts';
import type { Answer, Claim, DoubtTopic, HeaderForm, HostPattern, Note, PathForm, Vendor } from './types.ts';

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
  new RegExp(`^(?:[a-z0-9-]+-)?(?:${words.join('|')})(?:-[a-z0-9-]+)?(?:\\.|$)`);

/**
 * Completes an entry. Nothing is verified that its entry as a whole, its topic or the item itself casts doubt on: an
 * entry can only be marked down here, never up.
 */
export const defineVendor = (draft: VendorDraft): Vendor => {
  const doubts = new Set<DoubtTopic>(draft.unverified.map(([topic]) => topic));
  const solid =
    (draft.confidence === 'primary' || draft.confidence === 'mixed') &&
    !doubts.has('everything') &&
    !doubts.has('service');
  const sure = (topic: DoubtTopic | null, item: { readonly verified?: false } = {}): boolean =>
    solid && item.verified !== false && (topic === null || !doubts.has(topic));

  const claim = (says: Says, topic: DoubtTopic | null): Claim => ({
    taken: says === '?' ? null : says.startsWith('yes'),
    verified: (says === 'yes' || says === 'no') && sure(topic),
  });
  const claims = (said: Readonly<Partial<Record<Protocol, Says>>>): Partial<Record<Protocol, Claim>> =>
    Object.fromEntries(
      PROTOCOLS.flatMap((protocol) => {
        const says = said[protocol];
        return says === undefined ? [] : [[protocol, claim(says, protocol)]];
      }),
    );
  const note = (item: NoteDraft): Note =>
    typeof item === 'string'
      ? { text: item, verified: sure(null) }
      : { text: item.text, verified: sure(null, item) };
  const host = (pattern: RegExp, match: HostPattern['match']): HostPattern => ({
    pattern,
    match,
    verified: sure('hosts'),
  });
  const header = (item: HeaderDraft): HeaderForm => ({
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
  const answer = (item: AnswerDraft): Answer => ({
    on: item.on,
    code: item.code,
    meaning: item.meaning,
    advice: item.advice,
    env: item.env ?? null,
    source: item.source,
    verified: sure(item.code?.startsWith('auth/') ? 'credential-answers' : null, item),
    example: item.example ?? null,
  });
  const pathForms = (signal: Signal, paths: string | readonly string[]): readonly PathForm[] =>
    (typeof paths === 'string' ? [paths] : paths).map((path) => ({
      path,
      verified: sure('paths') && !doubts.has(`${signal}-path`),
    }));
  const [traces, metrics, logs] = draft.signals;

  return {
    id: draft.id,
    name: draft.name,
    kind: draft.kind,
    confidence: draft.confidence,
    hosts: [
      ...(draft.hosts ?? []).map((pattern) => host(pattern, 'exact')),
      ...(draft.names ?? []).map((pattern) => host(pattern, 'hint')),
    ],
    marks: { ports: draft.marks?.ports ?? [], paths: draft.marks?.paths ?? [] },
    transports: {
      grpc: claim(draft.transports.grpc, 'grpc'),
      'http/protobuf': claim(draft.transports['http/protobuf'], 'http/protobuf'),
      'http/json': claim(draft.transports['http/json'], 'http/json'),
    },
    transportsBySignal: Object.fromEntries(
      Object.entries(draft.transportsBySignal ?? {}).map(([signal, said]) => [signal, claims(said)]),
    ),
    signals: {
      traces: claim(traces, null),
      metrics: claim(metrics, null),
      logs: claim(logs, null),
    },
    ports: (draft.ports ?? []).map((item) => ({
      port: item.port,
      protocols: protocolsOver(item.over),
      use: item.use ?? null,
      selfHosted: item.selfHosted ?? false,
      verified: sure('ports', item),
    })),
    endpoints: (draft.endpoints ?? []).map((item) => ({
      label: item.label,
      protocols: protocolsOver(item.over),
      url: item.url,
      verified: sure(null, item),
    })),
    paths: Object.fromEntries(
      Object.entries(draft.paths ?? {}).map(([signal, paths]) => [
        signal,
        pathForms(signal as Signal, paths),
      ]),
    ),
    slashRefused: draft.slashRefused ?? false,
    tls: { use: draft.tls, verified: draft.tls !== null && sure(null) },
    headers: (draft.headers ?? []).map(header),
    resourceAttributes: (draft.resourceAttributes ?? []).map(note),
    encodings: draft.encodings ?? [],
    temporality: draft.temporality === undefined ? null : note(draft.temporality),
    limits: (draft.limits ?? []).map((item) => ({
      of: item.of,
      value: item.value,
      verified: sure('limits', item),
    })),
    success: draft.success ?? {},
    answers: (draft.answers ?? []).map(answer),
    traps: (draft.traps ?? []).map(note),
    docs: draft.docs,
    sources: draft.sources,
    unverified: draft.unverified.map(([topic, text]) => ({ topic, text })),
  };
};
