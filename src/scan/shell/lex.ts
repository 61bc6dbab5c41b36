import { behindLineOf } from '../place.ts';

/** A word of a shell as it is written, by offsets of its text. */
export interface Word {
  readonly start: number;
  readonly end: number;
}

/** A command, and the branches of `if`, `case` and loops that it stands in, from the outermost. */
export interface Command {
  readonly words: readonly Word[];
  readonly branches: readonly number[];
}

const BLANK = new Set([' ', '\t', '\r']);
const ENDS_WORD = new Set([...BLANK, '\n', ';', '&', '|', '(', ')', '<', '>']);
const ENDS_COMMAND = new Set(['\n', ';', '&', '|', '(', ')']);

/** What is nested deeper is passed over character by character. */
const MAX_DEPTH = 30;

type Skip = (text: string, at: number, depth: number) => number;

const toEnd = (text: string, end: string, from: number): number => {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at + end.length;
};

/** Offset behind what begins here with `$(`, `${`, a quote or a backslash, or behind the one character. */
const skipPart: Skip = (text, at, depth) => {
  const character = text[at];
  const next = text[at + 1];
  if (character === '\\') return at + 2;
  if (depth > MAX_DEPTH) return at + 1;
  if (character === "'") return toEnd(text, "'", at + 1);
  if (character === '`') return toEnd(text, '`', at + 1);
  if (character === '"') return skipUntil('"')(text, at + 1, depth + 1);
  if (character === '$' && next === '(') return skipUntil(')')(text, at + 2, depth + 1);
  if (character === '$' && next === '{') return skipUntil('}')(text, at + 2, depth + 1);
  return at + 1;
};

/** Offset behind the closing character; a single quote stands for itself between double ones. */
const skipUntil =
  (close: string): Skip =>
  (text, from, depth) => {
    let at = from;
    while (at < text.length && text[at] !== close)
      at = close === '"' && text[at] === "'" ? at + 1 : skipPart(text, at, depth);
    return Math.min(at + 1, text.length);
  };

const wordFrom = (text: string, start: number): Word => {
  let at = start;
  while (at < text.length && !ENDS_WORD.has(text[at] ?? '')) at = skipPart(text, at, 0);
  return { start, end: Math.min(Math.max(at, start + 1), text.length) };
};

const HEREDOC = /<<-?[ \t]{0,10}(["']?)([A-Za-z_]\w{0,60})\1/y;

const OPENS = new Set(['if', 'case', 'for', 'while', 'until', 'select']);
const TURNS = new Set(['then', 'else', 'elif', 'do']);
const CLOSES = new Set(['fi', 'esac', 'done']);

/** One pass over a text: what was found, and where it stands. */
interface Pass {
  readonly text: string;
  readonly commands: Command[];
  words: Word[];
  heredocs: string[];
  readonly branches: number[];
  last: number;
}

const endCommand = (pass: Pass): void => {
  if (pass.words.length > 0) pass.commands.push({ words: pass.words, branches: [...pass.branches] });
  pass.words = [];
};

const open = (pass: Pass): void => {
  pass.last += 1;
  pass.branches.push(pass.last);
};

const turn = (pass: Pass): void => {
  if (pass.branches.pop() !== undefined) open(pass);
};

/** Key words stand where a command begins. */
const take = (pass: Pass, word: Word): void => {
  const written = pass.words.length === 0 ? pass.text.slice(word.start, word.end) : '';
  if (OPENS.has(written)) open(pass);
  else if (TURNS.has(written)) turn(pass);
  else if (CLOSES.has(written)) pass.branches.pop();
  else pass.words.push(word);
};

const redirection = (pass: Pass, at: number): number => {
  HEREDOC.lastIndex = at;
  const found = HEREDOC.exec(pass.text);
  if (found === null) return at + 1;
  pass.heredocs.push(found[2] ?? '');
  return at + found[0].length;
};

const separator = (pass: Pass, at: number, character: string): number => {
  endCommand(pass);
  if (character === ';' && pass.text[at + 1] === ';') {
    turn(pass);
    return at + 2;
  }
  if (character !== '\n') return at + 1;
  const behind = pass.heredocs.reduce((from, end) => behindLineOf(pass.text, from, end), at + 1);
  pass.heredocs = [];
  return behind;
};

const behindComment = (text: string, at: number): number => {
  const stop = text.indexOf('\n', at);
  return stop < 0 ? text.length : stop;
};

const step = (pass: Pass, at: number): number => {
  const { text } = pass;
  const character = text[at] ?? '';
  if (BLANK.has(character)) return at + 1;
  if (character === '\\' && /^\r?\n/.test(text.slice(at + 1, at + 3))) return toEnd(text, '\n', at);
  if (character === '#') return behindComment(text, at);
  if (character === '<' || character === '>') return redirection(pass, at);
  if (ENDS_COMMAND.has(character)) return separator(pass, at, character);
  const word = wordFrom(text, at);
  take(pass, word);
  return word.end;
};

/** The commands of a shell script in order; what stands in heredocs and comments is left out. */
export const commandsOf = (text: string): readonly Command[] => {
  const pass: Pass = { text, commands: [], words: [], heredocs: [], branches: [], last: 0 };
  for (let at = 0; at < text.length; ) at = step(pass, at);
  endCommand(pass);
  return pass.commands;
};
