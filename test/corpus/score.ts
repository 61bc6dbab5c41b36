import { parseArgs } from 'node:util';
import { type Entry, type Part, readPart } from './entry.ts';
import { judge } from './explain.ts';
import { type Judged, judgeAll, type Rates, ratesOf, withoutSettings, withSettings } from './rates.ts';

/**
 * How well `explain` reads the stored logs: `npm run corpus:score`. With `--wrong` it lists what of the known part was
 * not right; of the held-out part there are numbers alone, whatever is asked.
 */
const { values } = parseArgs({ options: { wrong: { type: 'boolean', default: false } } });
const write = (line: string): void => void process.stdout.write(`${line}\n`);

const share = (some: number, all: number): string =>
  `${some}/${all}`.padStart(12) + (all === 0 ? '-' : `${((100 * some) / all).toFixed(1)} %`).padStart(9);

const row = (name: string, rates: Rates): string =>
  name.padEnd(22) +
  share(rates.tellingRight, rates.telling) +
  share(rates.right, rates.faults) +
  share(rates.confidentlyWrong, rates.texts);

const forms: readonly (readonly [string, (entry: Entry) => string])[] = [
  ['with settings', withSettings],
  ['without settings', withoutSettings],
];

const group = (judged: readonly Judged[], of: (entry: Entry) => string): ReadonlyMap<string, Judged[]> => {
  const groups = new Map<string, Judged[]>();
  for (const one of judged) groups.set(of(one.entry), [...(groups.get(of(one.entry)) ?? []), one]);
  return groups;
};

const tell = (part: Part, name: string, judged: readonly Judged[]): void => {
  write(`\n${part === 'known' ? 'known' : 'held out'}, ${name}`);
  write(
    `${''.padEnd(22)}${'right where it tells'.padStart(21)}${'right of all'.padStart(21)}${'confidently wrong'.padStart(21)}`,
  );
  const sdks = group(judged, ({ sdk }) => sdk);
  for (const [sdk, own] of [...sdks].sort()) write(row(sdk, ratesOf(own)));
  write(row('all', ratesOf(judged)));
  tellUntelling(judged);
};

/** Kinds of texts that cannot tell, with how many there are and in how many the cause was right all the same. */
const tellUntelling = (judged: readonly Judged[]): void => {
  const kinds = new Map<string, { readonly reason: string; all: number; right: number }>();
  for (const { entry, right, untold } of judged) {
    const kind = entry.code === 'healthy' ? null : untold;
    if (kind === null) continue;
    const row = kinds.get(kind.kind) ?? { reason: kind.reason, all: 0, right: 0 };
    kinds.set(kind.kind, { ...row, all: row.all + 1, right: row.right + (right ? 1 : 0) });
  }
  for (const [kind, { all, right, reason }] of kinds)
    write(`  cannot tell: ${kind}: ${right} of ${all} right all the same; ${reason}`);
};

const listWrong = (judged: readonly Judged[]): void => {
  for (const { entry, first, settled } of judged.filter(
    ({ right, entry: { code } }) => !right && code !== 'healthy',
  ))
    write(
      `${entry.id} ${entry.sdk} ${entry.version} ${entry.code}: ${settled ? 'SETTLED ' : ''}${first ?? 'no cause'}`,
    );
};

for (const part of ['known', 'heldOut'] as const) {
  const entries = readPart(part);
  for (const [name, textOf] of forms) {
    const judged = judgeAll(entries, textOf, judge);
    tell(part, name, judged);
    if (values.wrong && part === 'known') listWrong(judged);
  }
}
