import { type OldAttribute, oldAttributes, optIn } from '../../src/findings/remedies/attributes.ts';
import { countOf, timesOf } from '../../src/findings/telemetry-reading.ts';
import { CONVENTIONS_VERSION } from '../../src/knowledge/semantic-conventions.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { Fix } from '../../src/model/finding.ts';
import { sampleSpan } from '../../src/samples/telemetry.ts';

const SHOWN = 10;

/** The application's own code can follow a name that will not change again. */
const isDue = ({ library, changing, to }: OldAttribute): boolean => !library && !changing && to.stable;

const pair = ({ name, to }: OldAttribute): string =>
  `${name} -> ${to.names.length === 0 ? '(no new name)' : to.names.join(', ')}`;

const inCode = (names: readonly OldAttribute[]): Fix => ({
  title: 'Rename them in the code that sets them, then in dashboards and alerts',
  text: [...new Set(names.map(pair))].slice(0, SHOWN).join('\n'),
});

export default defineCheck({
  id: 'telemetry/attribute-name-deprecated',
  title: 'Attributes have names that are no longer used',
  severity: 'warning',
  why: `The semantic conventions renamed many attributes when they became stable: \`http.status_code\` is \`http.response.status_code\` now. Backends build
their views on the new names more and more, so that old ones fall out of them, and one service sends one name and the next another.

Names in your own code can be changed there. Instrumentation libraries switch with \`OTEL_SEMCONV_STABILITY_OPT_IN\` or with a newer release; for
those it is worth knowing, no more.`,
  needs: ['attributes'],
  uses: ['service'],
  example: {
    attributes: {
      names: [
        {
          name: 'http.status_code',
          on: 'span',
          count: 12,
          scope: 'shop',
          library: false,
          sample: sampleSpan({ scope: 'shop', library: false }),
        },
      ],
      omitted: 0,
      dropped: [],
    },
  },
  run: ({ attributes, service }) => {
    const found = oldAttributes(attributes.names);
    const due = found.filter(isDue);
    const listed = [...due, ...found.filter((name) => !isDue(name))];
    const [first] = listed;
    if (first === undefined) return undefined;
    const own = found.filter(({ library }) => !library);
    const libraries = found.filter(({ library }) => library).map(({ name }) => name);
    return {
      summary: `${countOf(new Set(found.map(({ name }) => name)).size, 'attribute name')} of older semantic conventions: ${pair(first)}`,
      explanation: `These names were replaced in the OpenTelemetry semantic conventions (as of ${CONVENTIONS_VERSION}). ${own.length === 0 ? 'Instrumentation libraries set them.' : "The application's own code sets some of them."}`,
      evidence: [
        ...listed.slice(0, SHOWN).map((name) => ({
          label: name.on,
          value: `${pair(name)} (${timesOf(name.count)}${name.scope === '' ? '' : `, ${name.scope}`})`,
        })),
        ...(listed.length > SHOWN ? [{ label: 'more', value: String(listed.length - SHOWN) }] : []),
      ],
      fixes: [
        ...(own.length === 0 ? [] : [inCode(own)]),
        ...(libraries.length === 0 ? [] : [optIn(libraries, service?.language ?? null)]),
      ],
      severity: due.length > 0 ? 'warning' : 'info',
    };
  },
});
