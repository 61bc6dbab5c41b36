import type { CheckOutcome } from '../model/check.ts';
import type { Observation } from '../model/fact.ts';
import type { FactId, FactTable, Reach } from '../model/facts.ts';
import type { Finding } from '../model/finding.ts';
import { isConnected } from '../model/reading.ts';
import type {
  PathStep,
  Report,
  ReportCheck,
  ReportFinding,
  ReportRoute,
  ReportTarget,
  Verdict,
} from '../model/report.ts';
import type { Target } from '../model/target.ts';
import { VERSION } from '../version.ts';

type Observed = { readonly [F in FactId]?: Observation<FactTable[F]> };

/** What a report is made of. */
export interface Material {
  readonly startedAt: string;
  readonly durationMs: number;
  readonly sdk: Report['sdk'];
  readonly targets: readonly { readonly target: Target; readonly facts: Observed }[];
  readonly findings: readonly Finding[];
  readonly root: Finding | null;
  readonly outcomes: readonly CheckOutcome[];
  readonly routes: readonly ReportRoute[];
  /** As Node names it. */
  readonly platform: string;
  /** Settings and files only: nothing was sent. */
  readonly offline: boolean;
}

const round = (ms: number): number => Math.round(ms * 10) / 10;

const stepOf = <Value>(
  step: PathStep['step'],
  observation: Observation<Value> | undefined,
  good: (value: Value) => boolean,
): PathStep => {
  if (observation === undefined) return { step, state: 'unknown' };
  // The target is what the settings mean; what blocks there is the endpoint's value.
  if (observation.state === 'blocked') {
    return { step, state: 'blocked', by: observation.by === 'target' ? 'endpoint' : observation.by };
  }
  if (observation.state === 'absent') return { step, state: 'skipped' };
  if (observation.state === 'broken') return { step, state: 'unknown' };
  return { step, state: good(observation.value) ? 'ok' : 'failed', ms: round(observation.ms) };
};

const PAST_PROTOCOL: readonly Reach[] = ['answered', 'routed', 'delivered'];

/** The protocol is right when something answered in it; the send then tells whether the item was taken. */
const lastSteps = (facts: Observed, earlier: PathStep | undefined): readonly PathStep[] => {
  const { send } = facts;
  if (earlier) {
    const by = earlier.state === 'blocked' ? (earlier.by ?? earlier.step) : earlier.step;
    return [
      { step: 'protocol', state: 'blocked', by },
      { step: 'send', state: 'blocked', by },
    ];
  }
  if (send?.state !== 'seen')
    return [{ step: 'protocol', state: 'unknown' }, stepOf('send', send, () => true)];
  const failed = send.value.deliveries.find(({ delivered }) => !delivered);
  const ms = round(send.ms);
  if (failed === undefined)
    return [
      { step: 'protocol', state: 'ok' },
      { step: 'send', state: 'ok', ms },
    ];
  if (PAST_PROTOCOL.includes(failed.reach))
    return [
      { step: 'protocol', state: 'ok' },
      { step: 'send', state: 'failed', ms },
    ];
  return [
    { step: 'protocol', state: 'failed', ms },
    { step: 'send', state: 'blocked', by: 'protocol' },
  ];
};

const pathOf = (facts: Observed): readonly PathStep[] => {
  const dns = stepOf('dns', facts.dns, ({ addresses }) => addresses.length > 0);
  const tcp = stepOf('tcp', facts.tcp, isConnected);
  const proxy = stepOf('proxy', facts.proxy, ({ outcome }) => outcome === 'open');
  const tls = stepOf(
    'tls',
    facts.tls,
    ({ outcome, nameMatches }) => outcome === 'trusted' && nameMatches !== false,
  );
  const first = [dns, tcp, ...(facts.proxy?.state === 'seen' ? [proxy] : []), tls];
  const delivered = facts.send?.state === 'seen' && facts.send.value.deliveries.every((one) => one.delivered);
  return [
    ...first,
    ...lastSteps(facts, delivered ? undefined : first.find(({ state }) => state === 'failed')),
  ];
};

