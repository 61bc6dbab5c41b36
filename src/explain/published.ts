import { sampleEnd } from '../samples/deployment.ts';
import { sampleSent } from '../samples/sent.ts';
import { matching } from '../text/pattern.ts';
import type { KnownFacts } from './case.ts';
import type { Place, Reading } from './reading.ts';

/** Ports as Compose and docker run publish them, under another number than their own. */
const PUBLISHED = /["'\s](\d{2,5}):(431[78])\b["']?/g;

/** A sender that uses the number of the host between containers, as the files of a deployment would tell it; null where a text tells none. */
export const publishedLink = ({
  text,
}: Reading): { readonly facts: KnownFacts; readonly places: readonly Place[] } | null => {
  for (const { 1: outer = '', 2: inner = '', index } of text.matchAll(PUBLISHED)) {
    if (outer === inner) continue;
    const from = index + 10;
    const used = matching()`(?<!localhost|127\.0\.0\.1|0\.0\.0\.0):${outer}\b(?!:)`.exec(text.slice(from));
    if (used === null) continue;
    const at = { path: 'the text', line: 1, column: 1 };
    const published = [{ host: Number(outer), container: Number(inner), at, address: null }];
    return {
      facts: sampleSent({
        ...{ host: 'receiver', port: Number(outer), published, containerPort: Number(inner) },
        to: sampleEnd({ label: 'the container of the receiver' }),
      }),
      places: [
        { start: index + 1, end: index + 1 + outer.length + 1 + inner.length },
        { start: from + used.index, end: from + used.index + used[0].length },
      ],
    };
  }
  return null;
};
