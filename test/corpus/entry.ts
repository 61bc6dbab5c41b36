import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** Who printed it: an SDK, or the Collector as the one that sends or the one that receives. */
export type Sayer = 'python' | 'js' | 'go' | 'java' | 'rust' | 'collector-sender' | 'collector-receiver';

/** What a real program printed that had met a fault of the lab, and what was the matter. One line of the corpus. */
export interface Entry {
  /** Names fault and sayer before the hyphen, version, signal and the like behind it. */
  readonly id: string;
  readonly sdk: Sayer;
  readonly version: string;
  readonly protocol: string;
  readonly signal: 'traces' | 'metrics' | 'logs';
  /** Whether the sayer was asked for its diagnostics. */
  readonly diagnostics: boolean;
  /** The environment, or the file of a Collector, in which only the ports and paths are other than they were. */
  readonly settings: Readonly<Record<string, string>>;
  /** The cause known from the lab; `healthy` where all arrives and nothing is to be found. */
  readonly code: string;
  /** Codes that are as right, because neither the text nor the settings tell them from `code`. */
  readonly alternatives?: readonly string[];
  readonly text: string;
}

/** Under which name a Collector's file stands in the settings. */
export const COLLECTOR_FILE = 'collector.yaml';

const files = {
  known: new URL('known.jsonl', import.meta.url),
  heldOut: new URL('held-out.jsonl', import.meta.url),
} as const;

/** The part of the corpus that rules may be written from, and the part that nobody looks at meanwhile. */
export type Part = keyof typeof files;

const shortHash = (words: readonly string[]): string =>
  createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 8);

/** The id of what this sayer printed for this fault. */
export const idOf = (
  fault: string,
  { sdk, version, protocol, signal, diagnostics }: Omit<Entry, 'id' | 'text' | 'settings' | 'code'>,
  ...more: readonly string[]
): string =>
  `${shortHash([fault, sdk])}-${shortHash([version, protocol, signal, String(diagnostics), ...more])}`;

/**
 * A fifth is held out, by the part of the id that names fault and sayer: what another version or level of the same SDK
 * printed for the same fault is on the same side, for it is often the same text.
 */
export const isHeldOut = ({ id }: Pick<Entry, 'id'>): boolean =>
  Number.parseInt(id.slice(0, 8), 16) % 5 === 0;

/** One in eight keeps its stack traces whole. */
export const keepsTraces = ({ id }: Pick<Entry, 'id'>): boolean => Number.parseInt(id.slice(9), 16) % 8 === 0;

/** The stored entries of one part. */
export const readPart = (part: Part): readonly Entry[] =>
  readFileSync(files[part], 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry);

/** What makes two entries the same to a reader, who does not mind what number a process has. */
const contentOf = ({ sdk, settings, code, text }: Entry): string =>
  JSON.stringify([sdk, settings, code, text.replace(/\d+/g, '0')]);

/** Stores entries, one of each content, in the order of their ids. */
const writeCorpus = (entries: readonly Entry[]): void => {
  const sorted = entries.toSorted((first, second) => (first.id < second.id ? -1 : 1));
  const seen = new Set<string>();
  const unique = sorted.filter((entry) => {
    const content = contentOf(entry);
    if (seen.has(content)) return false;
    seen.add(content);
    return true;
  });
  const write = (part: Part, own: readonly Entry[]) =>
    writeFileSync(files[part], own.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  write(
    'known',
    unique.filter((entry) => !isHeldOut(entry)),
  );
  write('heldOut', unique.filter(isHeldOut));
};

/** Puts entries in the place of all that is stored of these faults and sayers. */
export const replaceEntries = (
  faults: readonly string[],
  sayers: readonly Sayer[],
  fresh: readonly Entry[],
): void => {
  const about = { version: '', protocol: '', signal: 'traces', diagnostics: false } as const;
  const replaced = new Set(
    faults.flatMap((fault) => sayers.map((sdk) => idOf(fault, { sdk, ...about }).slice(0, 8))),
  );
  const stored = (['known', 'heldOut'] as const).flatMap(readPart);
  writeCorpus([...stored.filter(({ id }) => !replaced.has(id.slice(0, 8))), ...fresh]);
};
