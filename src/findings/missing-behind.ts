import { type HopsFact, passedHops } from '../model/behind.ts';
import type { Evidence, Found } from '../model/finding.ts';
import { missingItems, type ReadBackFact } from '../model/read-back.ts';
import { itemName } from './behind.ts';

const SHOWN = 5;

/** What the backend holds instead, in a sentence. */
const holdsWords = ({ services }: ReadBackFact): string => {
  if (services === null) return 'What else it holds is not known.';
  if (services.length === 0)
    return 'It holds nothing at all that it would show to this login: another backend or another tenant gets the data, or nothing does.';
  if (services.includes('otel-doctor'))
    return 'It holds earlier items of otel-doctor, so that the way has led there: this one is dropped, sampled away, or stored later.';
  const names = services.slice(0, SHOWN).join(', ');
  const more = services.length > SHOWN ? ` and ${services.length - SHOWN} more` : '';
  return `It holds data of ${names}${more}, and none of otel-doctor: the receiver hands on to another backend, or to another tenant, project or dataset of it.`;
};

/** Whether the counters leave open that this item was dropped on purpose, or that it waits. */
const isOpen = (hops: HopsFact | undefined): boolean =>
  hops !== undefined &&
  passedHops(hops).some(
    ({ hop, state }) => hop.kind === 'processor' && (state === 'thinned' || state === 'held'),
  );

/** An item that a receiver took and a backend does not show. */
export const missingBehind = (readBack: ReadBackFact, hops: HopsFact | undefined): Found | undefined => {
  const [first] = missingItems(readBack);
  if (first === undefined || readBack.name === null || readBack.state !== 'asked') return undefined;
  const seconds = Math.round(readBack.waitedMs / 1000);
  const sampled = isOpen(hops)
    ? ' A processor of the Collector lets only a part through: this item may be of the other part.'
    : '';
  const id: readonly Evidence[] = first.traceId === null ? [] : [{ label: 'trace id', value: first.traceId }];
  return {
    summary: `${readBack.name} does not show the test ${itemName(first.signal)} within ${seconds} s`,
    explanation: `The receiver accepted it. ${holdsWords(readBack)}${sampled}`,
    evidence: [
      ...id,
      { label: `asked (${readBack.name})`, value: readBack.url },
      ...(readBack.services === null || readBack.services.length === 0
        ? []
        : [{ label: 'it holds', value: readBack.services.join(', ') }]),
    ],
    fixes: [
      {
        title: 'Find the hop at which it ends',
        text: `Follow it through the Collector (otel-doctor --follow --collector URL), compare the address, the tenant and the project that its exporter sends to with those that are read, and give a slow backend more time (--within 2m).`,
      },
    ],
    severity: 'error',
    suspicion: isOpen(hops),
  };
};
