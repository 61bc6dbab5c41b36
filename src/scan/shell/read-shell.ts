import type { Location } from '../../model/finding.ts';
import { endOfLine, startOfLine } from '../place.ts';
import { type EntryLines, over, type ScannedVariable } from '../workload.ts';
import {
  ASSIGNMENT,
  type Assigned,
  assignment,
  NOTHING,
  OURS,
  type Pass,
  type ShellRun,
  type ShellText,
  textOf,
  unquoted,
} from './assignment.ts';
import { containerWords } from './docker-run.ts';
import { type Command, commandsOf, type Word } from './lex.ts';

/** The line of an assignment, where it holds nothing else. */
const entryOf = ({ text, ownLines, fileOffset }: ShellText, command: Command): EntryLines | null => {
  const [first, ...more] = command.words;
  const last = more.at(-1) ?? first;
  if (!ownLines || first === undefined || last === undefined) return null;
  const [start, end] = [startOfLine(text, first.start), endOfLine(text, last.end)];
  const lead = text.slice(start, first.start);
  if (!/^\s*$/.test(lead) || !/^\s*$/.test(text.slice(last.end, end))) return null;
  const [from, to] = [fileOffset(start), fileOffset(end)];
  return from === null || to === null
    ? null
    : { start: from, end: to, indent: lead, form: 'shell', alone: command.words.length <= 2 };
};

