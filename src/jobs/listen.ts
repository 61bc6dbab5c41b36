import { createForwarder, type Forwarder, type ForwardTarget } from '../forward/forward.ts';
import { findItself } from '../forward/itself.ts';
import type { ReceivedFact } from '../model/received.ts';
import type { Report } from '../model/report.ts';
import type { TelemetryEvent } from '../model/telemetry-event.ts';
import { usageError } from '../model/usage.ts';
import { descriptorLimit } from '../processes/descriptors.ts';
import { type Receiver, startReceiver } from '../receiver/receiver.ts';
import { type Announcer, createAnnouncer } from '../telemetry/announce.ts';
import { type Collection, createCollection } from '../telemetry/collection.ts';
import { windowLimits } from '../telemetry/limits.ts';
import { createRefusals, type Refusals } from '../telemetry/refusals.ts';
import type { Choice } from './judge.ts';
import { judgeTelemetry, TELEMETRY_CHECKS, type TelemetrySeen } from './judge-telemetry.ts';
import { assembleTelemetry, reportReceived, reportService } from './report-telemetry.ts';

/** What `listen` is made of. */
export interface ListenOptions {
  readonly host: string;
  /** 0 takes any free port, here and for HTTP. */
  readonly grpcPort: number;
  readonly httpPort: number;
  /** Spans that are kept at the same time; the oldest go first. */
  readonly maxSpans: number;
  /** Milliseconds without a new span after which a trace is judged. */
  readonly settleMs: number;
  /** Milliseconds that findings look back, at least. */
  readonly windowMs: number;
  readonly forward: readonly ForwardTarget[];
  readonly chooses?: Choice | undefined;
  /** Origins of pages whose browsers may send besides those of this machine. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Called after each export with the spans that were received so far. */
  onSpans?(spans: number): void;
  onEvent(event: TelemetryEvent): void;
}

/** A running `listen`. */
export interface Listening {
  readonly grpcPort: number;
  readonly httpPort: number;
  /** Settles, judges and tells what is new; to be called about once a second. */
  tick(): void;
  /** Stops, waits for what is being passed on, and judges everything. */
  finish(): Promise<Report>;
}

/** Milliseconds that passing on may take at the end. */
const FORWARD_MS = 5_000;

/** Checks that say nothing while one still waits. */
const AT_END = TELEMETRY_CHECKS.filter(({ atEnd }) => atEnd).map(({ id }) => id);

/** Counts of the receiver as a fact. */
const receivedFact = (
  mode: ReceivedFact['mode'],
  listenedMs: number,
  ports: { readonly grpcPort: number; readonly httpPort: number },
  collection: Collection,
  refusals: Refusals,
): ReceivedFact => {
  const { requests, spans, metricPoints, logRecords, bytes } = collection.totals();
  const { grpcPort, httpPort } = ports;
  const counts = { requests, spans, metricPoints, logRecords, bytes };
  return { mode, listenedMs, grpcPort, httpPort, ...counts, refusals: refusals.groups() };
};

/** Connections of a port, and files that are open for other ends. */
const CONNECTIONS = 1_000;
const OTHER_FILES = 40;
const FEWEST_CONNECTIONS = 8;

/** Both ports take from the same files that the process may have open. */
const connectionsPerPort = (): number => {
  const files = descriptorLimit();
  if (files === null) return CONNECTIONS;
  return Math.max(Math.min(CONNECTIONS, Math.floor((files - OTHER_FILES) / 2)), FEWEST_CONNECTIONS);
};

const refuseItself = async (forward: ListenOptions['forward'], receiver: Receiver): Promise<void> => {
  const itself = await findItself(forward, receiver.sees);
  if (itself === null) return;
  await receiver.stop();
  throw usageError(`--forward ${itself} is this receiver itself: what it passes on would come back for ever`);
};

const listeningEvent = (
  host: string,
  { grpcPort, httpPort }: Receiver,
  forwarder: Forwarder | null,
): Parameters<Announcer['tell']>[0] => {
  const shown = host.includes(':') ? `[${host}]` : host;
  const forward = forwarder?.facts().map(({ url }) => url) ?? [];
  return { event: 'listening', grpc: `${shown}:${grpcPort}`, http: `${shown}:${httpPort}`, forward };
};

const finalReport = (
  startMs: number,
  facts: TelemetrySeen,
  gone: ReturnType<Announcer['gone']>,
  collection: Collection,
  maxSpans: number,
): Report =>
  assembleTelemetry({
    startedAt: new Date(startMs).toISOString(),
    durationMs: Date.now() - startMs,
    received: facts.received,
    traces: collection.totals().traces,
    services: facts.services.map(({ service }) => service),
    applications: [],
    forward: facts.forward,
    ...judgeTelemetry(facts, gone),
    sdk: { name: 'spec', chosenBy: 'default', version: null },
    platform: process.platform,
    limits: windowLimits(collection.totals(), maxSpans),
  });

/** Starts to receive and to judge. Rejects with the error of Node when a port cannot be had. */
export const startListening = async (options: ListenOptions): Promise<Listening> => {
  const startMs = Date.now();
  const collection = createCollection(options);
  const refusals = createRefusals();
  const announcer = createAnnouncer(startMs, options.onEvent);
  const forwarder = options.forward.length > 0 ? createForwarder(options.forward) : null;
  const receiver = await startReceiver({
    host: options.host,
    grpcPort: options.grpcPort,
    httpPort: options.httpPort,
    ...(options.allowedOrigins ? { allowedOrigins: options.allowedOrigins } : {}),
    maxConnections: connectionsPerPort(),
    onExport: (batch, raw) => {
      collection.take(batch, null);
      forwarder?.take(batch, raw);
      refusals.accepted(batch);
      if (batch.signal === 'traces') options.onSpans?.(collection.totals().spans);
    },
    onRefusal: (refusal) => {
      const first = refusals.take(refusal);
      if (first !== null) announcer.refused(first, Date.now());
    },
  });
  await refuseItself(options.forward, receiver);
  const seen = (listenedMs = Date.now() - startMs): TelemetrySeen => ({
    received: receivedFact('listen', listenedMs, receiver, collection, refusals),
    services: collection.facts(),
    applications: [],
    forward: forwarder?.facts() ?? [],
    chooses: options.chooses,
  });
  const tick = (): void => {
    collection.settle(Date.now());
    const facts = seen();
    announcer.update({
      nowMs: Date.now(),
      received: reportReceived(facts.received, collection.totals().traces),
      services: facts.services.map(({ service }) => reportService(service)),
      findings: judgeTelemetry(facts).findings.filter(({ code }) => !AT_END.includes(code)),
      traces: collection.recent(),
    });
  };
  announcer.tell(listeningEvent(options.host, receiver, forwarder));
  return {
    grpcPort: receiver.grpcPort,
    httpPort: receiver.httpPort,
    tick,
    finish: async () => {
      const listenedMs = Date.now() - startMs;
      await receiver.stop();
      await forwarder?.finish(FORWARD_MS);
      // What misses a parent and came just now may still be on its way.
      collection.settleAll(Date.now());
      tick();
      return finalReport(startMs, seen(listenedMs), announcer.gone(), collection, options.maxSpans);
    },
  };
};
