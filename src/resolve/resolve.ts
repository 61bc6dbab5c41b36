import type { Secrets, TargetSecrets } from '../model/secret.ts';
import { SIGNALS, type Signal } from '../model/signal.ts';
import type { Resolution, SettingProblem, Target } from '../model/target.ts';
import { describeSignal, destinationKey, type SignalTarget } from './describe.ts';
import type { FileStates } from './files.ts';
import type { LayeredEnvironment } from './layers.ts';
import { planSignal } from './plan.ts';
import { environmentProblems } from './problems/environment.ts';
import type { Sdk } from './sdks/sdk.ts';
import { secretValuesOf } from './secrets.ts';
import { strayValues } from './stray-secrets.ts';
import { contagious, disabledBy, judgeSignal } from './verdict.ts';

interface Described {
  readonly signal: Signal;
  readonly switchedOff: boolean;
  readonly part: SignalTarget;
}

const describeAll = (environment: LayeredEnvironment, sdk: Sdk, states: FileStates): readonly Described[] => {
  const disabled = disabledBy(environment, sdk);
  const general = environmentProblems(environment, sdk, states);
  const plans = SIGNALS.map((signal) => planSignal(environment, sdk, signal, states));
  return plans.map((plan) => {
    const fromOthers = plans.filter((other) => other !== plan).flatMap((other) => contagious(other, sdk));
    const verdict = judgeSignal({ plan, sdk, environment, disabled, general, fromOthers });
    const part = describeSignal(plan, verdict, sdk);
    return { signal: plan.signal, switchedOff: !plan.exporter.otlp, part };
  });
};

interface Group {
  readonly signals: Signal[];
  readonly paths: Partial<Record<Signal, string>>;
  readonly requestTargets: Partial<Record<Signal, string>>;
  readonly problems: SettingProblem[];
  readonly first: SignalTarget;
}

const addProblems = (all: SettingProblem[], own: readonly SettingProblem[]): void => {
  for (const problem of own) {
    const { signals, ...rest } = problem;
    const key = JSON.stringify(rest);
    const at = all.findIndex(({ signals: _, ...other }) => JSON.stringify(other) === key);
    const known = all[at];
    if (known === undefined) all.push(problem);
    else all[at] = { ...known, signals: [...known.signals, ...signals] };
  }
};

/** Signals with the same destination share a target; what tells destinations apart is everything but the path. */
const group = (described: readonly Described[]): readonly Group[] => {
  const groups = new Map<string, Group>();
  for (const { signal, part } of described) {
    const key = destinationKey(part);
    const found = groups.get(key) ?? {
      signals: [],
      paths: {},
      requestTargets: {},
      problems: [],
      first: part,
    };
    found.signals.push(signal);
    if (part.path !== null) found.paths[signal] = part.path;
    if (part.requestTarget !== null) found.requestTargets[signal] = part.requestTarget;
    addProblems(found.problems, part.target.problems);
    groups.set(key, found);
  }
  return [...groups.values()];
};

const toTarget = ({ first, signals, paths, requestTargets, problems }: Group, id: string): Target => ({
  ...first.target,
  id,
  signals,
  paths,
  requestTargets,
  problems,
});

/** One signal by itself: a target of several names the URL of its first one only. */
export interface SignalRow {
  readonly signal: Signal;
  readonly target: Target;
  readonly secrets: TargetSecrets;
}

const rowsOf = (described: readonly Described[]): readonly SignalRow[] =>
  described.flatMap((entry) =>
    group([entry]).map((alone) => ({
      signal: entry.signal,
      target: toTarget(alone, entry.signal),
      secrets: alone.first.secrets,
    })),
  );

/** Secrets that the settings of no target hold: of variables that nobody reads, or that were meant for something else. */
const straySecretValues = (environment: LayeredEnvironment): readonly string[] =>
  secretValuesOf({ headers: {}, ...strayValues(environment) });

/** What an SDK makes of an environment; secrets are beside the plain data. */
export interface Resolved {
  readonly resolution: Resolution;
  /** Every signal, whichever were asked for. */
  readonly rows: readonly SignalRow[];
  readonly secrets: Secrets;
}

/**
 * Reads the environment as one SDK would: for each signal whether it is sent, where it goes and how. Pure; secrets come
 * back beside the plain data. `states` says what is known of the files that the settings name.
 */
export const resolve = (
  environment: LayeredEnvironment,
  sdk: Sdk,
  signals: readonly Signal[],
  states: FileStates = {},
): Resolved => {
  const described = describeAll(environment, sdk, states);
  const chosen = signals.flatMap((signal) => described.filter((entry) => entry.signal === signal));
  const rest = described.filter(({ signal, switchedOff }) => !signals.includes(signal) && !switchedOff);
  const targetSecrets: Record<string, TargetSecrets> = {};
  const build = (prefix: string, entries: readonly Described[]): readonly Target[] =>
    group(entries).map((found, index) => {
      const id = `${prefix}${index + 1}`;
      targetSecrets[id] = found.first.secrets;
      return toTarget(found, id);
    });
  const targets = build('t', chosen);
  const others = build('o', rest);
  const secretValues = [
    ...described.flatMap(({ part }) => part.secretValues),
    ...straySecretValues(environment),
  ];
  return {
    resolution: { sdk: sdk.name, version: sdk.version, targets, others },
    rows: rowsOf(described),
    secrets: {
      targets: targetSecrets,
      secretValues: [...new Set(secretValues)].sort((a, b) => b.length - a.length),
    },
  };
};

const FILE_VARIABLE =
  /^OTEL_(?:EXPORTER_OTLP_(?:\w+_)?(?:CERTIFICATE|CLIENT_KEY)|(?:EXPERIMENTAL_)?CONFIG_FILE)$/;

/** Paths of files that the settings name and `resolve` may be told about. */
export const namedFiles = (environment: LayeredEnvironment): readonly string[] => {
  const paths = [...environment].flatMap(([name, { value, configFile }]) => {
    if (configFile !== undefined) return [];
    return FILE_VARIABLE.test(name) ? [value.trim()] : [];
  });
  return [...new Set(paths)].filter((path) => path !== '' && !path.includes('$'));
};
