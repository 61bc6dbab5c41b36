import type { ApplicationFact } from '../model/application.ts';
import { treeSockets } from '../processes/connections.ts';
import { treeMaps } from '../processes/maps.ts';
import { scopeOf } from '../processes/sockets.ts';

/** What a command's processes are connected to, as it is being watched. */
export interface Connections {
  /**
   * Whether one of the processes had the native parts of Python's OTLP exporters loaded (protobuf, gRPC). Null where
   * that was not looked at until shortly before the end, which was so many milliseconds after the start.
   */
  hadExporter(ranMs: number): boolean | null;
  /** What was seen so far. */
  facts(): Pick<ApplicationFact, 'elsewhere' | 'connectionsSeen' | 'askedAt'>;
  /** Looks once more, then no longer. */
  stop(): void;
}

/** Ports that telemetry is sent to: OTLP, OTLP of before 0.7, Jaeger's gRPC and Zipkin. */
const TELEMETRY_PORTS: readonly number[] = [4317, 4318, 55680, 55681, 14250, 9411];

/** More addresses than this are a crawler's; those of telemetry are always kept. */
const MAX_ADDRESSES = 100;

const FAST_MS = 100;
const SLOW_MS = 500;

const EAGER_FOR_MS = 2_000;

/** Looks often as long as most connections are made. */
const FAST_FOR_MS = 10_000;

/** A machine with very many processes is not to be kept busy: the looking may take a twentieth of the time. */
const SHARE = 20;

/** protobuf and gRPC core as Python packages bring them. */
const EXPORTER_LIBRARY = /\/google\/_upb\/|\/cygrpc\.|\/google\/protobuf\/pyext\//;

/** The exporter is loaded at the start; a look later than this before the end would have seen it. */
const ENOUGH_LOOKS = 3;
const LATE_MS = 250;

/**
 * Watches what a process and its descendants connect to, beside the given ports of this machine. Linux; elsewhere
 * nothing is seen, which the facts say.
 */
export const watchConnections = (
  pid: number,
  ownPorts: readonly number[],
  { platform = process.platform, look = treeSockets }: { platform?: string; look?: typeof treeSockets } = {},
): Connections => {
  const elsewhere = new Map<string, ApplicationFact['elsewhere'][number]>();
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let had = false;
  let askedAt: number | null = null;
  let looks = 0;
  let lastMs = started;
  const note = (): void => {
    const { made, listening, asked } = look(pid);
    askedAt ??= asked[0] ?? null;
    const own = [...ownPorts, ...listening];
    for (const { remote } of made) {
      const { address, port } = remote;
      const otlp = TELEMETRY_PORTS.includes(port);
      if (scopeOf(address) === 'loopback' && own.includes(port)) continue;
      if (elsewhere.size < MAX_ADDRESSES || otlp)
        elsewhere.set(`${address} ${port}`, { address, port, otlp });
    }
  };
  const next = (): void => {
    const before = performance.now();
    note();
    had ||= treeMaps(pid, EXPORTER_LIBRARY);
    looks += 1;
    lastMs = before;
    const took = performance.now() - before;
    const age = before - started;
    const pause = age < FAST_FOR_MS ? FAST_MS : SLOW_MS;
    // Many commands are over after a moment: at first it is looked often, whatever it costs.
    timer = setTimeout(next, age < EAGER_FOR_MS ? FAST_MS / 2 : Math.max(pause, took * SHARE));
    timer.unref();
  };
  const seen = platform === 'linux';
  if (seen) next();
  return {
    hadExporter: (ranMs) => {
      if (had) return true;
      return looks >= ENOUGH_LOOKS && started + ranMs - lastMs < LATE_MS ? false : null;
    },
    facts: () => ({ elsewhere: [...elsewhere.values()], connectionsSeen: seen, askedAt }),
    stop: () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      note();
    },
  };
};
