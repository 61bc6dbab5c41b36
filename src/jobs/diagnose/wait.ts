import { httpStatus } from '../../model/reading.ts';
import type { SeenTarget } from '../../model/run-record.ts';
import type { Target } from '../../model/target.ts';
import { isUnexpanded } from '../../resolve/rules/endpoint.ts';
import { diagnose, targetsOf } from './diagnose.ts';
import type { DiagnoseOptions, Diagnosis } from './options.ts';

/** Between two tries. */
const PAUSE_MS = 1_000;

/** Where a wait stands, after each try. */
export interface Waiting {
  readonly tries: number;
  /** What the last try was refused by, in one line. */
  readonly by: string;
  readonly elapsedMs: number;
  readonly waitMs: number;
}

/** Told of each try that was refused. */
export interface WaitListener {
  onTry(waiting: Waiting, last: Diagnosis): void;
}

/**
 * Whether waiting may help. With settings by which nothing is sent, or with a placeholder
 * that nothing fills in any more, it cannot. Any answer may: while a proxy, an ingress or a
 * backend starts, it says 404, 401 or 502 for a while.
 */
const mayHeal = (targets: readonly Target[]): boolean =>
  targets.every(({ sends, endpoint }) => sends && !isUnexpanded(endpoint));

const ofDelivery = ({ facts }: SeenTarget): string | null => {
  if (facts.send?.state !== 'seen') return null;
  const failed = facts.send.value.deliveries.find(({ delivered }) => !delivered);
  if (failed === undefined) return null;
  if (failed.http) return httpStatus(failed.http);
  if (failed.grpc) return failed.grpc.message || `gRPC status ${failed.grpc.status}`;
  return failed.error?.message ?? (failed.timedOut ? 'no answer in time' : null);
};

const ofConnection = ({ facts }: SeenTarget): string | null => {
  if (facts.dns?.state === 'seen' && facts.dns.value.addresses.length === 0)
    return `the name ${facts.dns.value.host} is not known`;
  if (facts.tcp?.state !== 'seen') return null;
  const { tries } = facts.tcp.value;
  return tries.some(({ outcome }) => outcome === 'connected') ? null : (tries[0]?.code ?? null);
};

/** What refused the items of a run. */
const refusedBy = (targets: readonly SeenTarget[]): string => {
  for (const target of targets) {
    const by = ofConnection(target) ?? ofDelivery(target);
    if (by !== null) return by;
  }
  return 'nothing was answered';
};

/**
 * Sends again and again until it arrives or the time is over. Only the test item is sent meanwhile: the way is walked
 * and fixes are tried once, at the end.
 */
export const waitForDelivery = async (
  options: DiagnoseOptions,
  waitMs: number,
  listener: WaitListener,
): Promise<void> => {
  if (!mayHeal(targetsOf(options))) return;
  const started = performance.now();
  const left = (): number => Math.max(started + waitMs - performance.now(), 0);
  for (let tries = 1; left() > 0; tries += 1) {
    const timeoutMs = Math.min(options.timeoutMs ?? left(), left());
    const last = await diagnose({
      ...options,
      timeoutMs,
      chooses: () => false,
      controls: false,
      follow: undefined,
    });
    if (last.report.verdict === 'healthy') return;
    const elapsedMs = performance.now() - started;
    listener.onTry({ tries, by: refusedBy(last.seen.targets), elapsedMs, waitMs }, last);
    await new Promise((resolve) => setTimeout(resolve, Math.min(PAUSE_MS, left())));
  }
};
