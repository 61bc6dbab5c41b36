import type { SettingProblem, Target } from '../model/target.ts';
import { SDKS } from './sdks/index.ts';

/** A sender as far as files tell it. */
export interface FileSender {
  /** Name of the SDK; null where nothing tells it. */
  readonly sdk: string | null;
  /** Every destination of it. */
  readonly targets: readonly Target[];
  /** Variables with their values; null for what the files do not tell. */
  readonly variables: readonly { readonly name: string; readonly value: string | null }[];
  /** It is a file of settings, and whoever reads it may fill in what it refers to. */
  readonly filledByReader: boolean;
  /** It is a command that somebody starts, who may mean to send nothing. */
  readonly isCommand: boolean;
  readonly inContainer: boolean;
  /** Every value is known that may decide where it sends. */
  readonly complete: boolean;
  /** The Kubernetes operator puts the SDK into it. */
  readonly instrumented: boolean;
}

type Judge = (problem: SettingProblem, sender: FileSender, target: Target) => SettingProblem | null;

const textIn = ({ variables }: FileSender, wanted: string): string =>
  variables.find(({ name }) => name === wanted)?.value ?? '';

const namesIn = (value: string): readonly string[] =>
  value
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

/** Exporters that some SDK has; which one is meant is not known where nothing tells the language. */
const EXPORTERS: ReadonlySet<string> = new Set([
  ...SDKS.flatMap(({ exporter }) =>
    exporter === null ? [] : [...Object.keys(exporter.otlp), ...Object.values(exporter.other).flat()],
  ),
  'none',
]);

/** What another SDK has is no mistake of one that is not known. */
const exporterOfOthers: Judge = (problem, sender) =>
  problem.code === 'config/exporter-unknown' &&
  sender.sdk === null &&
  problem.detail === 'unknown' &&
  namesIn(textIn(sender, problem.variable)).every((name) => EXPORTERS.has(name))
    ? null
    : problem;

const asksForOtlp = (sender: FileSender): boolean =>
  ['TRACES', 'METRICS', 'LOGS'].some((signal) =>
    namesIn(textIn(sender, `OTEL_${signal}_EXPORTER`)).includes('otlp'),
  );

/** One signal is switched off, and another is asked for by name. */
const otherSignals: Judge = (problem, sender) =>
  problem.code === 'config/exporter-none' && asksForOtlp(sender)
    ? { ...problem, detail: 'none-of-one', effect: 'changed' }
    : problem;

/**
 * The image of the operator has them, elsewhere they are packages of their own.
 * https://github.com/open-telemetry/opentelemetry-operator/blob/main/autoinstrumentation/python/requirements.txt
 */
const propagatorPackages: Judge = (problem, sender) =>
  problem.code === 'config/propagators-invalid' && problem.detail === 'needs-package' && sender.instrumented
    ? null
    : problem;

/** `__TOKEN__`, `@TOKEN@` and `{{TOKEN}}` are put in place before the file is used. */
const PLACEHOLDER = /__[A-Z][A-Z0-9_]{1,60}__|@[A-Z][A-Z0-9_]{1,60}@|\{\{[^{}]{1,80}\}\}|<%=?[^%]{1,80}%>/;

const REFERENCE = /\$\{?[A-Za-z_]/;

const isPutInPlace = (sender: FileSender, variable: string): boolean =>
  PLACEHOLDER.test(textIn(sender, variable));

/** dotenv-expand, Vite, Next.js and Compose fill in what an env file refers to. */
const isFilledIn = (sender: FileSender, variable: string): boolean =>
  sender.filledByReader && REFERENCE.test(textIn(sender, variable));

const ofUnfilled: Judge = (problem, sender) => {
  if (isPutInPlace(sender, problem.variable)) return null;
  const ofValue = problem.code === 'config/value-unexpanded' || problem.code.startsWith('endpoint/');
  return ofValue && isFilledIn(sender, problem.variable) ? null : problem;
};

/** A misspelt endpoint in a container leaves it with the default, which is the container itself. */
const decidesAll: Judge = (problem, { inContainer, complete }, target) =>
  problem.code === 'config/variable-misspelled' &&
  /^OTEL_EXPORTER_OTLP_(?:\w+_)?ENDPOINT$/.test(problem.rename ?? '') &&
  target.endpointBy.variable === null &&
  inContainer &&
  complete
    ? { ...problem, effect: 'sends-nothing' }
    : problem;

/** A configuration file may name the service by a detector that reads the variable. */
const namedByFile: Judge = (problem, { variables }) =>
  problem.code === 'config/service-name-missing' &&
  variables.some(({ name, value }) => name === 'OTEL_SERVICE_NAME' && value !== '')
    ? null
    : problem;

/** What fills in a variable may have its value elsewhere. */
const filledElsewhere: Judge = (problem) => (problem.code === 'config/variable-empty' ? null : problem);

/** Who deploys a ratio means it; only one that leaves nothing to see is asked about. */
const meantRatio: Judge = (problem) =>
  problem.code === 'config/sampler-ratio' && problem.detail === 'part' ? null : problem;

/** Scripts, workflows and tests switch telemetry off, or write it to the console, because they mean it. */
const MEANT = /^config\/(?:exporter-none|exporter-not-otlp|sdk-disabled|sampler-off)$/;

const isMeantBy: Judge = (problem, { isCommand }) => (isCommand && MEANT.test(problem.code) ? null : problem);

const JUDGES: readonly Judge[] = [
  ...[ofUnfilled, exporterOfOthers, isMeantBy, otherSignals, propagatorPackages, decidesAll],
  ...[namedByFile, meantRatio, filledElsewhere],
];

/** Port 4317 and INSECURE speak for gRPC where nothing tells the SDK and no protocol is set. */
const speaksForGrpc = ({ sdk, variables }: FileSender, { protocolBy, port }: Target): boolean =>
  sdk === null &&
  protocolBy.variable === null &&
  (port === 4317 || variables.some(({ name }) => /^OTEL_EXPORTER_OTLP_(?:\w+_)?INSECURE$/.test(name)));

/** A destination as far as it is certain. */
const certainTarget = (target: Target, sender: FileSender): Target => {
  const variable = target.endpointBy.variable ?? '';
  // Where it leads is not known before the value is filled in.
  if (isPutInPlace(sender, variable) || isFilledIn(sender, variable))
    return { ...target, faults: [], sends: false, host: '' };
  return speaksForGrpc(sender, target) ? { ...target, protocol: 'grpc' } : target;
};

/** Destinations with what stands whatever the files do not tell. */
export const certainTargets = (sender: FileSender): readonly Target[] =>
  sender.targets.map((target) => ({
    ...certainTarget(target, sender),
    problems: target.problems.flatMap((problem) => {
      let now: SettingProblem | null = problem;
      for (const judge of JUDGES) now = now === null ? null : judge(now, sender, target);
      return now ?? [];
    }),
  }));
