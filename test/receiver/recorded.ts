import { afterEach } from 'vitest';
import type { ExportBatch } from '../../src/receiver/batch.ts';
import { type Receiver, type ReceiverOptions, startReceiver } from '../../src/receiver/receiver.ts';
import type { Refusal } from '../../src/receiver/refusal.ts';

/** A receiver that keeps what it was given. */
export interface Recorded extends Receiver {
  readonly exports: ExportBatch[];
  readonly refusals: Refusal[];
}

const running = new Set<Receiver>();

afterEach(async () => {
  for (const receiver of running) await receiver.stop();
  running.clear();
});

/** Starts a receiver on free ports, which ends with the test. */
export const record = async (options: Partial<ReceiverOptions> = {}): Promise<Recorded> => {
  const exports: ExportBatch[] = [];
  const refusals: Refusal[] = [];
  const receiver = await startReceiver({
    host: '127.0.0.1',
    grpcPort: 0,
    httpPort: 0,
    onExport: (batch) => exports.push(batch),
    onRefusal: (refusal) => refusals.push(refusal),
    ...options,
  });
  running.add(receiver);
  return { ...receiver, exports, refusals };
};

/** Waits until something is true, without a guess at how long that takes. */
export const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
};
