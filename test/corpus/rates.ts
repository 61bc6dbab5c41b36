import { COLLECTOR_FILE, type Entry } from './entry.ts';
import { alsoRight, untelling } from './tells.ts';

/** What was made of a text. */
export interface Judgement {
  /** The code of the first cause; null where none is named. */
  readonly first: string | null;
  /** Whether it was said that this is the cause, not only that it may be. */
  readonly settled: boolean;
}

/** How well texts were judged. */
export interface Rates {
  /** Texts with a fault behind them. */
  readonly faults: number;
  /** Of these, how many whose first cause is right. */
  readonly right: number;
  /** Of the texts with a fault, those that tell it, by the table in `tells.ts`. */
  readonly telling: number;
  /** Of these, how many whose first cause is right. */
  readonly tellingRight: number;
  /** All texts, those of healthy runs too. */
  readonly texts: number;
  /** Of these, how many for which a wrong cause was said to be the one. */
  readonly confidentlyWrong: number;
}

/** One text and what was made of it. */
export interface Judged extends Judgement {
  readonly entry: Entry;
  readonly right: boolean;
  /** Why the text cannot tell, where it cannot. */
  readonly untold: { readonly kind: string; readonly reason: string } | null;
}

const quoted = (value: string): string =>
  /^[\w./:,@%+=-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;

/** The settings as somebody would paste them: lines of a shell, and the file of a Collector as it is. */
export const settingsText = ({ settings }: Pick<Entry, 'settings'>): string =>
  Object.entries(settings)
    .map(([name, value]) => (name === COLLECTOR_FILE ? `${value}\n` : `export ${name}=${quoted(value)}\n`))
    .join('');

/** The text of an entry with its settings above it. */
export const withSettings = (entry: Entry): string => `${settingsText(entry)}\n${entry.text}`;

/** The text of an entry alone. */
export const withoutSettings = ({ text }: Entry): string => text;

/** Has every entry judged, in the form that is wanted. */
export const judgeAll = (
  entries: readonly Entry[],
  textOf: (entry: Entry) => string,
  judge: (text: string) => Judgement,
): readonly Judged[] =>
  entries.map((entry) => {
    const judgement = judge(textOf(entry));
    const accepted = [
      entry.code,
      ...(entry.alternatives ?? []),
      ...alsoRight(entry, textOf === withSettings),
    ];
    return {
      ...judgement,
      entry,
      untold: untelling(entry, textOf === withSettings),
      right: accepted.includes(judgement.first ?? ''),
    };
  });

/** Counts what was right and what was wrong and said to be settled. */
export const ratesOf = (judged: readonly Judged[]): Rates => {
  const faults = judged.filter(({ entry }) => entry.code !== 'healthy');
  const telling = faults.filter(({ untold }) => untold === null);
  return {
    faults: faults.length,
    telling: telling.length,
    tellingRight: telling.filter(({ right }) => right).length,
    right: faults.filter(({ right }) => right).length,
    texts: judged.length,
    confidentlyWrong: judged.filter(({ right, settled }) => settled && !right).length,
  };
};
