import {
  type Collection,
  type CollectionOptions,
  createCollection,
  type ServiceFacts,
} from '../../src/telemetry/collection.ts';
import { type ArrivalDraft, batchOf, type Sender, type SpanDraft } from './builders.ts';

const OPTIONS: CollectionOptions = { maxSpans: 10_000, settleMs: 5_000, windowMs: 60_000 };

export const collectionOf = (change: Partial<CollectionOptions> = {}): Collection =>
  createCollection({ ...OPTIONS, ...change });

/** Facts of the only service of a collection. */
export const onlyFacts = (collection: Collection): ServiceFacts => {
  const facts = collection.facts();
  if (facts.length !== 1) throw new Error(`${facts.length} services`);
  return facts[0] as ServiceFacts;
};

/** Facts of spans that one service sent in one export. */
export const factsOf = (
  spans: readonly SpanDraft[],
  sender: Sender = {},
  arrival: ArrivalDraft = {},
): ServiceFacts => {
  const collection = collectionOf();
  collection.take(batchOf([{ ...sender, spans }], arrival), null);
  collection.settleAll();
  return onlyFacts(collection);
};