const targetOf = (target: Target, facts: Observed): ReportTarget => {
  const deliveries = facts.send?.state === 'seen' ? facts.send.value.deliveries : [];
  return {
    id: target.id,
    signals: target.signals,
    protocol: target.protocol,
    url: target.url ?? target.endpoint,
    settings: target.settings,
    path: pathOf(facts),
    delivered: deliveries.length > 0 && deliveries.every(({ delivered }) => delivered),
    traceId: deliveries.find(({ traceId }) => traceId !== null)?.traceId ?? null,
    vendor: facts.vendor?.state === 'seen' && facts.vendor.value.certain ? facts.vendor.value.name : null,
  };
};

/** A finding as the report tells it. */
export const findingOf = (finding: Finding): ReportFinding => {
  const { code, severity, title, targets, summary, explanation, evidence, fixes } = finding;
  const docs = `docs/checks/${code}.md`;
  const base = { code, severity, title, targets, summary, explanation, evidence, fixes, docs };
  return {
    ...base,
    ...(finding.location ? { location: finding.location } : {}),
    ...(finding.symptomOf ? { symptomOf: finding.symptomOf } : {}),
  };
};

const STATUS_ORDER: readonly ReportCheck['status'][] = ['fail', 'error', 'pass', 'blocked', 'skipped'];

/** One line a check: over several targets the one that says most. */
export const checksOf = (outcomes: readonly CheckOutcome[]): readonly ReportCheck[] => {
  const byCode = new Map<string, ReportCheck>();
  for (const { code, status, why, by } of outcomes) {
    const known = byCode.get(code);
    if (known && STATUS_ORDER.indexOf(known.status) <= STATUS_ORDER.indexOf(status)) continue;
    byCode.set(code, {
      code,
      status,
      ...(why === undefined ? {} : { why }),
      ...(by === undefined ? {} : { by }),
    });
  }
  return [...byCode.values()];
};

const summaryOf = (
  verdict: Verdict,
  targets: readonly ReportTarget[],
  root: Finding | null,
  offline: boolean,
): string => {
  const [first] = targets;
  if (verdict === 'healthy') {
    const signals = targets.flatMap((target) => target.signals).join(', ');
    return `A test item of ${signals} was accepted by ${first?.url ?? 'the receiver'}`;
  }
  if (root === null && offline)
    return 'Nothing is wrong in the settings as far as can be told without sending';
  return root?.summary ?? 'The doctor could not see enough to name a cause';
};

const OFFLINE = 'Nothing was connected to or sent (--offline): only settings and files were read.';

const LIMIT =
  'A delivered item says that the receiver took it; whether it is stored and shown behind the receiver was not checked.';

const limitsOf = (material: Material, verdict: Verdict): readonly string[] => {
  const broken = material.targets.flatMap(({ facts }) =>
    Object.entries(facts).flatMap(([fact, seen]) =>
      seen?.state === 'broken' ? [`${fact}: ${seen.error.message}`] : [],
    ),
  );
  return [
    ...(verdict === 'healthy' ? [LIMIT] : []),
    ...(material.offline ? [OFFLINE] : []),
    ...(material.sdk.chosenBy === 'default' && material.sdk.name === 'spec'
      ? ['The settings were read as the specification says; SDKs differ from it (name yours with --sdk).']
      : []),
    ...broken.map((text) => `The doctor could not find out ${text}.`),
  ];
};

const containerOf = ({ targets }: Material): string | null => {
  for (const { facts } of targets) {
    if (facts.container?.state === 'seen' && facts.container.value.kind !== 'none')
      return facts.container.value.kind;
  }
  return null;
};

/** Puts the report together. Pure: times and versions are given. */
export const assemble = (material: Material): Report => {
  const targets = material.targets.map(({ target, facts }) => targetOf(target, facts));
  const { root } = material;
  const healthy = targets.every(({ delivered }) => delivered);
  const verdict: Verdict = healthy ? 'healthy' : root === null ? 'inconclusive' : 'unhealthy';
  const findings = material.findings.map(findingOf);
  return {
    schemaVersion: 1,
    tool: { name: 'otel-doctor', version: VERSION },
    startedAt: material.startedAt,
    durationMs: material.durationMs,
    verdict,
    summary: summaryOf(verdict, targets, root, material.offline),
    sdk: material.sdk,
    runsIn: { platform: material.platform, container: containerOf(material) },
    targets,
    rootCause: verdict === 'unhealthy' ? (findings[0] ?? null) : null,
    findings,
    checks: checksOf(material.outcomes),
    routes: material.routes,
    telemetry: null,
    limits: limitsOf(material, verdict),
  };
};
