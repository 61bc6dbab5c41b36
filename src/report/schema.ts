import { z } from 'zod';
import type { CheckCode } from '../model/check-code.ts';
import type { Report } from '../model/report.ts';

/**
 * The one schema of the JSON report: `docs/report.schema.json` is generated from it, and a bundle that is read is checked by
 * it; nothing else loads zod at run time. The type checks below hold it equal to the types that the code uses.
 */
export const signal = z.enum(['traces', 'metrics', 'logs']);
export const protocol = z.enum(['grpc', 'http/protobuf', 'http/json']);
/** Codes of a later version are read too: the type says which there are now. */
export const code = z.templateLiteral([
  z.enum([
    'config',
    'endpoint',
    'network',
    'tls',
    'protocol',
    'auth',
    'receiver',
    'pipeline',
    'backend',
    'telemetry',
  ]),
  '/',
  z.string(),
]) as unknown as z.ZodType<CheckCode>;
export const severity = z.enum(['error', 'warning', 'info']);

export const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('flag'), name: z.string() }),
  z.strictObject({ kind: z.literal('env'), name: z.string() }),
  z.strictObject({ kind: z.literal('process'), name: z.string(), pid: z.number().int() }),
  z.strictObject({ kind: z.literal('file'), name: z.string(), path: z.string(), line: z.number().int() }),
  z.strictObject({ kind: z.literal('default'), name: z.string() }),
]);

const setting = z.strictObject({
  name: z.string(),
  value: z.string().nullable(),
  source,
  candidates: z.array(
    z.strictObject({ value: z.string(), source, outcome: z.enum(['shadowed', 'invalid']) }),
  ),
});

const pathStep = z.strictObject({
  step: z.enum(['dns', 'tcp', 'proxy', 'tls', 'protocol', 'send']),
  state: z.enum(['ok', 'failed', 'blocked', 'skipped', 'unknown']),
  ms: z.number().exactOptional(),
  by: z.string().exactOptional(),
  signals: z.array(signal).exactOptional(),
});

const target = z.strictObject({
  id: z.string(),
  signals: z.array(signal),
  protocol,
  url: z.string(),
  settings: z.array(setting),
  path: z.array(pathStep),
  delivered: z.boolean(),
  traceId: z.string().nullable(),
  vendor: z.string().nullable(),
  behind: z
    .array(
      z.strictObject({
        kind: z.enum(['receiver', 'processor', 'exporter', 'backend']),
        ...{ name: z.string(), signal, at: z.string() },
        state: z.enum([
          ...(['passed', 'thinned', 'stopped', 'held', 'refused', 'failed', 'waiting'] as const),
          ...(['still', 'unsure', 'found', 'missing', 'unread'] as const),
        ]),
        counts: z.record(z.string(), z.number()),
        foundAfterMs: z.number().exactOptional(),
      }),
    )
    .exactOptional(),
});

const tried = {
  title: z.string(),
  proven: z.boolean(),
  proof: z.strictObject({ traceId: z.string().nullable(), ms: z.number() }).exactOptional(),
  unproven: z.string().exactOptional(),
};

const fix = z.union([
  z.strictObject({ ...tried, env: z.record(z.string(), z.string().nullable()) }),
  z.strictObject({ ...tried, command: z.array(z.string()) }),
  z.strictObject({ ...tried, text: z.string() }),
  z.strictObject({
    ...tried,
    patch: z.strictObject({ path: z.string(), line: z.number().int(), diff: z.string() }),
  }),
]);

/** What a finding has in a report and in the record of a run. */
export const findingParts = {
  title: z.string(),
  targets: z.array(z.string()),
  summary: z.string(),
  explanation: z.string(),
  evidence: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  fixes: z.array(fix),
  location: z
    .strictObject({ path: z.string(), line: z.number().int(), column: z.number().int() })
    .exactOptional(),
  symptomOf: code.exactOptional(),
};

const finding = z.strictObject({
  ...{ code, severity, ...findingParts, docs: z.string() },
  unit: z.string().exactOptional(),
});

