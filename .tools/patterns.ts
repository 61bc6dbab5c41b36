import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../test/kit/sources.ts';
import { BY_HAND } from './patterns/by-hand.ts';
import { collect, type Pattern } from './patterns/collect.ts';
import { faultOf } from './patterns/verdict.ts';

/**
 * Proves that every regular expression of the product takes time that grows with the text and no faster, since a stranger
 * chooses the text. What was proven is kept by its hash, so that only new ones take time; with --check nothing is computed,
 * and one that was not proven fails, as does what is kept of one that is gone.
 */
const TABLE = join(ROOT, '.tools/patterns/proven.json');

const keyOf = ({ source, flags }: Pattern): string => `/${source}/${flags}`;

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 16);

const tell = (lines: readonly string[]): void => {
  for (const line of lines) process.stderr.write(`${line}\n`);
  if (lines.length > 0) process.exitCode = 1;
};

const keep = (hashes: Iterable<string>): void =>
  writeFileSync(TABLE, `${JSON.stringify([...hashes].sort(), null, 2)}\n`);

const { patterns, refused } = await collect();
const known = new Set<string>(JSON.parse(readFileSync(TABLE, 'utf8')));
const byHash = new Map(patterns.map((pattern) => [hashOf(keyOf(pattern)), pattern]));
const keys = new Set(patterns.map(keyOf));
const current = [...known].filter((hash) => byHash.has(hash));
const unproven = [...byHash].filter(([hash, pattern]) => !known.has(hash) && !(keyOf(pattern) in BY_HAND));
const shown = (pattern: Pattern): string => `${pattern.place}: ${keyOf(pattern).slice(0, 200)}`;

/** The ones that were proven; what is proven is kept at once, since all of them take long. */
const prove = async (): Promise<void> => {
  const proven = new Set(current);
  for (const [hash, pattern] of unproven) {
    const fault = await faultOf(pattern);
    if (fault === null) keep(proven.add(hash));
    else tell([`${shown(pattern)}: ${fault}`]);
  }
  keep(proven);
  process.stdout.write(`${proven.size} of ${byHash.size} patterns are proven\n`);
};

tell(refused);
tell(
  Object.keys(BY_HAND)
    .filter((key) => !keys.has(key))
    .map((key) => `${key} is gone, its proof is not`),
);
if (process.argv.includes('--check')) {
  tell(unproven.map(([, pattern]) => `${shown(pattern)} is not proven: run npm run patterns`));
  if (current.length < known.size) tell(['.tools/patterns/proven.json is not current: run npm run patterns']);
} else await prove();
// Its agent would keep the process alive, as would what some modules start when they are loaded.
process.exit();
