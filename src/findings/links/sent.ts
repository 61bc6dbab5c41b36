import type { Facts } from '../../model/check.ts';
import type { CollectorFact } from '../../model/collector.ts';
import { certainIntakesOf, type Intake } from '../../model/collector-intake.ts';
import type { Evidence, Fix } from '../../model/finding.ts';
import { endpointEvidence } from '../../model/reading.ts';
import { sendTo } from '../change.ts';
import { whereText } from '../collector/reading.ts';

/** Who sends where, by files, and what the settings of the sender mean. */
export type Sent = Facts<'link' | 'target' | 'workload'>;

/** The endpoint with the place where it is set. */
export const endpointAt = ({ link, target }: Pick<Sent, 'link' | 'target'>): Evidence => ({
  label: endpointEvidence(target).label,
  value: `${target.endpoint} (${whereText(link.at)})`,
});

/** Who sends, as evidence. */
export const senderEvidence = ({ workload }: Pick<Sent, 'workload'>): Evidence => ({
  label: 'sends from',
  value: workload.label,
});

/** Sends to another host; everything else stays. */
export const toHost = ({ target }: Pick<Sent, 'target'>, host: string): Fix => ({
  title: `Send to ${host}`,
  env: sendTo(target, { host }),
});

/** Names that are offered at most; of more the reader has to choose anyway. */
const MOST_NAMES = 3;

/** Fixes that send to a receiver that is there; the way in words where none or several are. */
export const toReceivers = (sent: Sent, otherwise: string): readonly Fix[] => {
  const { receivers } = sent.link;
  return receivers.length > 0 && receivers.length <= MOST_NAMES
    ? receivers.map((host) => toHost(sent, host))
    : [{ title: 'Name the receiver', text: otherwise }];
};

/** The ports of a Collector where they are known without exception; null where there may be others or is no Collector. */
export const knownIntakes = (collector: CollectorFact | null): readonly Intake[] | null =>
  collector === null ? null : certainIntakesOf(collector);
