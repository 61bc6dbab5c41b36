import { basename, resolve } from 'node:path';
import { SIGNALS } from '../model/signal.ts';
import { signalVariable } from '../resolve/variables.ts';
import { matching } from '../text/pattern.ts';
import { seeThrough } from './command-line.ts';
import { startOf } from './files.ts';

/** Settings of frameworks that win over the variables, and that are not understood here. */
const FOREIGN = /^(QUARKUS_OTEL_EXPORTER_OTLP_|MANAGEMENT_OTLP_|MICRONAUT_OTEL_)\w*(ENDPOINT|URL)$/;

const foreign = (environment: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(environment)
    .filter((name) => FOREIGN.test(name))
    .map((name) => `${name} is a setting of a framework and was left as it is.`);

const MAX_BYTES = 64 * 1024;

/** Endpoints of one signal in a file that programs load themselves: they win over the general endpoint. */
const inEnvFile = (argv: readonly string[], directory: string): readonly string[] => {
  const named = argv.flatMap((word, index) => {
    const [, joined] = /^--env-file(?:-if-exists)?=(.+)$/.exec(word) ?? [];
    return joined ?? (argv[index - 1] === '--env-file' ? [word] : []);
  });
  return [...new Set(['.env', ...named])].flatMap((name) => {
    const text = startOf(resolve(directory, name), MAX_BYTES);
    const set = SIGNALS.map((signal) => signalVariable('ENDPOINT', signal)).filter((variable) =>
      matching('m')`^[ \t]*(?:export[ \t]+)?${variable}[ \t]*=`.test(text),
    );
    return set.length === 0
      ? []
      : [
          `${name} sets ${set.join(', ')}: a program that loads this file sends there instead of to the doctor.`,
        ];
  });
};

const dropsVariables = (argv: readonly string[]): boolean => {
  const name = basename(argv[0] ?? '');
  const options = argv.slice(1).filter((word) => word.startsWith('-'));
  if (name === 'sudo' || name === 'doas')
    return !options.some((word) => /^(?:-[a-zA-Z]*E|--preserve-env)/.test(word));
  return name === 'env' && options.some((word) => word === '-i' || word === '--ignore-environment');
};

/** What may keep the change of settings from a command, in whole sentences. */
export const overrideNotes = (
  argv: readonly string[],
  environment: Readonly<Record<string, string>>,
  directory: string,
): readonly string[] => {
  const { layers, elsewhere } = seeThrough(argv, environment, directory);
  const dropping = layers.find((layer) => dropsVariables(layer.argv));
  return [
    ...(elsewhere
      ? [
          'The command starts a program in a container or on another machine, which gets none of the changed variables.',
        ]
      : []),
    ...(dropping === undefined
      ? []
      : [`${basename(dropping.argv[0] ?? '')} takes the changed variables away from the program it starts.`]),
    ...foreign(environment),
    ...inEnvFile(
      layers.flatMap((layer) => layer.argv),
      directory,
    ),
  ];
};
