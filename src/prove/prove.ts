import { fallsBack } from '../findings/fallback.ts';
import type { Delivery, Reach } from '../model/facts.ts';
import type { EnvironmentChange, Finding, TriedFix } from '../model/finding.ts';
import { isLoopback } from '../model/loopback.ts';
import type { Secrets } from '../model/secret.ts';
import type { Signal } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import type { FileStates } from '../resolve/files.ts';
import { changeEnvironment, type LayeredEnvironment } from '../resolve/layers.ts';
import { resolve } from '../resolve/resolve.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { type Change, changeOf, toldFix } from './change.ts';
import { withUsualProtocol } from './with-protocol.ts';

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
  /** This SDK does not do that, which says nothing of the fault. */
  | { readonly kind: 'unable'; readonly why: string }
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

const isProtocolAlone = (change: EnvironmentChange): boolean =>
  Object.keys(change).every((name) => name.endsWith('_PROTOCOL'));

/** Whether a change only gives other names to what is set: the place was meant, whoever answers there. */
const isMeant = (change: EnvironmentChange, { environment }: ProveOptions): boolean => {
  const named = Object.entries(change).flatMap(([name, value]) =>
    value === null ? [environment.get(name)?.value] : [],
  );
  return Object.values(change).every((value) => value === null || named.includes(value));
};

/** What the change itself switches off has nothing to send: what is left has to arrive. */
const isSwitchedOff = ({ sends, signals }: Target, change: EnvironmentChange): boolean =>
  !sends && signals.every((signal) => change[`OTEL_${signal.toUpperCase()}_EXPORTER`] === 'none');

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
  const targets = resolution.targets.filter((after) => !isSwitchedOff(after, change));
  const unusable = targets.find(({ url, socket, sends }) => (url === null && socket === null) || !sends);
  if (unusable && target.sends && isProtocolAlone(change))
    return { kind: 'unable', why: 'this SDK does not have this protocol' };
  if (unusable || targets.length === 0) return { kind: 'refuted', why: 'the SDK would still not send' };
  if (targets.some((after) => wouldExpose(target, after))) {
    return {
      kind: 'untried',
      why: 'it would send the configured credentials unencrypted to another machine',
    };
  }
  const deliveries = await Promise.all(
    targets.flatMap((after) => after.signals.map((signal) => options.send(after, secrets, signal))),
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
    (fallsBack(target) && targets.every(({ faults }) => faults.length === 0)) ||
    (isMeant(change, options) && targets.every(({ url }) => url !== target.url)) ||
    REACHES.indexOf(failed.reach) > before ||
    (!target.secure && targets.some(({ secure }) => secure) && isCertificateFault(failed));
  return { kind: further ? 'further' : 'refuted', why };
};

const proved = (fix: TriedFix, { shown }: Change, trial: Trial): TriedFix => {
  const told = toldFix(fix);
  const base = shown === null ? told : { ...told, env: shown };
  if (trial.kind === 'proven')
    return { ...base, proven: true, proof: { traceId: trial.traceId, ms: trial.ms } };
  const why =
    trial.kind === 'further'
      ? `it gets the span further, and something else is wrong behind it (${trial.why})`
      : trial.why;
  return { ...base, proven: false, unproven: why };
};

/** Environments that were tried, by target and change; findings share them. */
type Trials = Map<string, Promise<Trial>>;

interface Result {
  readonly fix: TriedFix;
  readonly kind: Trial['kind'] | 'other';
}

const tryFix = async (
  fix: TriedFix,
  target: Target,
  options: ProveOptions,
  trials: Trials,
): Promise<Result> => {
  const change = changeOf(fix, target, options);
  if (change === null) return { fix, kind: 'other' };
  const untried = (why: string): Result => ({
    fix: proved(fix, change, { kind: 'untried', why }),
    kind: 'untried',
  });
  if (fix.unproven !== undefined) return untried(fix.unproven);
  const key = `${target.id} ${JSON.stringify(Object.entries(change.sent).sort())}`;
  const known = trials.get(key);
  if (known === undefined && (trials.size >= MAX_TRIES || options.remaining() < 100))
    return untried('there was no time left to try it');
  const trial = known ?? tryChange(change.sent, target, options);
  trials.set(key, trial);
  const outcome = await trial;
  return { fix: proved(fix, change, outcome), kind: outcome.kind };
};

/** What the fixes of a finding are tried with. */
interface Trying {
  readonly target: Target;
  readonly options: ProveOptions;
  readonly trials: Trials;
}

