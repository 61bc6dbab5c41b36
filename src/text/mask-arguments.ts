import { printable } from './printable.ts';

const SECRET_WORD =
  '(?:header|token|secret|passw|passphrase|pwd|key|credential|auth|licen[sc]e|bearer|cookie|dsn|signature|x-honeycomb-team)';

const SECRET_NAME = new RegExp(SECRET_WORD, 'i');

/** `name=value`, `name: value` or `"name": "value"` inside a longer text, up to the end of the value. */
const SECRET_PAIR = new RegExp(
  `(${SECRET_WORD}[\\w.-]{0,40}["']?\\s{0,3}[=:]\\s{0,3})("[^"]*"?|'[^']*'?|(?:(?:bearer|basic|token|apikey)\\s+)?[^\\s"']+)`,
  'gi',
);

const SCHEME = /\b(bearer|basic|token|apikey|api-token|splunk)(\s+)[^\s"',;]+/gi;

const WORD = /[^\s"'`]+/g;

/** To the last `@` of the word: a password may hold one, and a slash too. Not a pattern: that would take quadratic time. */
const withoutLogin = (word: string): string => {
  const from = word.indexOf('://') + 3;
  const to = word.lastIndexOf('@');
  return from > 2 && to >= from ? `${word.slice(0, from)}***${word.slice(to)}` : word;
};

const QUERY = /([?&][^=&\s"']+=)[^&\s"'#]+/g;

/** A word that only a machine can have made up: long, of letters and digits, without the signs of a path. */
const RANDOM = /[A-Za-z0-9+_-]{20,}={0,2}/g;

const isRandom = (word: string): boolean =>
  (word.match(/\d/g)?.length ?? 0) >= 4 && (word.match(/[A-Za-z]/g)?.length ?? 0) >= 4;

const maskText = (text: string): string =>
  text
    .replace(WORD, withoutLogin)
    .replace(QUERY, '$1***')
    .replace(SECRET_PAIR, '$1***')
    .replace(SCHEME, '$1$2***')
    .replace(RANDOM, (word) => (isRandom(word) ? '***' : word));

/** `--name=value`, `-Dname=value`, `NAME=value`: the name with what stands before it, and the value. */
const ASSIGNMENT = /^(-{0,2}[A-Za-z][\w.-]*)=/;

const isOption = (text: string): boolean => /^--?[A-Za-z][\w.-]*$/.test(text);

/** Whether the option before an argument says that the argument is a secret. */
const isSecretValue = (option: string, value: string): boolean => {
  // Short options mean many things: a login has a colon, and a password is no number.
  if (option === '-H') return true;
  if (option === '-u') return value.includes(':');
  if (option === '-p') return !/^\d+$/.test(value);
  return isOption(option) && SECRET_NAME.test(option) && !(isOption(value) && value.startsWith('--'));
};

const maskOne = (argument: string, previous: string): string => {
  if (isSecretValue(previous, argument)) return '***';
  const name = ASSIGNMENT.exec(argument)?.[1];
  return name !== undefined && SECRET_NAME.test(name) ? `${name}=***` : maskText(argument);
};

/** A command line as it may be shown: what looks like a secret is masked. */
export const maskArguments = (command: readonly string[]): readonly string[] =>
  command.map((argument, index) =>
    printable(index === 0 ? maskText(argument) : maskOne(argument, command[index - 1] ?? '')),
  );

/** Whether a name says that its value is a secret. */
export const isSecretName = (name: string): boolean => SECRET_NAME.test(name);