const suppressed = z.strictObject({
  ...finding.shape,
  suppressedBy: z.strictObject({
    kind: z.enum(['policy', 'comment', 'baseline']),
    place: z.string().nullable(),
    reason: z.string(),
  }),
});

const verdict = z.enum(['healthy', 'unhealthy', 'inconclusive']);

const unit = z.strictObject({
  name: z.string(),
  verdict,
  applications: z.number().int(),
  collectors: z.number().int(),
  errors: z.number().int(),
  warnings: z.number().int(),
  infos: z.number().int(),
  unread: z.array(z.string()),
  map: z
    .strictObject({
      nodes: z.array(
        z.strictObject({
          id: z.string(),
          label: z.string(),
          kind: z.enum(['application', 'collector', 'outside']),
          broken: z.boolean(),
        }),
      ),
      links: z.array(
        z.strictObject({ from: z.string(), to: z.string(), label: z.string(), broken: code.nullable() }),
      ),
    })
    .exactOptional(),
});

export const sdkSchema = z.strictObject({
  name: z.string(),
  chosenBy: z.enum(['flag', 'project', 'process', 'default']),
  version: z.string().nullable(),
});

export const routeSchema = z.strictObject({
  signal,
  url: z.string(),
  state: z.enum(['accepted', 'missing', 'refused', 'unreachable']),
  detail: z.string(),
});

const telemetry = z.strictObject({
  mode: z.enum(['listen', 'run']),
  listenedMs: z.number(),
  received: z.strictObject({
    requests: z.number().int(),
    refused: z.number().int(),
    spans: z.number().int(),
    traces: z.number().int(),
    metricPoints: z.number().int(),
    logRecords: z.number().int(),
    bytes: z.number().int(),
  }),
  services: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      language: z.string().nullable(),
      sdkVersion: z.string().nullable(),
      spans: z.number().int(),
      traces: z.number().int(),
      metricPoints: z.number().int(),
      logRecords: z.number().int(),
    }),
  ),
  applications: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      command: z.array(z.string()),
      sdk: z.string(),
      exitCode: z.number().int().nullable(),
      signal: z.string().nullable(),
      ranMs: z.number(),
      spans: z.number().int(),
    }),
  ),
  forward: z.array(
    z.strictObject({
      url: z.string(),
      signals: z.array(signal),
      delivered: z.number().int(),
      failed: z.number().int(),
      dropped: z.number().int(),
      failures: z.array(z.strictObject({ answer: z.string(), message: z.string(), count: z.number().int() })),
    }),
  ),
});

export const reportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal('otel-doctor'), version: z.string() }),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  verdict,
  summary: z.string(),
  sdk: sdkSchema,
  runsIn: z.strictObject({ platform: z.string(), container: z.string().nullable() }),
  targets: z.array(target),
  rootCause: finding.nullable(),
  findings: z.array(finding),
  checks: z.array(
    z.strictObject({
      code,
      status: z.enum(['pass', 'fail', 'skipped', 'blocked', 'error']),
      why: z.string().exactOptional(),
      by: z.string().exactOptional(),
    }),
  ),
  routes: z.array(routeSchema),
  telemetry: telemetry.nullable(),
  limits: z.array(z.string()),
  beside: z
    .array(
      z.strictObject({
        ...{ path: z.string(), line: z.number().int(), variables: z.array(z.string()) },
        command: z.string().nullable(),
      }),
    )
    .exactOptional(),
  units: z.array(unit).exactOptional(),
  suppressed: z.array(suppressed).exactOptional(),
});

export type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

type Inferred = DeepReadonly<z.infer<typeof reportSchema>>;
export type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

/** Does not compile when schema and types differ. */
export const SCHEMA_IS_THE_TYPE: Same<Report, Inferred> = true;

/** The schema as JSON Schema (draft 2020-12). */
export const reportJsonSchema = (): object => ({
  ...z.toJSONSchema(reportSchema),
  $id: 'https://www.npmjs.com/package/otel-doctor/report.schema.json',
  title: 'Report of otel-doctor',
});
