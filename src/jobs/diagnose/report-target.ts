import type { Observation } from '../../model/fact.ts';
import type { Reach } from '../../model/facts.ts';
import { isConnected } from '../../model/reading.ts';
import type { PathStep, ReportTarget } from '../../model/report.ts';
import type { SeenTarget } from '../../model/run-record.ts';
import { behindOf } from './behind.ts';

type Observed = SeenTarget['facts'];

const round = (ms: number): number => Math.round(ms * 10) / 10;

const stepOf = <Value>(
  step: PathStep['step'],
  observation: Observation<Value> | undefined,
  good: (value: Value) => boolean,
): PathStep => {
  if (observation === undefined) return { step, state: 'unknown' };
  // The target is what the settings mean; what blocks there is the endpoint's value.
  if (observation.state === 'blocked') {
    return { step, state: 'blocked', by: observation.by === 'target' ? 'endpoint' : observation.by };
  }
  if (observation.state === 'absent') return { step, state: 'skipped' };
  if (observation.state === 'broken') return { step, state: 'unknown' };
  return { step, state: good(observation.value) ? 'ok' : 'failed', ms: round(observation.ms) };
};

const PAST_PROTOCOL: readonly Reach[] = ['answered', 'routed', 'delivered'];

/** The protocol is right when something answered in it; the send then tells whether the item was taken. */
const lastSteps = (facts: Observed, earlier: PathStep | undefined): readonly PathStep[] => {
  const { send } = facts;
  if (earlier) {
    const by = earlier.state === 'blocked' ? (earlier.by ?? earlier.step) : earlier.step;
    return [
      { step: 'protocol', state: 'blocked', by },
      { step: 'send', state: 'blocked', by },
    ];
  }
  if (send?.state !== 'seen')
    return [{ step: 'protocol', state: 'unknown' }, stepOf('send', send, () => true)];
  const { deliveries } = send.value;
  const lost = deliveries.filter(({ delivered }) => !delivered);
  const [failed] = lost;
  const ms = round(send.ms);
  if (failed === undefined)
    return [
      { step: 'protocol', state: 'ok' },
      { step: 'send', state: 'ok', ms },
    ];
  const partly = lost.length < deliveries.length && { signals: lost.map(({ signal }) => signal) };
  if (partly || PAST_PROTOCOL.includes(failed.reach))
    return [
      { step: 'protocol', state: 'ok' },
      { step: 'send', state: 'failed', ms, ...partly },
    ];
  return [
    { step: 'protocol', state: 'failed', ms },
    { step: 'send', state: 'blocked', by: 'protocol' },
  ];
};

const pathOf = (facts: Observed): readonly PathStep[] => {
  const dns = stepOf('dns', facts.dns, ({ addresses }) => addresses.length > 0);
  const tcp = stepOf('tcp', facts.tcp, isConnected);
  const proxy = stepOf('proxy', facts.proxy, ({ outcome }) => outcome === 'open');
  const tls = stepOf(
    'tls',
    facts.tls,
    ({ outcome, nameMatches }) => outcome === 'trusted' && nameMatches !== false,
  );
  const first = [dns, tcp, ...(facts.proxy?.state === 'seen' ? [proxy] : []), tls];
  const delivered = facts.send?.state === 'seen' && facts.send.value.deliveries.every((one) => one.delivered);
  return [
    ...first,
    ...lastSteps(facts, delivered ? undefined : first.find(({ state }) => state === 'failed')),
  ];
};

/** A target with the way to its receiver, step by step. */
export const targetOf = (seen: SeenTarget): ReportTarget => {
  const { target, facts } = seen;
  const behind = behindOf(seen);
  const deliveries = facts.send?.state === 'seen' ? facts.send.value.deliveries : [];
  return {
    id: target.id,
    signals: target.signals,
    protocol: target.protocol,
    url: target.url ?? target.endpoint,
    settings: target.settings,
    path: pathOf(facts),
    delivered: deliveries.length > 0 && deliveries.every(({ delivered }) => delivered),
    traceId: deliveries.find(({ traceId }) => traceId !== null)?.traceId ?? null,
    vendor: facts.vendor?.state === 'seen' && facts.vendor.value.certain ? facts.vendor.value.name : null,
    ...(behind === undefined ? {} : { behind }),
  };
};
