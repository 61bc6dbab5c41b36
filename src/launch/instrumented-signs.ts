import { basename } from 'node:path';
import { isTelemetryAgent } from '../knowledge/java-agents.ts';
import { OPTION_VARIABLES, splitOptions } from '../processes/java.ts';
import type { SeenCommand } from './command-line.ts';

/** Options of Node that load something before the program, with what they load. */
export const preloadsOf = (options: readonly string[]): readonly string[] =>
  options.flatMap((option, index) => {
    const [, joined, value] =
      /^(?:-r|--require|--import|--preload|--loader|--experimental-loader)(?:(=)(.*))?$/.exec(option) ?? [];
    if (joined !== undefined) return [value ?? ''];
    return /^(?:-r|--require|--import|--preload|--loader|--experimental-loader)$/.test(option)
      ? [options[index + 1] ?? '']
      : [];
  });

const PACKAGE =
  /^(?:@opentelemetry\/|@splunk\/otel|@vercel\/otel|@honeycombio\/opentelemetry|@elastic\/opentelemetry)/;

const preloaded = (options: readonly string[]): string | undefined =>
  preloadsOf(options).find((name) => PACKAGE.test(name));

/** `python -m` of what opentelemetry-instrument does. */
const MODULE = 'opentelemetry.instrumentation.auto_instrumentation';

/** Signs in the command line that OpenTelemetry is started with the program, in words. */
export const commandSigns = ({ layers }: SeenCommand): readonly string[] =>
  layers.flatMap(({ argv }) => {
    const [first = '', ...options] = argv;
    const name = basename(first);
    const loaded = preloaded(options);
    return [
      ...(name === 'opentelemetry-instrument' || options.includes(MODULE)
        ? ['opentelemetry-instrument starts the program']
        : []),
      ...(loaded === undefined ? [] : [`the command loads ${loaded}`]),
      ...(options.some(isTelemetryAgent) ? ['the command starts the Java agent (-javaagent)'] : []),
    ];
  });

type Sign = readonly [name: string, value: RegExp, says: string];

const VARIABLES: readonly Sign[] = [
  ['PYTHONPATH', /opentelemetry|auto[_-]instrumentation/i, 'PYTHONPATH names the automatic instrumentation'],
  ['DOTNET_STARTUP_HOOKS', /opentelemetry/i, 'DOTNET_STARTUP_HOOKS loads OpenTelemetry'],
  [
    'CORECLR_PROFILER',
    /918728DD-259F-4A6A-AC2B-B85E1B658318/i,
    'CORECLR_PROFILER names the automatic instrumentation',
  ],
  ['RUBYOPT', /opentelemetry/i, 'RUBYOPT loads OpenTelemetry'],
  ['OTEL_PHP_AUTOLOAD_ENABLED', /^(?:true|1)$/i, 'OTEL_PHP_AUTOLOAD_ENABLED starts the SDK'],
  ['LD_PRELOAD', /opentelemetry|otel/i, 'LD_PRELOAD loads an injector of OpenTelemetry'],
];

/** Signs in the variables, likewise. */
export const variableSigns = ({ environment }: SeenCommand): readonly string[] => {
  const loaded = preloaded(splitOptions(environment['NODE_OPTIONS'] ?? ''));
  const java = OPTION_VARIABLES.find((name) => splitOptions(environment[name] ?? '').some(isTelemetryAgent));
  const disabled = environment['CORECLR_ENABLE_PROFILING'] !== '1';
  return [
    ...(loaded === undefined ? [] : [`NODE_OPTIONS loads ${loaded}`]),
    ...(java === undefined ? [] : [`${java} starts the Java agent (-javaagent)`]),
    ...VARIABLES.filter(([name, value]) => value.test(environment[name] ?? ''))
      .filter(([name]) => name !== 'CORECLR_PROFILER' || !disabled)
      .map(([, , says]) => says),
  ];
};
