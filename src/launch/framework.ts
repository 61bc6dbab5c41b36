import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { FRAMEWORKS, type Framework, propertyVariable } from '../knowledge/frameworks.ts';
import { isTelemetryAgent } from '../knowledge/java-agents.ts';
import type { FrameworkFact } from '../model/application.ts';
import { OPTION_VARIABLES, splitOptions } from '../processes/java.ts';
import { canonical } from '../resolve/flavours/property.ts';
import { maskUrl } from '../text/mask.ts';
import { seeThrough } from './command-line.ts';
import { searchFile } from './search-file.ts';
import type { SettingsFacts } from './settings-facts.ts';

type Variables = Readonly<Record<string, string>>;

/** A framework that was recognised, with what the command gives it for the destination of traces. */
export interface SeenFramework {
  readonly framework: Framework;
  /** The address by argument or variable; null where neither says one. */
  readonly endpoint: string | null;
  /** Whether the command says which part of the traces is kept. */
  readonly samples: boolean;
  /** Properties of other releases or frameworks that the command gives, which this one does not read. */
  readonly others: readonly string[];
}

const TABLE_BYTES = 8 * 1024 * 1024;

const MARKS = [...new Set(FRAMEWORKS.flatMap(({ marks }) => marks))];

/** Names of the libraries beside an archive, as Quarkus lays them out: https://quarkus.io/guides/maven-tooling#fast-jar */
const besideArchive = (path: string): string => {
  if (basename(path) !== 'quarkus-run.jar') return '';
  try {
    return readdirSync(join(dirname(path), 'lib', 'main')).join('\n');
  } catch {
    return '';
  }
};

const marksOf = (path: string): readonly string[] => {
  const found = searchFile(path, MARKS, { limit: TABLE_BYTES, fromEnd: true })?.found ?? [];
  const beside = besideArchive(path);
  return [...found, ...MARKS.filter((mark) => beside.includes(mark))];
};

const ASSIGNED = /^(?:--|-D)([\w.-]{1,200})=([\s\S]*)$/;

const isAssignment = (argument: string, property: string): boolean =>
  canonical(ASSIGNED.exec(argument)?.[1] ?? '') === canonical(property);

const givenFor = (property: string, argv: readonly string[], environment: Variables): string | null => {
  const argument = argv.find((word) => isAssignment(word, property));
  return argument === undefined
    ? (environment[propertyVariable(property)] ?? null)
    : (ASSIGNED.exec(argument)?.[2] ?? null);
};

/** The framework of a program that is started from its archive; the Java agent reads `OTEL_*` variables in any of them. */
export const findFramework = (
  argv: readonly string[],
  environment: Variables,
  directory: string,
): SeenFramework | null => {
  const seen = seeThrough(argv, environment, directory);
  const words = seen.layers.at(-1)?.argv ?? [];
  const options = [
    ...words,
    ...OPTION_VARIABLES.flatMap((name) => splitOptions(seen.environment[name] ?? '')),
  ];
  const jar = words[words.indexOf('-jar') + 1];
  if (!words.includes('-jar') || jar === undefined || options.some(isTelemetryAgent)) return null;
  const marks = marksOf(resolve(seen.directory, jar));
  const framework = FRAMEWORKS.find((one) => one.marks.every((mark) => marks.includes(mark)));
  if (framework === undefined) return null;
  const given = (property: string | null): string | null =>
    property === null ? null : givenFor(property, options, seen.environment);
  const others = FRAMEWORKS.map(({ property }) => property).filter((one) => one !== framework.property);
  return {
    framework,
    endpoint: given(framework.property),
    samples: given(framework.sampling) !== null,
    others: others.filter((property) => given(property) !== null),
  };
};

/** Variables of OpenTelemetry that would name a destination of traces. */
const WOULD_NAME = ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'];

const exampleOf = ({ protocol, address }: Framework): string => {
  if (protocol === 'grpc') return 'http://collector:4317';
  return address === 'whole' ? 'http://collector:4318/v1/traces' : 'http://collector:4318';
};

/** What is told of it. */
export const frameworkFact = (
  { framework, endpoint, samples, others }: SeenFramework,
  environment: Variables,
): FrameworkFact => ({
  name: framework.name,
  property: framework.property,
  variable: propertyVariable(framework.property),
  endpoint: endpoint === null ? null : maskUrl(endpoint),
  fallback: framework.fallback,
  example: exampleOf(framework),
  sampling: samples ? null : framework.sampling,
  ignored: [...others, ...WOULD_NAME.filter((name) => (environment[name] ?? '') !== '')],
});

/** Sends its traces to an address of ours: where it sends them anyhow, and nowhere else. */
export const overrideFramework = (
  { framework, endpoint }: SeenFramework,
  argv: readonly string[],
  to: string,
): { readonly argv: readonly string[]; readonly variables: Variables } => {
  if (endpoint === null && framework.fallback === null) return { argv, variables: {} };
  const address = framework.address === 'whole' ? `${to}/v1/traces` : to;
  return {
    argv: argv.map((word) =>
      isAssignment(word, framework.property) ? word.replace(/=[\s\S]*$/, `=${address}`) : word,
    ),
    variables: { [propertyVariable(framework.property)]: address },
  };
};

/** Settings that it does not read are none of its own. */
export const frameworkSettings = (seen: SeenFramework | null, settings: SettingsFacts): SettingsFacts => {
  if (seen === null) return settings;
  const others = seen.framework.readsOthers ? {} : { disabled: null, sampler: null };
  return { ...settings, ...others, exporter: null, configFile: null };
};
