import { createForwarder, type Forwarder, type ForwardTarget } from '../../forward/forward.ts';
import type { RefusalGroup } from '../../model/received.ts';
import { type Protocol, SIGNALS, type Signal } from '../../model/signal.ts';
import { type Receiver, startReceiver } from '../../receiver/receiver.ts';
import type { Collection } from '../../telemetry/collection.ts';
import { createRefusals } from '../../telemetry/refusals.ts';

/** The receiver of one command, and what came to it. */
export interface OwnReceiver {
  readonly receiver: Receiver;
  readonly forwarder: Forwarder | null;
  refusals(): readonly RefusalGroup[];
  requests(): number;
  /** Protocols over which exports of a signal came. */
  came(signal: Signal): readonly Protocol[];
}

const HOST = '127.0.0.1';

/** Starts a receiver that only this command knows, on free ports; each port takes every protocol. */
export const startOwnReceiver = async (
  source: string,
  collection: Collection,
  destinations: readonly ForwardTarget[],
): Promise<OwnReceiver> => {
  const refusals = createRefusals();
  const forwarder = destinations.length > 0 ? createForwarder(destinations) : null;
  const came = new Map<Signal, Set<Protocol>>(SIGNALS.map((signal) => [signal, new Set()]));
  let requests = 0;
  const receiver = await startReceiver({
    host: HOST,
    grpcPort: 0,
    httpPort: 0,
    ports: 'either',
    onExport: (batch, raw) => {
      requests += 1;
      came.get(batch.signal)?.add(batch.transport);
      collection.take(batch, source);
      forwarder?.take(batch, raw);
      refusals.accepted(batch);
    },
    onRefusal: (refusal) => void refusals.take(refusal),
  });
  return {
    receiver,
    forwarder,
    refusals: refusals.groups,
    requests: () => requests,
    came: (signal) => [...(came.get(signal) ?? [])],
  };
};