/** Where no fix is enough by itself, and one gets further: whether it is with the protocol of the port that it leads to. */
const tryTogether = async (
  { fixes }: Finding,
  alone: readonly Result[],
  { target, options, trials }: Trying,
): Promise<readonly Result[]> => {
  if (alone.some(({ kind }) => kind === 'proven')) return [];
  const wider = fixes.flatMap((fix, index) =>
    alone[index]?.kind === 'further' ? (withUsualProtocol(fix, target, options) ?? []) : [],
  );
  const results = await Promise.all(wider.map((fix) => tryFix(fix, target, options, trials)));
  return results.filter(({ kind }) => kind === 'proven').slice(0, 1);
};

const proveFinding = async (finding: Finding, options: ProveOptions, trials: Trials): Promise<Finding> => {
  const target = options.targets.find(({ id }) => finding.targets.includes(id));
  if (target === undefined) return finding;
  const alone = await Promise.all(finding.fixes.map((fix) => tryFix(fix, target, options, trials)));
  const results = [...(await tryTogether(finding, alone, { target, options, trials })), ...alone];
  // What was tried and does not help is not offered; it stays only where nothing else is left to say.
  const anyProven = results.some(({ kind }) => kind === 'proven');
  const useless = ['refuted', 'unable', ...(anyProven ? ['further'] : [])];
  const useful = results.filter(({ kind }) => !useless.includes(kind));
  const tried = results.filter(({ kind }) => !['other', 'untried', 'unable'].includes(kind));
  const refuted = tried.length > 0 && tried.every(({ kind }) => kind === 'refuted');
  const order = (kind: string): number => ['proven', 'further'].indexOf(kind) + 1 || 3;
  const kept = (useful.length > 0 ? useful : results).sort((a, b) => order(a.kind) - order(b.kind));
  return { ...finding, fixes: kept.map(({ fix }) => fix), refuted };
};

const isProven = ({ fixes }: Finding): boolean => fixes.some(({ proven }) => proven);

/**
 * Tries what is no error by itself, where it would send in another way: a warning always, for what arrives may arrive
 * at the wrong place; what is milder only where nothing arrives and no error explains it.
 */
const proveMilder = async (
  finding: Finding,
  options: ProveOptions,
  { errors, trials }: { readonly errors: readonly Finding[]; readonly trials: Trials },
): Promise<Finding> => {
  const target = options.targets.find(({ id }) => finding.targets.includes(id));
  if (target === undefined || finding.suspicion) return finding;
  const arrives = options.reached[target.id] === 'delivered';
  const explained = errors.some((error) => isProven(error) && error.targets.includes(target.id));
  if (arrives ? finding.severity === 'info' : explained) return finding;
  const changes = finding.fixes.map((fix) => changeOf(fix, target, options));
  if (!changes.some((change) => change !== null && changesTheWay(change.sent, target, options)))
    return finding;
  const tried = await proveFinding(finding, options, trials);
  // It arrives with the change and does not without it: that is the cause, however mild it looks.
  return !arrives && isProven(tried) ? { ...tried, severity: 'error' } : tried;
};

/** What decides where and how an item is sent. */
const wayOf = ({ url, socket, secure, protocol, sends, headers, proxy, files, encoding }: Target): string =>
  JSON.stringify([url, socket, secure, protocol, sends, headers, proxy, files, encoding]);

const changesTheWay = (change: EnvironmentChange, target: Target, options: ProveOptions): boolean => {
  const changed = changeEnvironment(options.environment, change);
  const { resolution } = resolve(changed, options.sdk, target.signals, options.states(changed));
  return resolution.targets.some((after) => wayOf(after) !== wayOf(target));
};

/** Tries the environment changes of the findings by sending with them, and notes on each fix what came of it. */
export const prove = async (
  findings: readonly Finding[],
  options: ProveOptions,
): Promise<readonly Finding[]> => {
  const trials: Trials = new Map();
  const proven = new Map<Finding, Finding>();
  const settle = async (some: readonly Finding[], how: (one: Finding) => Promise<Finding>): Promise<void> => {
    await Promise.all(some.map(async (one) => void proven.set(one, await how(one))));
  };
  await settle(
    findings.filter(({ severity }) => severity === 'error'),
    (finding) => proveFinding(finding, options, trials),
  );
  const errors = [...proven.values()];
  await settle(
    findings.filter(({ severity }) => severity !== 'error'),
    (finding) => proveMilder(finding, options, { errors, trials }),
  );
  return findings.map((finding) => proven.get(finding) ?? finding);
};
