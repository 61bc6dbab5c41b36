import type { ForwardFact } from '../model/received.ts';
import { wayOf } from '../model/signal.ts';
import type { ExportBatch, Raw } from '../receiver/batch.ts';
import { clean, secretsOf } from './clean.ts';
import { deliver } from './deliver.ts';
import { grpcTransport } from './grpc-transport.ts';
import { httpTransport } from './http-transport.ts';
import type { Outcome } from './outcome.ts';
import { pack } from './pack.ts';
import { createTally, endpointOf, type Tally } from './tally.ts';
import type { ForwardTarget, Parcel, Transport } from './target.ts';

export type { ForwardTarget } from './target.ts';

/** Passes accepted exports on, unchanged. */
export interface Forwarder {
  /** Queues an export and returns at once. Nothing is taken any more once `finish` was called. */
  take(batch: ExportBatch, raw: Raw): void;
  /** Waits for what is under way, at most so many milliseconds; what is left then is cut off and counted. */
  finish(milliseconds: number): Promise<void>;
  /** One fact an endpoint. */
  facts(): readonly ForwardFact[];
}

/** Bytes and requests that may wait or be under way. */
const BYTES_LIMIT = 64 * 1024 * 1024;
const COUNT_LIMIT = 4_096;

const IN_FLIGHT_LIMIT = 8;

/** A target with its connection and its counts. */
interface Destination {
  readonly target: ForwardTarget;
  readonly transport: Transport;
  readonly tally: Tally;
}

/** A request on its way to one destination. */
interface Job {
  readonly destination: Destination;
  readonly parcel: Parcel;
  readonly secrets: readonly string[];
}

const tallies = (targets: readonly ForwardTarget[]): ReadonlyMap<string, Tally> => {
  const endpoints = new Set(targets.map(endpointOf));
  return new Map(
    [...endpoints].map((endpoint) => {
      const own = targets.filter((target) => endpointOf(target) === endpoint);
      return [endpoint, createTally(endpoint, [...new Set(own.map(({ signal }) => signal))])];
    }),
  );
};

const isHttpUrl = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);

/** An address that is none is told like one that does not answer. */
const noTransport = (what: string): Transport => ({
  send: () => Promise.reject(Object.assign(new Error(`${what} is no URL`), { code: 'ERR_INVALID_URL' })),
  close: () => undefined,
});

const transportOf = (target: ForwardTarget): Transport => {
  if (!isHttpUrl(target.url)) return noTransport('the address');
  if (target.proxy && !isHttpUrl(target.proxy)) return noTransport('the address of the proxy');
  return target.protocol === 'grpc' ? grpcTransport(target) : httpTransport(target);
};

const destinationsOf = (
  targets: readonly ForwardTarget[],
  counts: ReadonlyMap<string, Tally>,
): readonly Destination[] =>
  targets.map((target) => ({
    target,
    transport: transportOf(target),
    tally: counts.get(endpointOf(target)) as Tally,
  }));

/** Notes what became of a request. */
const note = ({ tally }: Destination, outcome: Outcome, secrets: readonly string[]): void => {
  if (outcome.delivered) tally.delivered();
  else tally.failed(outcome.answer, clean(outcome.message, secrets));
};

/** Counts what does not go out any more. */
const giveUp = (waiting: Job[], underWay: ReadonlySet<Job>): void => {
  for (const { destination } of waiting.splice(0)) destination.tally.dropped();
  for (const { destination } of underWay) destination.tally.failed('ETIMEDOUT', 'no answer before the end');
};

/** Ends when it is told to, or after so many milliseconds. */
const atMost = (milliseconds: number): { readonly ended: Promise<void>; end(): void } => {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    const limit = setTimeout(resolve, milliseconds);
    end = () => {
      clearTimeout(limit);
      resolve();
    };
  });
  return { ended, end };
};

const concerns = ({ signal, from }: ForwardTarget, batch: ExportBatch): boolean =>
  signal === batch.signal && (from === undefined || from === wayOf(batch.transport));

/** One fact an endpoint; one that was only kept ready is left out where nothing went there. */
const factsOf = (
  counts: ReadonlyMap<string, Tally>,
  targets: readonly ForwardTarget[],
): readonly ForwardFact[] => {
  const meant = new Set(targets.filter(({ spare }) => spare !== true).map(endpointOf));
  return [...counts].flatMap(([endpoint, tally]) => {
    const fact = tally.fact();
    return meant.has(endpoint) || fact.delivered + fact.failed + fact.dropped > 0 ? [fact] : [];
  });
};

/** Starts a forwarder. Connections are made with the first request; requests go to the given hosts only. */
export const createForwarder = (targets: readonly ForwardTarget[]): Forwarder => {
  const counts = tallies(targets);
  const destinations = destinationsOf(targets, counts);
  const waiting: Job[] = [];
  const underWay = new Set<Job>();
  const ending = new AbortController();
  let bytes = 0;
  let isClosing = false;
  let idle = (): void => undefined;

  const settle = (job: Job, outcome: Outcome): void => {
    // What was cut off at the end is counted already.
    if (!underWay.delete(job)) return;
    bytes -= job.parcel.body.length;
    note(job.destination, outcome, job.secrets);
    pump();
    if (underWay.size === 0) idle();
  };
  const pump = (): void => {
    while (underWay.size < IN_FLIGHT_LIMIT) {
      const job = waiting.shift();
      if (job === undefined) return;
      underWay.add(job);
      const { target, transport } = job.destination;
      void deliver(target, transport, job.parcel, ending.signal).then((outcome) => settle(job, outcome));
    }
  };
  const enqueue = (destination: Destination, batch: ExportBatch, raw: Raw): void => {
    const packed = pack(destination.target, batch, raw);
    const secrets = secretsOf(batch, destination.target);
    const size = 'delivered' in packed ? 0 : packed.body.length;
    const isFull = bytes + size > BYTES_LIMIT || waiting.length >= COUNT_LIMIT;
    if ('delivered' in packed) note(destination, packed, secrets);
    else if (isClosing || isFull) destination.tally.dropped();
    else {
      bytes += size;
      waiting.push({ destination, parcel: packed, secrets });
      pump();
    }
  };
  return {
    take: (batch, raw) => {
      for (const destination of destinations)
        if (concerns(destination.target, batch)) enqueue(destination, batch, raw);
    },
    finish: async (milliseconds) => {
      isClosing = true;
      const wait = atMost(milliseconds);
      idle = wait.end;
      if (underWay.size === 0) idle();
      await wait.ended;
      giveUp(waiting, underWay);
      underWay.clear();
      ending.abort();
      for (const { transport } of destinations) transport.close();
    },
    facts: () => factsOf(counts, targets),
  };
};
