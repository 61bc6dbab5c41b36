import { type NameFault, nameFault } from '../../src/findings/attribute-naming.ts';
import { countOf, timesOf } from '../../src/findings/telemetry-reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { AttributeName } from '../../src/model/telemetry.ts';
import { sampleSpan } from '../../src/samples/telemetry.ts';

const SHOWN = 8;

type Faulty = AttributeName & NameFault;

/** A name that is seen as it is, blanks and control characters too. */
const row = ({ name, what, on, count }: Faulty) => ({
  label: on,
  value: `${JSON.stringify(name)}: ${what} (${timesOf(count)})`,
});

export default defineCheck({
  id: 'telemetry/attribute-name-invalid',
  title: 'Attribute names break the naming rules',
  severity: 'warning',
  why: `Attribute names are lower-case words in a namespace, joined by dots: \`shop.order.id\`. Names with blanks or control characters cannot be
queried in many backends, a well-known name in other letters is not recognised, and \`otel.\` is reserved. Names without a namespace work, and may meet
those of others one day.

Rename them where your code sets them.`,
  advice: { title: 'Rename the attribute', text: 'Lower-case words joined by dots, such as shop.order.id.' },
  needs: ['attributes'],
  example: {
    attributes: {
      names: [
        {
          name: 'Order ID',
          on: 'span',
          count: 3,
          scope: 'shop',
          library: false,
          sample: sampleSpan({ scope: 'shop', library: false }),
        },
      ],
      omitted: 0,
      dropped: [],
    },
  },
  run: ({ attributes }) => {
    const faulty = attributes.names
      .filter(({ library }) => !library)
      .flatMap((name) => {
        const fault = nameFault(name.name);
        return fault === null ? [] : [{ ...name, ...fault }];
      });
    const listed = [
      ...faulty.filter(({ severity }) => severity === 'warning'),
      ...faulty.filter(({ severity }) => severity === 'info'),
    ];
    const [first] = listed;
    if (first === undefined) return undefined;
    return {
      summary: `${countOf(listed.length, 'attribute name')} against the naming rules: ${JSON.stringify(first.name)}`,
      explanation: `The application's own code sets ${JSON.stringify(first.name)} on ${first.on === 'event' ? 'an event' : `a ${first.on}`}: ${first.what}.`,
      evidence: [
        ...listed.slice(0, SHOWN).map(row),
        ...(listed.length > SHOWN ? [{ label: 'more', value: String(listed.length - SHOWN) }] : []),
      ],
      fixes: [
        {
          title: 'Rename them in the code that sets them',
          text: listed
            .slice(0, SHOWN)
            .map(({ name, instead }) => `${JSON.stringify(name)} -> ${instead}`)
            .join('\n'),
        },
      ],
      severity: first.severity,
    };
  },
});
