import { nearest } from '../../text/nearest.ts';
import { type Command, usageOf } from './command.ts';

/** The command of a command line; the main job where none is named. */
const commandOf = (argv: readonly string[], commands: readonly Command[]): Command | undefined =>
  commands.find(({ name }) => name !== '' && name === argv[0]) ?? commands.find(({ name }) => name === '');

const helpOf = (command: Command | undefined): string =>
  `otel-doctor ${command === undefined || command.name === '' ? '' : `${command.name} `}--help`;

const MEANT: Readonly<Record<string, string>> = {
  v: '--version or --verbose',
  V: '--version',
  q: '--quiet',
  o: '--output',
};

/** The flag as it was written, for the name by which the parser knows it; undefined for any other word. */
const writtenAs = (word: string, argv: readonly string[]): string | undefined =>
  argv
    .map((given) => given.split('=')[0] ?? '')
    .find((name) => [`-${word}`, `--${word}`, `--no-${word}`].includes(name));

const unknownWord = (word: string, argv: readonly string[], command: Command | undefined): string => {
  const written = writtenAs(word, argv);
  if (written === undefined)
    return `"${word}" is one word too many: it is written ${command === undefined ? 'otel-doctor' : usageOf(command)}`;
  const near = nearest(word, Object.keys(command?.flags ?? {}));
  const guess = MEANT[word] ?? (near === undefined ? undefined : `--${near}`);
  return guess === undefined
    ? `there is no option ${written}; ${helpOf(command)} lists them`
    : `there is no option ${written}; did you mean ${guess}? (${helpOf(command)} lists them)`;
};

const withoutValue = (flag: string, command: Command | undefined): string => {
  const row = command?.flags[flag];
  const words = row?.words === undefined ? '' : `: ${row.words.join(', ')}`;
  return `--${flag} wants a value${words === '' && row !== undefined ? ` (${row.describe})` : words}`;
};

const behind = (words: string, message: string): string | undefined =>
  message.startsWith(words) ? message.slice(words.length) : undefined;

/** What the parser complains of, in words that say what to write instead. */
export const complaint = (message: string, argv: readonly string[], commands: readonly Command[]): string => {
  const command = commandOf(argv, commands);
  const unknown = behind('Unknown argument: ', message) ?? behind('Unknown arguments: ', message);
  // Several are told apart by commas, which a word may hold itself: the first is enough to begin with.
  if (unknown !== undefined)
    return unknownWord(argv.includes(unknown) ? unknown : (unknown.split(', ')[0] ?? unknown), argv, command);
  const flag = behind('Not enough arguments following: ', message);
  if (flag !== undefined) return withoutValue(flag, command);
  if (message.startsWith('Not enough non-option arguments') && command !== undefined)
    return `something is missing: it is written ${usageOf(command)}`;
  return message;
};