/** Words in front of a command that change nothing of what is meant here. */
const LEADING =
  /^(?:[{}!]|\(|time|exec|sudo|command|builtin|nohup|eval|env|cross-env|cross-env-shell|npx|-[iE]|@|-)$/;
const EXPORTS = /^(?:export|setenv)$/;
const DECLARES = /^(?:declare|typeset|readonly)$/;
const CONTAINERS = /^(?:docker|podman|nerdctl|\$\{?DOCKER\w*\}?)$/;

const assigns = (pass: Pass, words: readonly Word[], command: Command, exported: boolean): void => {
  const entry = exported ? entryOf(pass.source, command) : null;
  for (const word of words) {
    const variable = assignment(word, pass, entry);
    if (variable !== null) {
      pass.assigned.push({ ...variable, branches: command.branches, exported });
      pass.known.set(variable.name, variable.value);
    }
    if (variable === null && exported) pass.exported.add(unquoted(pass.source, word));
  }
};

const runsContainer = (words: readonly Word[], pass: Pass, at: Location): void => {
  const read = containerWords(words, pass);
  if (read.image === null || !read.variables.some(({ name }) => OURS.test(name))) return;
  pass.runs.push({
    ...{ variables: read.variables, words: read.rest, image: read.image, at },
    hostNetwork: read.hostNetwork,
  });
};

/** The words of a command behind what stands in front of it, with the assignments between. */
const headOf = (command: Command, source: ShellText) => {
  const given: Word[] = [];
  let at = 0;
  for (; at < command.words.length; at += 1) {
    const word = command.words[at] ?? NOTHING;
    const written = textOf(source, word);
    if (ASSIGNMENT.test(written)) given.push(word);
    else if (!LEADING.test(written)) break;
  }
  return { given, rest: command.words.slice(at) };
};

const DOCKER_VERBS = /^(?:run|create)$/;

const declares = (words: readonly Word[], command: Command, pass: Pass): void => {
  const isFlag = (word: Word): boolean => textOf(pass.source, word).startsWith('-');
  const exported = words.some((word) => isFlag(word) && textOf(pass.source, word).includes('x'));
  const named = words.filter((word) => !isFlag(word));
  assigns(pass, named, command, exported);
};

const starts = (given: readonly Word[], rest: readonly Word[], pass: Pass): void => {
  const { source } = pass;
  const variables = given.flatMap((word) => assignment(word, pass, null) ?? []);
  const words = rest.map((word) => unquoted(source, word));
  if (words[0] === 'set' && /^-\w*a/.test(words[1] ?? '')) pass.exported.add('*');
  const ours = variables.some(({ name }) => OURS.test(name));
  pass.runs.push({
    ...{ variables: ours ? variables : [], words, image: null, hostNetwork: false },
    at: source.place(rest[0]?.start ?? 0),
  });
};

const readCommand = (command: Command, pass: Pass): void => {
  const { source } = pass;
  const { given, rest } = headOf(command, source);
  const [first, second, ...more] = rest;
  const head = first === undefined ? '' : textOf(source, first);
  const verb = second === undefined ? '' : textOf(source, second);
  if (first === undefined) assigns(pass, given, command, false);
  else if (EXPORTS.test(head)) assigns(pass, rest.slice(1), command, true);
  else if (DECLARES.test(head)) declares(rest.slice(1), command, pass);
  else if (CONTAINERS.test(head) && DOCKER_VERBS.test(verb))
    runsContainer(more, pass, source.place(first.start));
  else starts(given, rest, pass);
};

/** Counts how often each name is given a value. */
const countTimes = (commands: readonly Command[], { text }: ShellText, times: Map<string, number>): void => {
  for (const { words } of commands) {
    const head = words.find((word) => !ASSIGNMENT.test(text.slice(word.start, word.end)));
    const verb = head === undefined ? '' : text.slice(head.start, head.end);
    if (head !== undefined && !EXPORTS.test(verb) && !DECLARES.test(verb)) continue;
    for (const { start, end } of words) {
      const name = ASSIGNMENT.exec(text.slice(start, end))?.[1];
      if (name !== undefined) times.set(name, (times.get(name) ?? 0) + 1);
    }
  }
};

/** Most ends of branches that are looked at; a script of more is a program. */
const MOST_RUNS = 60;

const isWithin = (outer: readonly number[], inner: readonly number[]): boolean =>
  outer.every((branch, depth) => inner[depth] === branch);

/** Of what is assigned twice in one branch, either may count. */
const settled = (all: readonly Assigned[]): readonly ScannedVariable[] => {
  const byName = new Map<string, Assigned>();
  for (const one of all) {
    const before = byName.get(one.name);
    const same = before !== undefined && before.branches.join() === one.branches.join();
    byName.set(one.name, same && before.value !== one.value ? { ...one, value: null, slot: null } : one);
  }
  return [...byName.values()].map(({ branches: _, exported: __, ...variable }) => variable);
};

/** What the branches of a script set for what is started in them; a branch with branches of its own is no end. */
const scriptRuns = ({ assigned, exported }: Pass): readonly ShellRun[] => {
  const all = assigned.filter(
    (one) => one.exported || exported.has(one.name) || (exported.has('*') && OURS.test(one.name)),
  );
  const branches = [
    ...new Map(
      all.filter(({ name }) => OURS.test(name)).map((one) => [one.branches.join(), one.branches]),
    ).values(),
  ];
  const ends = branches
    .slice(0, MOST_RUNS)
    .filter((one) => !branches.some((other) => other.length > one.length && isWithin(one, other)));
  return ends.flatMap((end) => {
    const variables = settled(all.filter((one) => isWithin(one.branches, end)));
    const first = variables.find(({ name }) => OURS.test(name));
    return first === undefined
      ? []
      : [{ variables, words: [], image: null, hostNetwork: false, at: first.at }];
  });
};

/** What a script exports, and what it starts with settings of its own; the words of all that it starts. */
export const readShell = (
  sources: readonly ShellText[],
): { readonly runs: readonly ShellRun[]; readonly started: readonly (readonly string[])[] } => {
  const times = new Map<string, number>();
  const shared = { assigned: [], known: new Map(), exported: new Set<string>(), runs: [], times };
  const passes = sources.map((source) => ({ source, commands: commandsOf(source.text) }));
  for (const { source, commands } of passes) countTimes(commands, source, times);
  let last: Pass | null = null;
  for (const { source, commands } of passes) {
    last = { ...shared, source };
    for (const command of commands) readCommand(command, last);
  }
  if (last === null) return { runs: [], started: [] };
  const script = scriptRuns(last);
  const base = script.length === 1 ? (script[0]?.variables ?? []) : [];
  const own = last.runs
    .filter(({ variables }) => variables.length > 0)
    .map((run) => ({ ...run, variables: run.image === null ? over(base, run.variables) : run.variables }));
  return { runs: [...script, ...own].slice(0, MOST_RUNS), started: last.runs.map(({ words }) => words) };
};
