import { type AnyCheck, sightsOf } from '../../model/check.ts';
import { severityWords } from './severity-words.ts';
import { messagesFor, sightJson } from './sights.ts';

/** The parts of the page of a finding code, for programs; `needs` and `example` are of the first way to see it. */
export const pageJson = (check: AnyCheck): string => {
  const [first, ...further] = sightsOf(check).map(sightJson);
  const page = {
    schemaVersion: 1,
    code: check.id,
    aliases: check.aliases ?? [],
    title: check.title,
    severity: check.severity,
    severityMeans: severityWords(check.id, check.severity),
    why: check.why.trim(),
    ...first,
    explains: check.explains ?? [],
    also: further,
    messages: messagesFor(check.id),
  };
  return `${JSON.stringify(page, null, 2)}\n`;
};
