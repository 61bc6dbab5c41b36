import { z } from 'zod';
import type { FactTable } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import type { RunRecord } from '../model/run-record.ts';
import {
  code,
  type DeepReadonly,
  findingParts,
  protocol,
  reportSchema,
  routeSchema,
  type Same,
  sdkSchema,
  severity,
  signal,
  source,
} from '../report/schema.ts';

import { hops, readBack } from './schema-behind.ts';

/**
 * What a bundle holds, checked before anything uses it: whoever wrote the file may be a stranger. Loaded only when a
 * bundle is read. What is not known here is dropped: a later version may have seen more. The type checks below hold the
 * schema equal to the types that the code uses.
 */
const text = z.string();
const textOrNull = z.string().nullable();
const number = z.number();

const address = { address: text, family: z.union([z.literal(4), z.literal(6), z.literal('unix')]) };
const failure = z.object({ code: textOrNull, message: text }).nullable();
const partial = z.object({ rejected: number, message: text }).nullable();

const http = z.object({
  ...{ status: number, reason: text, contentType: textOrNull, location: textOrNull, retryAfter: textOrNull },
  ...{ authenticate: textOrNull, server: textOrNull, body: text, otlp: z.boolean(), partial },
});

const grpc = z.object({
  ...{ status: number, message: text, httpStatus: number, contentType: textOrNull, partial },
  server: text.exactOptional(),
  page: http.exactOptional(),
});

const decidedBy = z.object({ variable: textOrNull, perSignal: z.boolean(), byFlag: z.boolean() });

const bySignal = z.partialRecord(signal, text);

const problem = z.object({
  ...{ code, variable: text, source, shown: textOrNull },
  effect: z.enum(['does-not-start', 'sends-nothing', 'falls-back', 'ignored', 'changed']),
  ...{ detail: text, repaired: textOrNull, rename: text.exactOptional(), signals: z.array(signal) },
});

const setting = z.object({
  ...{ name: text, value: textOrNull, source },
  candidates: z.array(z.object({ value: text, source, outcome: z.enum(['shadowed', 'invalid']) })),
});

const proxyUse = z.object({
  ...{ host: text, port: number, variable: text },
  form: z.enum(['connect', 'absolute']).exactOptional(),
  secure: z.boolean().exactOptional(),
});

const target = z.object({
  ...{ id: text, signals: z.array(signal), protocol, endpoint: text },
  ...{ endpointBy: decidedBy, protocolBy: decidedBy },
  faults: z.array(z.enum(['invalid', 'quoted', 'scheme-missing'])),
  ...{ url: textOrNull, sends: z.boolean(), why: textOrNull, problems: z.array(problem) },
  unknown: z.array(
    z.enum(['config-file', 'endpoint', 'exporter', 'files', 'headers', 'proxy', 'sampler', 'timeout']),
  ),
  ...{ secure: z.boolean(), host: text, port: number, basePath: text, paths: bySignal },
  ...{ requestTargets: bySignal, authority: text, socket: textOrNull },
  headers: z.array(z.object({ name: text, scheme: textOrNull, length: number })),
  compression: z.enum(['none', 'gzip', 'deflate']),
  encoding: z.enum(['none', 'gzip', 'deflate', 'zstd']),
  ...{ timeoutMs: number, exportTimeoutMs: number.nullable() },
  timeoutUnitMs: z.union([z.literal(1), z.literal(1000)]),
  files: z.object({ certificate: textOrNull, clientCertificate: textOrNull, clientKey: textOrNull }),
  ignoredFiles: z.array(z.object({ variable: text, path: text })),
  demandsAlpn: z.literal(true).exactOptional(),
  http1WithoutAlpn: z.literal(true).exactOptional(),
  trust: text.exactOptional(),
  metrics: z.object({ delta: z.boolean(), exponential: z.boolean() }).exactOptional(),
  habits: z
    .object({
      framing: z.enum(['length', 'chunked']),
      ...{ http2: z.boolean(), userAgent: textOrNull },
      redirects: z.enum(['followed', 'followed-in-plaintext', 'counted', 'refused']),
      readsNetrc: z.literal(true).exactOptional(),
    })
    .exactOptional(),
  ...{ proxy: proxyUse.nullable(), passesBy: text.exactOptional(), settings: z.array(setting) },
});

