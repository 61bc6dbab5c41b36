import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readFile, whyUnread } from '../../disk/read.ts';
import { toText } from '../../disk/text.ts';
import type { CheckCode } from '../../model/check-code.ts';
import { usageError } from '../../model/usage.ts';
import { readText, STANDARD_INPUT } from '../../scan/files.ts';
import { commentsOf } from '../../scan/policy/comments.ts';
import { type Accepted, acceptedIn, decide } from '../../scan/policy/decide.ts';
import { type Policy, pathFrom } from '../../scan/policy/policy.ts';
import { readPolicy } from '../../scan/policy/read-policy.ts';
import type { Choice } from '../judge.ts';
import type { AssessContext, Result } from './assess.ts';
import { BASELINE, baselineOf, known, readBaseline, writeBaseline } from './baseline.ts';
import { homeOf, isDirectory } from './home.ts';

/** Names of a file of rules; the first that is there counts. */
const POLICIES = ['.otel-doctor.yaml', '.otel-doctor.yml'];

const MAX_BYTES = 1024 * 1024;

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

/** Directories from one upwards as far as its repository goes; outside of a repository only the first. */
const upwards = (start: string): readonly string[] => {
  const all: string[] = [];
  for (let at = start; ; at = dirname(at)) {
    all.push(at);
    if (isThere(join(at, '.git'))) return all;
    if (dirname(at) === at) return [start];
  }
};

/** As it is told: from here where that is shorter. */
const shown = (path: string): string => pathFrom(resolve('.'), path) ?? path;

/** The file of rules for what was named; null where there is none. */
const policyFor = (path: string): string | null => {
  const found = upwards(homeOf(path))
    .flatMap((directory) => POLICIES.map((name) => join(directory, name)))
    .find(isThere);
  return found === undefined ? null : shown(found);
};

const read = (path: string): Policy => {
  const found = readFile(path, { maxBytes: MAX_BYTES });
  if ('unread' in found) throw usageError(`cannot read ${path}: ${whyUnread(found, MAX_BYTES)}`);
  return readPolicy(path, toText(found.bytes));
};

/** Texts of the files that were found; what a file names is read beside them. */
const textsOf = (files: Result['files']) => {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return { texts, textOf: (path: string): string | null => texts.get(path) ?? readText(path) };
};

/** What is decided with. */
interface DecisionOptions {
  readonly paths: readonly string[];
  readonly chooses?: Choice | undefined;
  readonly baseline?: string | undefined;
  readonly changed?: string | undefined;
  readonly writeBaseline?: boolean;
}

/** Decides what becomes of findings, by the rules, comments and the baseline of what is scanned. */
export const decider = (
  { paths, chooses, baseline, changed, writeBaseline: writes }: DecisionOptions,
  startedAt: string,
): AssessContext['decide'] => {
  const policies = [...new Set(paths.map(policyFor))].flatMap((path) => (path === null ? [] : read(path)));
  // One that is to be written need not be there.
  const before = baseline === undefined || writes ? null : readBaseline(baseline);
  return (findings, files, secretValues) => {
    const { texts, textOf } = textsOf(files);
    const named = findings
      .map(({ location }) => location.path)
      .filter((path) => !texts.has(path) && !path.startsWith(STANDARD_INPUT));
    const said = [...new Set([...texts.keys(), ...named])].map((path) =>
      commentsOf(path, textOf(path) ?? ''),
    );
    const decisions = decide(findings, {
      ...{ policies, today: startedAt.slice(0, 10) },
      comments: said.flatMap(({ comments }) => comments),
      baseline: before === null ? null : known(before, secretValues, textOf),
      baselinePath: baseline ?? null,
      looksFor: (code) => chooses?.(code as CheckCode) ?? true,
      coversAll: (home) =>
        changed === undefined &&
        paths.some((path) => isDirectory(path) && pathFrom(resolve(path), home) !== null),
    });
    return { ...decisions, notes: [...said.flatMap(({ notes }) => notes), ...decisions.notes] };
  };
};

/** Writes what is told into a baseline; from then on it is accepted. */
export const withBaseline = (result: Result, path = BASELINE): Result => {
  const { secretValues } = result.assessment.deployment;
  writeBaseline(baselineOf(path, result.findings, secretValues, textsOf(result.files).textOf));
  const by = acceptedIn(path);
  const accepted = result.findings.map((finding): Accepted => ({ finding, by }));
  return { ...result, findings: [], accepted: [...result.accepted, ...accepted] };
};
