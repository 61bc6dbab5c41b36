import { usageError } from '../../model/usage.ts';
import { maskStrictly } from '../../text/mask-secrets.ts';
import { splitCommand } from '../../text/shell-words.ts';
import type { RunCommand } from './command.ts';

const SERVICE = /^([\w.-]+)=(\S[\s\S]*)$/;

const serviceOf = (text: string, index: number, environment: RunCommand['environment']): RunCommand => {
  const [, name, line] = SERVICE.exec(text) ?? [];
  if (name === undefined || line === undefined)
    throw usageError(`--service takes name="command with arguments", not "${maskStrictly(text)}"`);
  const { argv, environment: own } = splitCommand(line, `the command of --service ${name}`);
  return { id: `a${index + 1}`, name, argv, environment: { ...environment, ...own }, driver: false };
};

/** Options whose value is a file that is loaded before the program. */
const LOADS_FIRST = /^(?:--?(?:r|require|import|loader|experimental-loader))$/;

/** Name of a command for the reader: of its script where it has one. */
const nameOf = (argv: readonly string[]): string => {
  const script = argv.find(
    (word, index) =>
      index > 0 &&
      /^[^\s=:?&@]+\.(py|m?js|cjs|ts|jar|rb|php|sh)$/.test(word) &&
      !LOADS_FIRST.test(argv[index - 1] ?? ''),
  );
  const words = maskStrictly(script ?? argv[0] ?? 'command').split('/');
  return words.at(-1) ?? 'command';
};

/** Each command has a name of its own. */
const unusedName = (name: string, used: readonly string[]): string => {
  let free = name;
  for (let place = 2; used.includes(free); place += 1) free = `${name} ${place}`;
  return free;
};

/** The commands of a run: those of services, and the one that ends it. */
export const runCommandsOf = (
  service: readonly string[],
  argv: readonly string[],
  environment: RunCommand['environment'],
): readonly RunCommand[] => {
  const services = service.map((text, index) => serviceOf(text, index, environment));
  if (argv.length === 0 && services.length === 0)
    throw usageError('there is no command: write it behind --, such as otel-doctor run -- python app.py');
  const names = services.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw usageError(`--service ${twice} is given twice`);
  if (argv.length === 0) return services;
  const main: RunCommand = {
    id: `a${services.length + 1}`,
    name: unusedName(nameOf(argv), names),
    argv,
    environment,
    driver: services.length > 0,
  };
  return [...services, main];
};