const proxy = z.object({
  ...{ host: text, port: number, variable: text },
  outcome: z.enum(['open', 'unreachable', 'refused', 'failed']),
  ...{ status: number.nullable(), code: textOrNull },
  exceptions: z.object({ variable: text, value: text }).nullable().exactOptional(),
  answer: http.exactOptional(),
});

const certificate = z.object({
  ...{ subject: text, issuer: text, names: z.array(text), validFrom: text, validTo: text },
  selfSigned: z.boolean(),
});

const tls = z.object({
  outcome: z.enum(['trusted', 'untrusted', 'failed', 'not-tls', 'timeout']),
  ...{ code: textOrNull, detail: textOrNull, nameMatches: z.boolean().nullable(), protocol: textOrNull },
  ...{ alpn: textOrNull, chain: z.array(certificate), at: number },
  asksForCertificate: z.boolean().nullable().exactOptional(),
  ...{ alert: number.exactOptional(), namesWithoutName: z.array(text).exactOptional() },
});

const delivery = z.object({
  ...{ signal, delivered: z.boolean(), traceId: textOrNull, ms: number, timedOut: z.boolean() },
  reach: z.enum(['nothing', 'resolved', 'connected', 'secured', 'answered', 'routed', 'delivered']),
  ...{ http: http.nullable(), grpc: grpc.nullable(), error: failure, log: z.array(text) },
  ...{ control: http.exactOptional(), withLength: http.exactOptional() },
  ...{ redirect: http.exactOptional(), answerMs: number.exactOptional() },
});

const speech = z.object({
  ...{ http1: http.nullable(), page: http.nullable(), http2: z.boolean(), banner: textOrNull },
  end: z.enum(['reset', 'closed', 'silent']).nullable(),
  unasked: z.enum(['closed', 'reset', 'open']).exactOptional(),
  proxyProtocol: z.literal(true).exactOptional(),
  request: z.enum(['http2', 'closed', 'reset', 'silent']).exactOptional(),
  ...{ front: http.exactOptional(), post: http.exactOptional() },
});

const attempt = z.object({
  kind: z.enum([
    ...(['as-sent', 'control', 'path', 'signal', 'nonsense'] as const),
    ...(['scheme', 'protocol', 'port', 'host', 'address'] as const),
  ]),
  ...{ protocol, secure: z.boolean(), host: text, port: number, signal, path: text },
  ...{ accepted: z.boolean(), http: http.nullable(), grpc: grpc.nullable(), error: failure },
  refuses: z.boolean().exactOptional(),
});

const survey = z.object({ attempts: z.array(attempt) });

const netrc = z.object({ path: text, entry: z.enum(['host', 'default']) });

const files = z.array(
  z.object({
    ...{ role: z.enum(['certificate', 'client certificate', 'client key']), path: text, variable: text },
    outcome: z.enum([
      ...(['ok', 'missing', 'unreadable', 'not-pem', 'no-certificate', 'no-key', 'key-mismatch'] as const),
    ]),
  }),
);

const connectTry = z.object({
  ...{ ...address, port: number, code: textOrNull, ms: number },
  outcome: z.enum(['connected', 'refused', 'timeout', 'unreachable', 'reset', 'failed']),
});

const vendorEndpoint = z.object({
  aspect: z.enum(['signal', 'protocol', 'scheme', 'port', 'path']),
  ...{ summary: text, url: textOrNull, env: z.record(text, textOrNull) },
  ...{ complete: z.boolean(), verified: z.boolean() },
});

const listener = z.object({
  ...{ port: number, address: text, scope: z.enum(['all', 'loopback', 'address']) },
  ...{ network: z.enum(['own', 'other', 'unknown']), pid: number.nullable(), name: textOrNull },
});

