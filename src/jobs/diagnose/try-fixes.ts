import type { Reach } from '../../model/facts.ts';
import type { Finding } from '../../model/finding.ts';
import { isConnected } from '../../model/reading.ts';
import type { SeenTarget } from '../../model/run-record.ts';
import type { Context } from '../../probes/context.ts';
import { sendItem } from '../../probes/send/send-item.ts';
import { toldFix } from '../../prove/change.ts';
import { prove } from '../../prove/prove.ts';
import { contextFor, MARGIN_MS, type Run, statesOf } from './look.ts';

/** Milliseconds for trying fixes after everything was seen, when the run itself has no deadline. */
const PROVE_MS = 3_000;

/** Milliseconds that one item sent to try a fix is waited for. */
const PROVE_SEND_MS = 2_500;

const OFFLINE = 'not tried: --offline';

/** Fixes that could have been tried and were not, with the reason. */
export const untried = (fixes: Finding['fixes'], why: string): Finding['fixes'] =>
  fixes.map((fix) =>
    'env' in fix || 'tries' in fix ? { ...toldFix(fix), unproven: fix.unproven ?? why } : fix,
  );

/** How far the test items of a target got; the nearest to the exporter counts. */
const reached = (facts: SeenTarget['facts']): Reach => {
  if (facts.send?.state !== 'seen') {
    return facts.tcp?.state === 'seen' && !isConnected(facts.tcp.value) ? 'resolved' : 'nothing';
  }
  return facts.send.value.deliveries.find(({ delivered }) => !delivered)?.reach ?? 'delivered';
};

/** Tries the fixes of findings by sending with them, in the time that is left. */
export const tryFixes = async (
  run: Run,
  looked: readonly SeenTarget[],
  findings: readonly Finding[],
): Promise<readonly Finding[]> => {
  const { options, secrets } = run;
  if (findings.length === 0) return [];
  if (options.offline) return findings.map((one) => ({ ...one, fixes: untried(one.fixes, OFFLINE) }));
  const deadlineMs = options.timeoutMs ?? Math.max(run.exportMs + MARGIN_MS, run.elapsed() + PROVE_MS);
  const remaining = (): number => Math.max(deadlineMs - run.elapsed(), 0);
  const proven = await prove(findings, {
    environment: options.environment,
    sdk: options.sdk,
    states: statesOf(options),
    targets: looked.map(({ target }) => target),
    reached: Object.fromEntries(looked.map(({ target, facts }) => [target.id, reached(facts)])),
    remaining,
    send: (target, own, signal) => {
      const secretValues = [...secrets.secretValues, ...own.secretValues];
      const base = contextFor(target, own, options);
      const context: Context = { ...base, secretValues, signal: new AbortController().signal, remaining };
      const left = Math.max(Math.min(PROVE_SEND_MS, remaining() - 50), 50);
      const timeoutMs = Math.max(Math.min(target.timeoutMs, left), 1);
      return sendItem(target, signal, timeoutMs, context);
    },
  });
  return proven.map((finding) => ({ ...finding, fixes: finding.fixes.map(toldFix) }));
};
