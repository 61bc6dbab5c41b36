import { setTimeout as pause } from 'node:timers/promises';
import {
  type Burst,
  type CollectorSource,
  type Hop,
  type HopsFact,
  movedSources,
  passedHops,
} from '../../model/behind.ts';
import { answerWords } from '../../model/reading.ts';
import type { Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import type { Context, Place } from '../context.ts';
import type { sendItem } from '../send/send-item.ts';
import { limits } from '../wire/reach.ts';
import { ask } from './ask.ts';
import { type Counters, countersOf, fell, hopsBetween } from './counters.ts';
import { readExposition } from './exposition.ts';

/** Items in a burst: a number that no exporter chooses by itself. */
const BURST_SIZE = 37;

/** Where a Collector has its own metrics unless it is told otherwise: service::telemetry::metrics. */
const METRICS_PORT = 8888;

/** Milliseconds in which other traffic is counted before the burst. */
const OTHERS_MS = 300;

/** The test item itself may still be on its way, in a batch: of metrics it has two values at most. */
const OWN_ITEMS = 2;

/** Milliseconds that one page is waited for. */
const PAGE_MS = 3_000;

/** Milliseconds between looks, the last one again and again. */
const PAUSES: readonly number[] = [100, 150, 250, 500, 1_000];

/** Milliseconds without any movement, after an answer was given, by which a counter would have moved. */
const UNMOVED_MS = 1_500;

/** Milliseconds without any more movement by which all has come to its end. */
const QUIET_MS = 300;
const STOPPED_MS = 700;

/** Milliseconds that a request is under way before that tells anything: an exporter gives up after 5 s and tries again. */
const WAITING_MS = 8_000;

/** Milliseconds of other traffic that are looked at. */
const NOISY_MS = 2_000;

type Read = {
  readonly state: CollectorSource['state'];
  readonly detail: string;
  readonly counters: Counters;
};

const NONE: Counters = new Map();

const readPage = async (context: Context, place: Place): Promise<Read> => {
  const page = await ask({ place, accept: 'text/plain' }, context.secretValues, limits(context, PAGE_MS));
  if (page.status === 0) return { state: 'unreachable', detail: page.detail, counters: NONE };
  if (page.status !== 200) return { state: 'refused', detail: page.detail, counters: NONE };
  const { samples, strange } = readExposition(page.text);
  if (samples.length === 0 || strange > samples.length)
    return { state: 'not-metrics', detail: page.contentType || 'no content type', counters: NONE };
  const counters = countersOf(samples);
  // A Collector that took nothing yet has the counters of its queues alone, or none at all.
  const known = counters.size > 0 || samples.some(({ name }) => /^otelcol[_.]process/.test(name));
  const detail = known ? '' : `${samples.length} values, none of a Collector's components`;
  return { state: known ? 'read' : 'no-counters', detail, counters };
};

const placesOf = (target: Target, { follow }: Context): readonly Place[] => {
  if (follow !== undefined && follow.collectors.length > 0) return follow.collectors;
  if (target.host === '' || target.socket !== null) return [];
  const host = target.host.includes(':') ? `[${target.host}]` : target.host;
  const url = `http://${host}:${METRICS_PORT}/metrics`;
  return [{ url, shown: url, named: false, headers: {} }];
};

/** One page over the time of a burst. */
interface Watched {
  readonly place: Place;
  readonly first: Read;
  before: Counters;
  after: Counters;
  otherTraffic: number;
  movedAfterMs: number | null;
  restarted: boolean;
}

const sumOf = (hops: readonly Hop[]): number =>
  hops.reduce((sum, { moved }) => sum + Object.values(moved).reduce((own, value) => own + value, 0), 0);

/** Items that its receivers counted. */
const received = (hops: readonly Hop[]): number => sumOf(hops.filter(({ kind }) => kind === 'receiver'));

const countOthers = async (watched: readonly Watched[], context: Context): Promise<void> => {
  await pause(OTHERS_MS, undefined, { signal: context.signal });
  await Promise.all(
    watched.map(async (one) => {
      const { state, counters } = await readPage(context, one.place);
      if (state !== 'read') return;
      const hops = hopsBetween(one.before, counters);
      const most = Math.max(0, ...hops.flatMap(({ moved }) => Object.values(moved)));
      one.otherTraffic = most <= OWN_ITEMS ? 0 : Math.round((most * 1_000) / OTHERS_MS);
      one.before = counters;
      one.after = counters;
    }),
  );
};

/** Sends items; the main part has it loaded. */
type Send = typeof sendItem;

const sendBurst = async (send: Send, target: Target, signal: Signal, context: Context): Promise<Burst> => {
  const timeoutMs = Math.max(Math.min(target.timeoutMs, context.remaining() - 500), 50);
  const { onAnswer: _, ...quiet } = context;
  const delivery = await send(target, signal, timeoutMs, {
    ...quiet,
    controls: false,
    count: BURST_SIZE,
  });
  const { delivered, error, traceId } = delivery;
  const answer = delivered ? '' : (error?.message ?? answerWords(delivery));
  return { signal, size: BURST_SIZE, taken: delivered, answer, traceId };
};

const sourceOf = ({ place, first, before, after, ...rest }: Watched): CollectorSource => ({
  ...{ url: place.shown, named: place.named, state: first.state, detail: first.detail },
  ...{ movedAfterMs: rest.movedAfterMs, otherTraffic: rest.otherTraffic, restarted: rest.restarted },
  hops: hopsBetween(before, after).filter(
    ({ kind, moved, waiting }) => kind === 'exporter' || waiting || Object.values(moved).some((by) => by > 0),
  ),
});

/** Milliseconds without movement after which nothing more is awaited; null while only the time ends it. */
const patienceOf = (fact: HopsFact): number | null => {
  const moved = movedSources(fact);
  if (moved.length === 0) return UNMOVED_MS;
  const states = passedHops(fact).map(({ state }) => state);
  if (states.includes('held')) return null;
  if (states.includes('waiting')) return WAITING_MS;
  if (states.includes('unsure')) return NOISY_MS;
  if (states.some((state) => state === 'stopped' || state === 'refused')) return STOPPED_MS;
  const exporters = passedHops(fact).filter(({ hop }) => hop.kind === 'exporter');
  if (exporters.length === 0) return states.includes('failed') ? STOPPED_MS : null;
  // Another page may be that of the next Collector.
  const others = fact.sources.some(({ state, movedAfterMs }) => state === 'read' && movedAfterMs === null);
  return others ? UNMOVED_MS : QUIET_MS;
};

/** Looks again until nothing more is awaited, or the time is over. */
const watchUntilSettled = async (
  watched: readonly Watched[],
  bursts: readonly Burst[],
  context: Context,
): Promise<HopsFact> => {
  const from = performance.now();
  const since = (): number => Math.round(performance.now() - from);
  const withinMs = context.follow?.withinMs ?? 0;
  let last = { mark: '', at: 0 };
  for (let look = 0; ; look += 1) {
    await Promise.all(
      watched.filter(({ first }) => first.state === 'read').map((one) => lookAgain(one, since(), context)),
    );
    const fact: HopsFact = { bursts, sources: watched.map(sourceOf), watchedMs: since() };
    const states = passedHops(fact).map(({ hop, state }) => `${hop.name} ${state}`);
    const noisy = states.some((state) => state.endsWith('unsure'));
    const mark = noisy
      ? states.join()
      : `${states.join()} ${fact.sources.map(({ hops }) => sumOf(hops)).join()}`;
    if (mark !== last.mark) last = { mark, at: since() };
    const patience = patienceOf(fact);
    const isOver = patience !== null && since() - last.at >= patience;
    const next = PAUSES[Math.min(look, PAUSES.length - 1)] ?? 1_000;
    if (isOver || since() + next > withinMs || context.remaining() < next + 500) return fact;
    await pause(next, undefined, { signal: context.signal });
  }
};

const lookAgain = async (one: Watched, atMs: number, context: Context): Promise<void> => {
  const { state, counters } = await readPage(context, one.place);
  if (state !== 'read') return;
  one.restarted ||= fell(one.after, counters);
  one.after = counters;
  if (one.movedAfterMs === null && received(hopsBetween(one.before, counters)) > 0) one.movedAfterMs = atMs;
};

/** Sends a burst of every signal, and reads what the own metrics of Collectors make of it. */
export const watchBurst = async (
  target: Target,
  signals: readonly Signal[],
  send: Send,
  context: Context,
): Promise<HopsFact> => {
  const places = placesOf(target, context);
  const watched = await Promise.all(
    places.map(async (place): Promise<Watched> => {
      const first = await readPage(context, place);
      const { counters } = first;
      const since = { otherTraffic: 0, movedAfterMs: null, restarted: false };
      return { place, first, before: counters, after: counters, ...since };
    }),
  );
  const readable = watched.filter(({ first }) => first.state === 'read');
  if (readable.length === 0) return { bursts: [], sources: watched.map(sourceOf), watchedMs: 0 };
  await countOthers(readable, context);
  const bursts = await Promise.all(signals.map((signal) => sendBurst(send, target, signal, context)));
  return watchUntilSettled(watched, bursts, context);
};