/** Facts of the way to a receiver: the others are never in a bundle. */
const FACTS = {
  target,
  unsent: z.object({ by: z.enum(['files', 'settings']) }),
  dns: z.object({
    ...{ host: text, literal: z.boolean(), addresses: z.array(z.object(address)), code: textOrNull },
    silent: z.array(text).exactOptional(),
  }),
  tcp: z.object({ tries: z.array(connectTry) }),
  ...{ proxy, detour: proxy, files: z.object({ files, netrc: netrc.exactOptional() }), tls },
  ...{ send: z.object({ deliveries: z.array(delivery) }), hops, readBack },
  routes: z.object({ answers: z.array(routeSchema) }),
  port: z.object({
    tls: z.object({ alpn: textOrNull, protocol: textOrNull }).nullable(),
    ...{ plain: speech, secure: speech.nullable() },
  }),
  survey,
  container: z.object({
    kind: z.enum(['none', 'docker', 'podman', 'kubernetes', 'wsl', 'container']),
    ...{ evidence: z.array(text), hosts: z.array(z.object({ name: text, via: text })) },
  }),
  ...{ hosts: survey, processes: z.object({ listeners: z.array(listener) }), control: survey },
  vendor: z.object({
    ...{ id: text, name: text, certain: z.boolean(), docs: text, endpoint: vendorEndpoint.nullable() },
    header: z.object({ code, summary: text, assignment: text, verified: z.boolean() }).nullable(),
    wanted: z.array(text),
  }),
  meaning: z.object({
    ...{ vendor: text, code: code.nullable(), meaning: text, advice: text, docs: text },
    verified: z.boolean(),
  }),
} as const;

const observed = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('seen'), value, ms: number }),
    z.object({ state: z.literal('blocked'), by: text }),
    z.object({ state: z.literal('absent'), why: text }),
    z.object({
      state: z.literal('broken'),
      error: z.object({ name: text, message: text, code: text.exactOptional() }),
    }),
  ]);

const facts = z.object(
  Object.fromEntries(Object.entries(FACTS).map(([name, fact]) => [name, observed(fact).exactOptional()])),
);

const finding = z.object({
  ...findingParts,
  ...{ code, severity, refuted: z.boolean(), suspicion: z.boolean() },
});

const record = z.object({
  ...{ startedAt: text, durationMs: number, sdk: sdkSchema, platform: text, offline: z.boolean() },
  targets: z.array(z.object({ target, facts })).min(1),
  ...{ routes: z.array(routeSchema), tried: z.array(finding) },
});

const bundle = z.object({ manifest: z.looseObject({ savedAt: text }), seen: record, report: reportSchema });

type Inferred = DeepReadonly<{ [F in keyof typeof FACTS]: z.infer<(typeof FACTS)[F]> }>;
type WayFacts = DeepReadonly<Pick<FactTable, keyof typeof FACTS>>;

/** Do not compile when schema and types differ. */
export const FACTS_ARE_THE_TYPES: Same<WayFacts, Inferred> = true;
export const RECORD_IS_THE_TYPE: Same<
  DeepReadonly<Omit<RunRecord, 'targets' | 'tried'>>,
  DeepReadonly<Omit<z.infer<typeof record>, 'targets' | 'tried'>>
> = true;
export const FINDING_IS_THE_TYPE: Same<
  DeepReadonly<Omit<Finding, 'fixes'>>,
  DeepReadonly<Omit<z.infer<typeof finding>, 'fixes'>>
> = true;

/** A bundle of the right shape, or what is wrong with it: the place and what is expected there. */
export type Checked =
  | { readonly value: Pick<z.infer<typeof bundle>, 'manifest' | 'report'> & { readonly seen: RunRecord } }
  | { readonly problem: string };

const LONGEST_PLACE = 200;

const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((step, index) =>
      typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`,
    )
    .join('')
    .slice(0, LONGEST_PLACE);

/** The part of a document at a path; undefined where there is none. */
const partAt = (whole: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (part, step) => (typeof part === 'object' && part !== null ? Reflect.get(part, step) : undefined),
    whole,
  );

/** Takes fields out that are not known in strict parts: a later version may have more. */
const dropUnknown = (whole: unknown, issues: readonly z.core.$ZodIssue[]): boolean => {
  const unknown = issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? [issue] : []));
  for (const { path, keys } of unknown) {
    const part = partAt(whole, path);
    if (typeof part === 'object' && part !== null) for (const key of keys) Reflect.deleteProperty(part, key);
  }
  return unknown.length > 0;
};

/** Checks a bundle as it was read; changes it where it knows more than we do. */
export const checkBundle = (whole: unknown): Checked => {
  let read = bundle.safeParse(whole);
  if (!read.success && dropUnknown(whole, read.error.issues)) read = bundle.safeParse(whole);
  if (read.success) return { value: read.data as unknown as Extract<Checked, { value: unknown }>['value'] };
  const [issue] = read.error.issues;
  const more = read.error.issues.length > 1 ? `, and ${read.error.issues.length - 1} more` : '';
  return { problem: `${placeOf(issue?.path ?? [])}: ${issue?.message ?? 'it is of another shape'}${more}` };
};
