import type { AttributeHolder, AttributeName, SpanSample } from '../model/telemetry.ts';
import type { KeyValue } from '../receiver/otlp.ts';
import type { Budget } from './budget.ts';
import { REQUEST_PARTS, type RequestPart } from './request-attributes.ts';
import type { Scope } from './span-record.ts';
import { cutText } from './text.ts';

/** Distinct names of a service that are kept, and that are told apart beyond them. */
const NAME_LIMIT = 2_000;
const OMITTED_LIMIT = 2_000;

/** One name that is counted. */
export interface NameEntry {
  readonly name: string;
  readonly scope: string;
  /** What it tells of a request. */
  readonly part: RequestPart | null;
  count: number;
  sample: SpanSample | null;
}

/** Names on one kind of holder that libraries, or the application's own code, set. */
export interface NameTable {
  readonly on: AttributeHolder;
  readonly library: boolean;
  readonly entries: Map<string, NameEntry>;
}

/** Attribute names of one service. */
export interface AttributeNames {
  table(on: AttributeHolder, library: boolean): NameTable;
  /** Adds a name that its table does not have. What is above the limits gets an entry that nobody keeps. */
  add(table: NameTable, key: string, scope: string): NameEntry;
  count(on: AttributeHolder, attributes: readonly KeyValue[], scope: Scope): void;
  /** Gives the sample to entries of spans, events and links that are new since the last time. */
  settleSamples(sampleOf: () => SpanSample): void;
  names(): readonly AttributeName[];
  omitted(): number;
}

const hashOf = (text: string): number => {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (hash * 31 + text.charCodeAt(index)) | 0;
  return hash;
};

export const createAttributeNames = (budget: Budget): AttributeNames => {
  const tables = new Map<string, NameTable>();
  const omitted = new Set<number>();
  const fresh: NameEntry[] = [];
  let kept = 0;
  const table = (on: AttributeHolder, library: boolean): NameTable => {
    const key = library ? `${on} of libraries` : on;
    const known = tables.get(key) ?? { on, library, entries: new Map() };
    tables.set(key, known);
    return known;
  };
  const add = ({ on, entries }: NameTable, key: string, scope: string): NameEntry => {
    const name = cutText(key);
    const known = entries.get(name);
    if (known !== undefined) return known;
    const entry = { name, scope, part: REQUEST_PARTS.get(name) ?? null, count: 0, sample: null };
    if (kept >= NAME_LIMIT || budget.names <= 0) {
      if (omitted.size < OMITTED_LIMIT) omitted.add(hashOf(`${on} ${name}`));
      return entry;
    }
    kept += 1;
    budget.names -= 1;
    entries.set(name, entry);
    if (on === 'span' || on === 'event' || on === 'link') fresh.push(entry);
    return entry;
  };
  return {
    table,
    add,
    count: (on, attributes, { name, library }) => {
      if (attributes.length === 0) return;
      const names = table(on, library);
      for (const { key } of attributes) (names.entries.get(key) ?? add(names, key, name)).count += 1;
    },
    settleSamples: (sampleOf) => {
      if (fresh.length === 0) return;
      const sample = sampleOf();
      for (const entry of fresh) entry.sample = sample;
      fresh.length = 0;
    },
    names: () =>
      [...tables.values()].flatMap(({ on, library, entries }) =>
        [...entries.values()].map(({ name, count, scope, sample }) => ({
          name,
          on,
          count,
          scope,
          library,
          sample: sample && { ...sample },
        })),
      ),
    omitted: () => omitted.size,
  };
};
