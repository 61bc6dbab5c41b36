import { dirname, resolve } from 'node:path';
import type { Location, Severity } from '../../model/finding.ts';
import { usageError } from '../../model/usage.ts';
import { nearest } from '../../text/nearest.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { entriesOf, itemsOf, textOf, type YamlEntry, type YamlNode } from '../yaml/tree.ts';
import { NAMES, type Policy, type SeverityRule, type Suppression } from './policy.ts';

const wrong = ({ path, line, column }: Location, says: string): Error =>
  usageError(`${path}:${line}:${column}: ${says}`);

const guessed = (word: string, words: readonly string[], otherwise: string): string => {
  const guess = nearest(word, words);
  return guess === undefined ? otherwise : `did you mean ${guess}?`;
};

/** The entries of a mapping that knows its keys. */
const entriesWith = (
  node: YamlNode,
  what: string,
  keys: readonly string[],
): ReadonlyMap<string, YamlEntry> => {
  if (node.kind !== 'map') throw wrong(node.at, `${what} has to be a mapping with ${keys.join(', ')}`);
  const stranger = node.entries.find(({ key }) => !keys.includes(key));
  if (stranger !== undefined)
    throw wrong(
      stranger.at,
      `${what} has no key "${stranger.key}"; ${guessed(stranger.key, keys, `it has ${keys.join(', ')}`)}`,
    );
  return new Map(node.entries.map((entry) => [entry.key, entry]));
};

/** A code or an area that exists. */
const codeOf = (text: string, at: Location): string => {
  const name = text.replace(/\/\*?$/, '');
  if (NAMES.includes(name)) return name;
  throw wrong(
    at,
    `there is no area or code "${text}"; ${guessed(name, NAMES, 'otel-doctor checks lists them')}`,
  );
};

const SEVERITIES: readonly string[] = ['error', 'warning', 'info'] satisfies readonly Severity[];

const isSeverity = (text: string): text is Severity => SEVERITIES.includes(text);

const severitiesOf = (node: YamlNode | undefined, home: string): readonly SeverityRule[] => {
  if (node !== undefined && node.kind !== 'map' && textOf(node) !== null)
    throw wrong(node.at, 'severities has to be a mapping of codes, such as "tls: info"');
  return entriesOf(node).map(({ key, value, at }) => {
    const severity = textOf(value) ?? '';
    if (!isSeverity(severity))
      throw wrong(
        value.at,
        `the severity of ${key} is error, warning or info, not "${severity}"; to be told nothing of it, suppress it with a reason`,
      );
    return { code: codeOf(key, at), path: null, home, severity };
  });
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

const dayOf = (node: YamlNode | undefined): string | null => {
  if (node === undefined) return null;
  const text = textOf(node) ?? '';
  const isDay =
    DAY.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
  if (!isDay) throw wrong(node.at, `expires is a day such as 2027-01-31, not "${text}"`);
  return text;
};

/** A text that has to be there. */
const neededText = (entry: YamlEntry | undefined, key: string, item: YamlNode, why: string): string => {
  const text = textOf(entry?.value)?.trim() ?? '';
  if (text === '') throw wrong(entry?.at ?? item.at, `a suppression needs ${key}: ${why}`);
  return text;
};

const suppressionOf = (item: YamlNode, home: string): Suppression => {
  const entries = entriesWith(item, 'a suppression', ['code', 'path', 'reason', 'expires']);
  const code = neededText(entries.get('code'), 'code', item, 'the code or area that is accepted');
  const reason = neededText(
    entries.get('reason'),
    'reason',
    item,
    'why it is accepted, for whoever reads it later',
  );
  const path = entries.get('path');
  return {
    ...{ code: codeOf(code, entries.get('code')?.at ?? item.at), reason, home, at: item.at },
    path:
      path === undefined
        ? null
        : neededText(path, 'path', item, 'files as "deploy/*.yaml", or without the key all'),
    expires: dayOf(entries.get('expires')?.value),
  };
};

const suppressionsOf = (node: YamlNode | undefined, home: string): readonly Suppression[] => {
  if (node !== undefined && node.kind !== 'list' && textOf(node) !== null)
    throw wrong(node.at, 'suppressions has to be a list');
  if (node?.kind === 'map') throw wrong(node.at, 'suppressions has to be a list: begin each with "- code:"');
  return itemsOf(node).map((item) => suppressionOf(item, home));
};

/** Reads `.otel-doctor.yaml`; what is wrong in it ends the run with its place, for a rule that nobody obeys is worse than none. */
export const readPolicy = (path: string, text: string): Policy => {
  const home = dirname(resolve(path));
  const { documents, problem } = readYaml(path, text);
  if (problem !== null) throw wrong(problem.at, problem.says);
  const [root, second] = documents;
  if (second !== undefined) throw wrong(second.at, 'there is more than one document; it takes one');
  const empty = root === undefined || (root.kind === 'scalar' && root.text === null);
  const entries = empty
    ? new Map<string, YamlEntry>()
    : entriesWith(root, 'this file', ['severities', 'suppressions']);
  return {
    ...{ path, home },
    severities: severitiesOf(entries.get('severities')?.value, home),
    suppressions: suppressionsOf(entries.get('suppressions')?.value, home),
  };
};
