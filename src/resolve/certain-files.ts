import { awaitsPerson, awaitsProgram } from '../model/placeholder.ts';
import { signalPath } from '../model/signal.ts';
import type { SettingProblem, Target } from '../model/target.ts';
import { SDKS } from './sdks/index.ts';

/** A sender as far as files tell it. */
export interface FileSender {
  /** Name of the SDK; null where nothing tells it. */
  readonly sdk: string | null;
  /** Every destination of it. */
  readonly targets: readonly Target[];
  /** Variables with their values; null for what the files do not tell. */
  readonly variables: readonly {
    readonly name: string;
    readonly value: string | null;
    /** Of the file that sets it. */
    readonly path: string;
  }[];
  /** It is a file of settings, and whoever reads it may fill in what it refers to. */
  readonly filledByReader: boolean;
  /** It is a command that somebody starts, who may mean to send nothing. */
  readonly isCommand: boolean;
  readonly inContainer: boolean;
  /** Every value is known that may decide where it sends. */
  readonly complete: boolean;
  /** The Kubernetes operator puts the SDK into it. */
  readonly instrumented: boolean;
  /** Its file shows what is to be set, and is copied before it is used. */
  readonly isExample: boolean;
  /** It is a configuration file that nothing names, so that its reader is not known. */
  readonly isLoose: boolean;
  /** Looks at what its program does by itself; null where no program of it is among the files. */
  program(): ProgramUse | null;
}

/** What a program does with settings by itself. */
export interface ProgramUse {
  /** Variables that it asks for by name. */
  readonly reads: ReadonlySet<string>;
  /** It makes an exporter for gRPC. */
  readonly grpc: boolean;
  /** It makes an exporter for HTTP. */
  readonly http: boolean;
  /** What makes its exporters takes `host:port` without a scheme. */
  readonly plainHosts: boolean;
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

const REFERENCE = /\$\{?[A-Za-z_]/;

/** A token is put in place before the file is used; `${NAME}` is none, since not every reader fills it in. */
const isPutInPlace = (sender: FileSender, variable: string): boolean =>
  awaitsProgram(textIn(sender, variable).replaceAll('${', ''));

/** dotenv-expand, Vite, Next.js and Compose fill in what an env file refers to. */
const isFilledIn = (sender: FileSender, variable: string): boolean =>
  sender.filledByReader && REFERENCE.test(textIn(sender, variable));

const isLeftOpen = (sender: FileSender, variable: string): boolean => awaitsPerson(textIn(sender, variable));

/** What a person was asked to fill in is a placeholder and no wrong value; in an example it belongs there. */
const ofLeftOpen = (problem: SettingProblem, { isExample }: FileSender): SettingProblem | null =>
  problem.code !== 'config/value-unexpanded' || isExample ? null : { ...problem, effect: 'changed' };

const ofUnfilled: Judge = (problem, sender) => {
  if (isPutInPlace(sender, problem.variable)) return null;
  if (isLeftOpen(sender, problem.variable)) return ofLeftOpen(problem, sender);
  const ofValue = problem.code === 'config/value-unexpanded' || problem.code.startsWith('endpoint/');
  return ofValue && isFilledIn(sender, problem.variable) ? null : problem;
};

/** A misspelt endpoint in a container leaves it with the default, which is the container itself. */
const decidesAll: Judge = (problem, { inContainer, complete }, target) =>
  problem.code === 'config/variable-misspelled' &&
  /^OTEL_EXPORTER_OTLP_(?:\w+_)?ENDPOINT$/.test(problem.rename ?? '') &&
  // A name that lacks a word may be one of the program's own, as OTEL_OTLP_ENDPOINT is in the samples of AWS.
  Math.abs(problem.variable.length - (problem.rename ?? '').length) <= 2 &&
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

/** A misspelt name beside the right one of another file, over which it was meant to be laid. */
const isOverOther = (
  { detail, source, ...problem }: SettingProblem,
  variables: FileSender['variables'],
): boolean =>
  detail === 'beside-the-real-one' &&
  source.kind === 'file' &&
  variables.some(({ name, path }) => name === problem.meant && path !== source.path);

/** A name that does not begin as those of SDKs do may be one of the program's own. */
const ownName: Judge = (problem, { program, variables }) => {
  if (problem.code !== 'config/variable-misspelled') return problem;
  if (program()?.reads.has(problem.variable)) return null;
  if (isOverOther(problem, variables)) return { ...problem, detail: 'over-other-file' };
  return /^otel[_.]/i.test(problem.variable) ? problem : { ...problem, detail: 'own-prefix' };
};

/** What a program does with a value that it reads by itself is not known. */
const readByProgram: Judge = (problem, { program }) =>
  problem.code.startsWith('endpoint/') && program()?.reads.has(problem.variable) ? null : problem;

/** Other readers take other structures than the schema has: .NET takes a mapping below `composite`. */
const looseFile: Judge = (problem, { isLoose }) =>
  problem.code === 'config/file-invalid' && isLoose ? { ...problem, effect: 'changed' } : problem;

const JUDGES: readonly Judge[] = [
  ...[ofUnfilled, exporterOfOthers, isMeantBy, otherSignals, propagatorPackages, decidesAll],
  ...[namedByFile, meantRatio, filledElsewhere, ownName, readByProgram, looseFile],
];

/** Port 4317 and INSECURE speak for gRPC where nothing tells the SDK, or its program makes such an exporter, and no protocol is set. */
const speaksForGrpc = (
  { sdk, variables, program }: FileSender,
  { protocolBy, port, faults }: Target,
): boolean => {
  if (protocolBy.variable !== null || faults.length > 0) return false;
  if (sdk !== null) return port === 4317 && program()?.grpc === true;
  return port === 4317 || variables.some(({ name }) => /^OTEL_EXPORTER_OTLP_(?:\w+_)?INSECURE$/.test(name));
};

const PLAIN_HOST = /^\s*([\w.-]{1,250}):(\d{1,5})\s*$/;

/** Where a program sends that is given an endpoint and asks for it by itself: the host and the port, by what path is not known. */
const asProgramReads = (target: Target, sender: FileSender): Target => {
  const { endpointBy, faults, protocol, basePath } = target;
  const asked = faults.length > 0 || (protocol !== 'grpc' && (endpointBy.perSignal || basePath !== '/'));
  const program = asked && endpointBy.variable !== null ? sender.program() : null;
  if (!program?.reads.has(endpointBy.variable ?? '')) return target;
  const [, host, port] = PLAIN_HOST.exec(target.endpoint) ?? [];
  if (host !== undefined && faults.length > 0 && program.plainHosts)
    return {
      ...{ ...target, faults: [], host, port: Number(port), url: `http://${host}:${port}` },
      ...{ secure: false, sends: true, why: null, protocol: 'grpc', basePath: '/' },
    };
  const paths = Object.fromEntries(target.signals.map((signal) => [signal, signalPath(signal)]));
  return faults.length > 0 ? target : { ...target, basePath: '/', paths };
};

/** A destination as far as it is certain. */
const certainTarget = (target: Target, sender: FileSender): Target => {
  const variable = target.endpointBy.variable ?? '';
  // Where it leads is not known before the value is filled in.
  if ([isPutInPlace, isFilledIn, isLeftOpen].some((isOpen) => isOpen(sender, variable)))
    return { ...target, faults: [], sends: false, host: '' };
  const read = asProgramReads(target, sender);
  return speaksForGrpc(sender, read) ? { ...read, protocol: 'grpc' } : read;
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
