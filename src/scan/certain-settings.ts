import type { SettingProblem, Target } from '../model/target.ts';
import { SDKS } from '../resolve/sdks/index.ts';
import type { Workload } from './workload.ts';

/** A sender as far as files tell it. */
interface Known {
  readonly workload: Workload;
  /** Name of the SDK; null where nothing tells it. */
  readonly sdk: string | null;
  /** Every destination of it. */
  readonly targets: readonly Target[];
}

type Judge = (problem: SettingProblem, known: Known, target: Target) => SettingProblem | null;

const textIn = ({ variables }: Workload, wanted: string): string =>
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

/** Propagators that some package has for every language. */
const PROPAGATORS: ReadonlySet<string> = new Set([
  ...SDKS.flatMap(({ propagators }) => propagators?.known ?? []),
  ...['b3', 'b3multi', 'jaeger', 'xray', 'ottrace'],
]);

/** What another SDK has is no mistake of one that is not known. */
const exporterOfOthers: Judge = (problem, { workload, sdk }) =>
  problem.code === 'config/exporter-unknown' &&
  sdk === null &&
  problem.detail === 'unknown' &&
  namesIn(textIn(workload, problem.variable)).every((name) => EXPORTERS.has(name))
    ? null
    : problem;

const isOtlp = ({ workload }: Known): boolean =>
  ['TRACES', 'METRICS', 'LOGS'].some((signal) =>
    namesIn(textIn(workload, `OTEL_${signal}_EXPORTER`)).includes('otlp'),
  );

/** One signal is switched off, and another is asked for by name. */
const otherSignals: Judge = (problem, known) =>
  problem.code === 'config/exporter-none' && isOtlp(known)
    ? { ...problem, detail: 'none-of-one', effect: 'changed' }
    : problem;

/**
 * The image of the operator has them, elsewhere they are packages of their own.
 * https://github.com/open-telemetry/opentelemetry-operator/blob/main/autoinstrumentation/python/requirements.txt
 */
const propagatorPackages: Judge = (problem, { workload }) => {
  if (problem.code !== 'config/propagators-invalid' || problem.detail !== 'unknown') return problem;
  const names = namesIn(textIn(workload, problem.variable).toLowerCase());
  if (!names.every((name) => PROPAGATORS.has(name))) return problem;
  return workload.variables.some(({ from }) => from === 'instrumentation')
    ? null
    : { ...problem, detail: 'needs-package', effect: 'changed' };
};

/** Whoever reads an env file may fill in what it refers to: dotenv-expand, Vite, Next.js and Compose do. */
const REFERENCE = /\$\{?[A-Za-z_]/;

const filledIn: Judge = (problem, { workload }) => {
  if (workload.kind !== 'env-file' || !REFERENCE.test(textIn(workload, problem.variable))) return problem;
  return problem.code === 'config/value-unexpanded' || problem.code.startsWith('endpoint/') ? null : problem;
};

/** `__TOKEN__` and `{{TOKEN}}` are put in place before the file is used. */
const PLACEHOLDER = /__[A-Z][A-Z0-9_]{1,60}__|@[A-Z][A-Z0-9_]{1,60}@|\{\{[^{}]{1,80}\}\}|<%=?[^%]{1,80}%>/;

const putInPlace: Judge = (problem, { workload }) =>
  PLACEHOLDER.test(textIn(workload, problem.variable)) ? null : problem;

/** A misspelt endpoint in a container leaves it with the default, which is the container itself. */
const decidesAll: Judge = (problem, { workload }, target) =>
  problem.code === 'config/variable-misspelled' &&
  /^OTEL_EXPORTER_OTLP_(?:\w+_)?ENDPOINT$/.test(problem.rename ?? '') &&
  target.endpointBy.variable === null &&
  workload.inContainer &&
  workload.complete
    ? { ...problem, effect: 'sends-nothing' }
    : problem;

/** A configuration file may name the service by a detector that reads the variable. */
const namedByFile: Judge = (problem, { workload }) =>
  problem.code === 'config/service-name-missing' &&
  workload.variables.some(({ name, value }) => name === 'OTEL_SERVICE_NAME' && value !== '')
    ? null
    : problem;

const JUDGES: readonly Judge[] = [
  ...[putInPlace, filledIn, exporterOfOthers, otherSignals, propagatorPackages],
  ...[decidesAll, namedByFile],
];

const isFilledIn = ({ workload }: Known, variable: string | null): boolean => {
  const text = variable === null ? '' : textIn(workload, variable);
  return PLACEHOLDER.test(text) || (workload.kind === 'env-file' && REFERENCE.test(text));
};

/** Port 4317 and INSECURE speak for gRPC where nothing tells the SDK and no protocol is set. */
const speaksForGrpc = ({ workload, sdk }: Known, { protocolBy, port }: Target): boolean =>
  sdk === null &&
  protocolBy.variable === null &&
  (port === 4317 || workload.variables.some(({ name }) => /^OTEL_EXPORTER_OTLP_\w*INSECURE$/.test(name)));

/** A destination as far as it is certain. */
const certainTarget = (target: Target, known: Known): Target => {
  // Where it leads is not known before the value is filled in.
  if (isFilledIn(known, target.endpointBy.variable)) return { ...target, faults: [], sends: false, host: '' };
  return speaksForGrpc(known, target) ? { ...target, protocol: 'grpc' } : target;
};

/** Targets with the problems that stand whatever the files do not tell. */
export const certainTargets = (known: Known): readonly Target[] =>
  known.targets.map((target) => ({
    ...certainTarget(target, known),
    problems: target.problems.flatMap((problem) => {
      let now: SettingProblem | null = problem;
      for (const judge of JUDGES) now = now === null ? null : judge(now, known, target);
      return now ?? [];
    }),
  }));
