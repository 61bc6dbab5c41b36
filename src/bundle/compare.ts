import type { ComparedSide, Comparison, Difference, DifferenceStep } from '../model/difference.ts';
import type { Report } from '../model/report.ts';
import type { RunRecord, SeenTarget } from '../model/run-record.ts';
import { type Aspect, aspectsOf } from './aspects.ts';

/** What is known of one of the two. */
export interface Side {
  readonly name: string;
  readonly kind: ComparedSide['kind'];
  readonly seen: RunRecord;
  readonly report: Report;
}

/** Upstream first: what comes earlier decides what comes later. */
const STEPS: readonly DifferenceStep[] = [
  'settings',
  'place',
  'dns',
  'tcp',
  'proxy',
  'tls',
  'protocol',
  'send',
];

const WAY = ['sending', 'protocol', 'scheme', 'host', 'port', 'proxy'];
const FILES = ['certificate to trust', 'client certificate', 'client key'];
const FILE_STATES = ['certificate', 'client certificate', 'client key'].map((role) => `file of the ${role}`);

/** Which differences of settings can be why a step fails; what was observed upstream always can. */
const CAUSES: Readonly<Record<DifferenceStep, readonly string[]>> = {
  settings: [],
  place: [],
  dns: ['sending', 'host', 'proxy', 'container', 'SDK'],
  tcp: ['sending', 'host', 'port', 'proxy', 'container', 'scheme', 'SDK'],
  proxy: ['sending', 'proxy', 'host', 'port', 'container', 'SDK'],
  tls: [...WAY, ...FILES, ...FILE_STATES, 'container', 'SDK', 'release of the SDK'],
  protocol: [...WAY, ...FILES, ...FILE_STATES, 'container', 'SDK', 'release of the SDK'],
  send: [
    ...WAY,
    ...FILES,
    ...FILE_STATES,
    'compression',
    'timeout',
    'container',
    'SDK',
    'release of the SDK',
    'problems',
  ],
};

const isPrefixed = (name: string): boolean => name.startsWith('header ') || name.startsWith('path of ');

/** Later answers follow from the settings of an SDK: a difference that one of them makes is named before the SDK's own. */
const WEAK = ['SDK', 'release of the SDK', 'problems', 'platform', 'timeout'];

const canExplain = ({ step, name }: Difference, failed: DifferenceStep): boolean => {
  if (failed === 'settings') return step === 'settings';
  if (STEPS.indexOf(step) >= STEPS.indexOf(failed)) return false;
  if (step !== 'settings' && step !== 'place') return true;
  return CAUSES[failed].includes(name) || (failed === 'send' && isPrefixed(name));
};

const keyOf = ({ step, name }: Aspect): string => `${step}\n${name}`;

const differencesOf = (a: readonly Aspect[], b: readonly Aspect[]): readonly Difference[] => {
  const inA = new Map(a.map((aspect) => [keyOf(aspect), aspect.value]));
  const inB = new Map(b.map((aspect) => [keyOf(aspect), aspect.value]));
  const all = new Map([...a, ...b].map((aspect) => [keyOf(aspect), aspect]));
  return [...all]
    .map(([key, { step, name }]) => ({ step, name, a: inA.get(key) ?? null, b: inB.get(key) ?? null }))
    .filter((one) => one.a !== one.b)
    .filter(({ step, a: left, b: right }) => isSettled(step) || (left !== null && right !== null))
    .sort((one, other) => STEPS.indexOf(one.step) - STEPS.indexOf(other.step));
};

/** Of what was observed, only what both sides saw can be compared: a blocked step is a consequence. */
const isSettled = (step: DifferenceStep): boolean => step === 'settings';

const failedStep = ({ report, seen }: Side, { target }: SeenTarget): DifferenceStep | null => {
  const told = report.targets.find(({ id }) => id === target.id);
  if (seen.offline) return report.verdict === 'unhealthy' ? 'settings' : null;
  if (told === undefined || told.delivered) return null;
  if (!target.sends || target.url === null) return 'settings';
  return told.path.find(({ state }) => state === 'failed')?.step ?? null;
};

const sideOf = (side: Side, target: SeenTarget): ComparedSide => ({
  name: side.name,
  kind: side.kind,
  at: side.seen.startedAt,
  verdict: side.seen.offline && side.report.verdict !== 'unhealthy' ? null : side.report.verdict,
  failed: failedStep(side, target),
  code: side.report.rootCause?.code ?? null,
});

/** The destinations to compare: that of the same signal, else the first ones. */
const paired = (a: RunRecord, b: RunRecord): readonly [SeenTarget, SeenTarget] | null => {
  for (const left of a.targets) {
    const right = b.targets.find(({ target }) =>
      target.signals.some((signal) => left.target.signals.includes(signal)),
    );
    if (right !== undefined) return [left, right];
  }
  const [left] = a.targets;
  const [right] = b.targets;
  return left && right ? [left, right] : null;
};

const byWeight = (differences: readonly Difference[]): readonly Difference[] => [
  ...differences.filter(({ name }) => !WEAK.includes(name)),
  ...differences.filter(({ name }) => WEAK.includes(name)),
];

const STEP_WORDS: Readonly<Record<DifferenceStep, string>> = {
  settings: 'the settings',
  place: 'the place',
  dns: 'the name lookup',
  tcp: 'the connection',
  proxy: 'the proxy',
  tls: 'TLS',
  protocol: 'the protocol',
  send: 'the answer to the test item',
};

const summaryOf = (
  failing: ComparedSide | null,
  both: boolean,
  matters: Difference | null,
  count: number,
): string => {
  if (failing === null && both) return 'Neither delivers, so neither tells what the other lacks';
  if (failing === null)
    return count === 0 ? 'No difference was found' : 'Neither is known to fail; this is what differs';
  const at = failing.failed === null ? '' : ` at ${STEP_WORDS[failing.failed]}`;
  return matters === null
    ? `No difference explains why ${failing.name} fails${at}`
    : `${failing.name} fails${at}: the ${matters.name} differs`;
};

const SAME_LENGTH =
  'Values of headers are never kept: two of the same scheme and length cannot be told apart.';
const ONLY_SETTINGS = 'An env file is compared by its settings only; nothing was sent with it.';

const limitsOf = (a: Side, b: Side, [left]: readonly [SeenTarget, SeenTarget]): readonly string[] => [
  ...(left.target.headers.length > 0 ? [SAME_LENGTH] : []),
  ...(a.kind === 'env file' || b.kind === 'env file' ? [ONLY_SETTINGS] : []),
];

const fails = ({ verdict }: ComparedSide): boolean => verdict !== null && verdict !== 'healthy';

/** Names what tells one that works from one that fails; null when there is nothing to compare. */
export const compare = (a: Side, b: Side): Comparison | null => {
  const pair = paired(a.seen, b.seen);
  if (pair === null) return null;
  const [left, right] = [sideOf(a, pair[0]), sideOf(b, pair[1])];
  const differences = differencesOf(aspectsOf(a.seen, pair[0]), aspectsOf(b.seen, pair[1]));
  const both = fails(left) && fails(right);
  const failing = both ? null : fails(left) ? left : fails(right) ? right : null;
  const step = failing === null ? null : (failing.failed ?? 'send');
  const matters =
    step === null ? null : (byWeight(differences.filter((one) => canExplain(one, step)))[0] ?? null);
  return {
    schemaVersion: 1,
    a: left,
    b: right,
    matters,
    summary: summaryOf(failing, both, matters, differences.length),
    differences,
    limits: limitsOf(a, b, pair),
  };
};
