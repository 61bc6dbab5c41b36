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

const unknownWord = (word: string, argv: readonly string[], command: Command | undefined): string => {
  const isFlag = argv.some(
    (given) => /^--?(no-)?/.test(given) && given.replace(/^--?(no-)?|=.*$/gs, '') === word,
  );
  if (!isFlag && !argv.some((given) => given === `-${word}`))
    return `"${word}" is one word too many: it is written ${command === undefined ? 'otel-doctor' : usageOf(command)}`;
  const written = argv.find((given) => given.replace(/^--?(no-)?|=.*$/gs, '') === word) ?? `--${word}`;
  const name = written.replace(/=.*$/s, '');
  const guess = MEANT[word] ?? nearest(word, Object.keys(command?.flags ?? {}));
  const meant = guess === undefined ? '' : `; did you mean ${guess.startsWith('-') ? guess : `--${guess}`}?`;
  return `there is no option ${name}${meant}${meant === '' ? '; ' : ' ('}${helpOf(command)} lists them${meant === '' ? '' : ')'}`;
};

const withoutValue = (flag: string, command: Command | undefined): string => {
  const row = command?.flags[flag];
  const words = row?.words === undefined ? '' : `: ${row.words.join(', ')}`;
  return `--${flag} wants a value${words === '' && row !== undefined ? ` (${row.describe})` : words}`;
};

/** What the parser complains of, in words that say what to write instead. */
export const complaint = (message: string, argv: readonly string[], commands: readonly Command[]): string => {
  const command = commandOf(argv, commands);
  const [, unknown] = /^Unknown arguments?: ([\s\S]*)$/.exec(message) ?? [];
  // Several are told apart by commas, which a word may hold itself: the first is enough to begin with.
  if (unknown !== undefined)
    return unknownWord(argv.includes(unknown) ? unknown : (unknown.split(', ')[0] ?? unknown), argv, command);
  const [, flag] = /^Not enough arguments following: (.*)$/.exec(message) ?? [];
  if (flag !== undefined) return withoutValue(flag, command);
  if (/^Not enough non-option arguments/.test(message) && command !== undefined)
    return `something is missing: it is written ${usageOf(command)}`;
  return message;
};
