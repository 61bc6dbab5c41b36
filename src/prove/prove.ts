import { fallsBack } from '../findings/fallback.ts';
import type { Delivery, Reach } from '../model/facts.ts';
import type { EnvironmentChange, Finding, Fix, TriedFix } from '../model/finding.ts';
import { isLoopback } from '../model/loopback.ts';
import type { Secrets } from '../model/secret.ts';
import type { Signal } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import type { FileStates } from '../resolve/files.ts';
import { changeEnvironment, type LayeredEnvironment } from '../resolve/layers.ts';
import { resolve } from '../resolve/resolve.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { completeChange } from './complete.ts';
import { changeForFile } from './in-file.ts';

/** What proving needs from outside. */
export interface ProveOptions {
  readonly environment: LayeredEnvironment;
  readonly sdk: Sdk;
  /** States of the files that an environment names. */
  states(environment: LayeredEnvironment): FileStates;
  readonly targets: readonly Target[];
  /** How far each target's test items got before. */
  readonly reached: Readonly<Record<string, Reach>>;
  /** Sends one item of a signal to a target that was resolved anew. */
  send(target: Target, secrets: Secrets, signal: Signal): Promise<Delivery>;
  /** Milliseconds left for proving. */
  remaining(): number;
}

const REACHES: readonly Reach[] = [
  'nothing',
  'resolved',
  'connected',
  'secured',
  'answered',
  'routed',
  'delivered',
];

/** Environments that are tried at most; the findings in front come first. */
const MAX_TRIES = 12;

type Trial =
  | { readonly kind: 'proven'; readonly traceId: string | null; readonly ms: number }
  | { readonly kind: 'further'; readonly why: string }
  | { readonly kind: 'refuted'; readonly why: string }
  | { readonly kind: 'untried'; readonly why: string };

const describe = ({ http, grpc, error }: Delivery): string => {
  if (http) return `HTTP ${http.status} ${http.body || http.reason}`.trim();
  if (grpc) return `gRPC status ${grpc.status} ${grpc.message}`.trim();
  return error?.message || error?.code || 'no answer';
};

/** Credentials are never sent in plaintext to another machine where the settings would have encrypted them. */
const wouldExpose = (before: Target, after: Target): boolean =>
  before.secure && !after.secure && after.headers.length > 0 && !isLoopback(after.host);

/** OpenSSL's verification errors: there is TLS on the other side, which a plaintext answer in the way did not show. */
const CERTIFICATE_FAULT =
  /\b(UNABLE_TO_[A-Z_]{0,60}CERT[A-Z_]{0,60}|UNABLE_TO_VERIFY_LEAF_SIGNATURE|(DEPTH_ZERO_)?SELF_SIGNED_CERT(_IN_CHAIN)?|CERT_[A-Z_]{1,60}|ERR_TLS_CERT_ALTNAME_INVALID)\b/;

const isCertificateFault = ({ error }: Delivery): boolean =>
  CERTIFICATE_FAULT.test(`${error?.code ?? ''} ${error?.message ?? ''}`);

const worst = (deliveries: readonly Delivery[]): Delivery | undefined =>
  deliveries.find(({ delivered }) => !delivered);

