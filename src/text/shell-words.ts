import { usageError } from '../model/usage.ts';

/** Parts of a line: in single quotes nothing is special, in double quotes a backslash before four characters. */
const PART =
  /'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\[\s\S])*)"|\\(?<escaped>[\s\S])|(?<operator>\|\||&&|[;&|<>\n])|(?<blank>[ \t\r]+)|(?<plain>[^\s'"\\;&|<>]+)|(?<rest>[\s\S])/g;

const unescapeDouble = (text: string): string =>
  text.replace(/\\([\s\S])/g, (whole, character: string) =>
    character === '\n' ? '' : '$`"\\'.includes(character) ? character : whole,
  );

interface Split {
  readonly words: readonly { readonly text: string; readonly operator: boolean }[];
  /** The quote or backslash that nothing closes. */
  readonly open: string | null;
}

const textOf = ({ single, double, escaped, plain }: NonNullable<RegExpMatchArray['groups']>): string =>
  single ?? plain ?? (escaped === '\n' ? '' : escaped) ?? unescapeDouble(double ?? '');

const split = (text: string): Split => {
  const words: { readonly text: string; readonly operator: boolean }[] = [];
  let word: string | null = null;
  for (const { groups = {} } of text.matchAll(PART)) {
    const { operator, blank, rest } = groups;
    if (rest !== undefined) return { words, open: rest };
    if (operator === undefined && blank === undefined) word = `${word ?? ''}${textOf(groups)}`;
    else {
      if (word !== null) words.push({ text: word, operator: false });
      word = null;
    }
    if (operator !== undefined) words.push({ text: operator, operator: true });
  }
  if (word !== null) words.push({ text: word, operator: false });
  return { words, open: null };
};

const ASSIGNMENT = /^([A-Za-z_]\w*)=([\s\S]*)$/;

/** A command with the variables that are set for it alone. */
export interface Command {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Takes the assignments off that stand in front of a command. */
export const takeAssignments = (words: readonly string[]): Command => {
  const environment: Record<string, string> = {};
  for (const [index, word] of words.entries()) {
    const [, name, value] = ASSIGNMENT.exec(word) ?? [];
    if (name === undefined || value === undefined) return { argv: words.slice(index), environment };
    environment[name] = value;
  }
  return { argv: [], environment };
};

/**
 * Splits a command line as a shell does: quotes, escapes and `NAME=value` in front; nothing is expanded, and no shell
 * is started. Throws a usage error for quotes without an end, and for what only a shell can do.
 */
export const splitCommand = (text: string, asked = 'the command'): Command => {
  const { words, open } = split(text);
  if (open !== null)
    throw usageError(
      open === '\\'
        ? `${asked} ends with a backslash that nothing follows`
        : `${asked} has a quote (${open}) without its end`,
    );
  const operator = words.find((word) => word.operator);
  if (operator !== undefined)
    throw usageError(
      `${asked} has ${operator.text === '\n' ? 'a second line' : `"${operator.text}"`}, which only a shell understands: write sh -c '...'`,
    );
  const command = takeAssignments(words.map((word) => word.text));
  if (command.argv.length === 0) throw usageError(`${asked} names no program`);
  return command;
};

/** Simple commands of the text of a shell script, as far as they can be told apart. Never throws. */
export const commandsOf = (text: string): readonly Command[] => {
  const commands: string[][] = [[]];
  let redirects = false;
  for (const { text: word, operator } of split(text.replace(/^[^\S\n\r\u2028\u2029]*#.*$/gm, '')).words) {
    if (!operator && !redirects) commands.at(-1)?.push(word);
    if (!operator) continue;
    redirects = word === '<' || word === '>' || (redirects && word === '&');
    if (!redirects) commands.push([]);
  }
  return commands.filter((words) => words.length > 0).map(takeAssignments);
};