const tryChange = async (
  change: EnvironmentChange,
  target: Target,
  options: ProveOptions,
): Promise<Trial> => {
  if (Object.values(change).some((value) => value?.includes('***'))) {
    return { kind: 'untried', why: 'the value holds a secret that is not shown: put it in place of ***' };
  }
  const changed = changeEnvironment(options.environment, change);
  const { resolution, secrets } = resolve(changed, options.sdk, target.signals, options.states(changed));
  const unusable = resolution.targets.find(({ url, sends }) => url === null || !sends);
  if (unusable) return { kind: 'refuted', why: 'the SDK would still not send' };
  if (resolution.targets.some((after) => wouldExpose(target, after))) {
    return {
      kind: 'untried',
      why: 'it would send the configured credentials unencrypted to another machine',
    };
  }
  const deliveries = await Promise.all(
    resolution.targets.flatMap((after) =>
      after.signals.map((signal) => options.send(after, secrets, signal)),
    ),
  );
  const failed = worst(deliveries);
  const [first] = deliveries;
  if (failed === undefined) {
    return {
      kind: 'proven',
      traceId: first?.traceId ?? null,
      ms: Math.max(...deliveries.map(({ ms }) => ms)),
    };
  }
  const before = REACHES.indexOf(options.reached[target.id] ?? 'nothing');
  const why = `tried: ${describe(failed)}`;
  const further =
    // What kept the SDK from sending is gone.
    !target.sends ||
    // It goes where it was meant to go, no longer to the SDK's default.
    (fallsBack(target) && resolution.targets.every(({ faults }) => faults.length === 0)) ||
    REACHES.indexOf(failed.reach) > before ||
    (!target.secure && resolution.targets.some(({ secure }) => secure) && isCertificateFault(failed));
  return { kind: further ? 'further' : 'refuted', why };
};

const proved = (fix: Fix, env: EnvironmentChange, trial: Trial): TriedFix => {
  const base = { title: fix.title, env };
  if (trial.kind === 'proven')
    return { ...base, proven: true, proof: { traceId: trial.traceId, ms: trial.ms } };
  const why =
    trial.kind === 'further'
      ? `it gets the span further, and something else is wrong behind it (${trial.why})`
      : trial.why;
  return { ...base, proven: false, unproven: why };
};

const isEnvironment = (fix: TriedFix): fix is TriedFix & { readonly env: EnvironmentChange } => 'env' in fix;

const proveFinding = async (
  finding: Finding,
  options: ProveOptions,
  trials: Map<string, Promise<Trial>>,
): Promise<Finding> => {
  const target = options.targets.find(({ id }) => finding.targets.includes(id));
  if (target === undefined) return finding;
  const results = await Promise.all(
    finding.fixes.map(async (fix): Promise<{ fix: TriedFix; kind: Trial['kind'] | 'other' }> => {
      if (!isEnvironment(fix)) return { fix, kind: 'other' };
      const complete = completeChange(fix.env, target, options.sdk.name);
      const env = changeForFile(complete, target, options.environment);
      if (fix.unproven !== undefined) return { fix: { ...fix, env }, kind: 'untried' };
      const key = `${target.id} ${JSON.stringify(Object.entries(env).sort())}`;
      const known = trials.get(key);
      if (known === undefined && (trials.size >= MAX_TRIES || options.remaining() < 100)) {
        return { fix: { ...fix, env, unproven: 'there was no time left to try it' }, kind: 'untried' };
      }
      const trial = known ?? tryChange(env, target, options);
      trials.set(key, trial);
      const outcome = await trial;
      return { fix: proved(fix, env, outcome), kind: outcome.kind };
    }),
  );
  // What was tried and does not help is not offered; it stays only where nothing else is left to say.
  const anyProven = results.some(({ kind }) => kind === 'proven');
  const useful = results.filter(({ kind }) => kind !== 'refuted' && !(anyProven && kind === 'further'));
  const tried = results.filter(({ kind }) => kind !== 'other' && kind !== 'untried');
  const refuted = tried.length > 0 && tried.every(({ kind }) => kind === 'refuted');
  const order = (kind: string): number => ['proven', 'further'].indexOf(kind) + 1 || 3;
  const kept = (useful.length > 0 ? useful : results).sort((a, b) => order(a.kind) - order(b.kind));
  return { ...finding, fixes: kept.map(({ fix }) => fix), refuted };
};

/** Tries every environment change of the findings by sending with it, and notes on each fix what came of it. */
export const prove = async (
  findings: readonly Finding[],
  options: ProveOptions,
): Promise<readonly Finding[]> => {
  const trials = new Map<string, Promise<Trial>>();
  const errors = findings.map((finding) =>
    finding.severity === 'error' ? proveFinding(finding, options, trials) : Promise.resolve(finding),
  );
  return Promise.all(errors);
};
