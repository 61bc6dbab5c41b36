import { FEWER_ATTRIBUTES, LIMITS_IN_CODE, raisedLimits } from '../../src/findings/remedies/attributes.ts';
import { remedyFix } from '../../src/findings/remedies/remedy.ts';
import { countOf, spanEvidence } from '../../src/findings/telemetry-reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { DroppedGroup } from '../../src/model/telemetry.ts';
import { sampleSpan } from '../../src/samples/telemetry.ts';

const SHOWN = 5;

const onWhat = ({ on, name }: DroppedGroup): string => (name === '' ? on : `${on} "${name}"`);

const limitText = ({ what, kept }: DroppedGroup): string =>
  kept === 0
    ? `none of the ${what} is left, which a limit of 0 does`
    : `${kept} are left, which is the limit`;

export default defineCheck({
  id: 'telemetry/attribute-dropped',
  title: 'Attributes, events or links are dropped at a limit',
  severity: 'error',
  rank: 10,
  why: `SDKs keep 128 attributes on a span, 128 events and 128 links, and so many attributes on an event, a link or a log record. What is more is
dropped without an error; only a counter in the span tells. Python drops the oldest, most others the newest. A limit of 0 drops everything.

Raise the limit by its variable, or send fewer: values of a loop belong into one array attribute or into log records.`,
  advice: {
    title: 'Raise the limit, or send fewer',
    text: 'OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT and its siblings; put values of a loop into one array.',
  },
  needs: ['attributes'],
  uses: ['service', 'application'],
  example: {
    attributes: {
      names: [],
      omitted: 0,
      dropped: [
        {
          what: 'attributes',
          on: 'span',
          name: 'import',
          scope: 'shop',
          items: 3,
          dropped: 66,
          kept: 128,
          sample: sampleSpan({ name: 'import', kind: 'internal', scope: 'shop', library: false }),
        },
      ],
    },
  },
  run: ({ attributes, service, application }) => {
    const groups = [...attributes.dropped].sort((one, other) => other.dropped - one.dropped);
    const [first] = groups;
    if (first === undefined) return undefined;
    const language = service?.language ?? application?.language ?? null;
    const hasVariables = !application?.configFile && language !== 'webjs';
    const raised = hasVariables ? raisedLimits(groups, language) : null;
    const more = groups.length === 1 ? '' : `, and ${groups.length - 1} more kinds lost something`;
    return {
      summary: `${countOf(first.dropped, first.what.slice(0, -1))} of ${onWhat(first)} ${first.dropped === 1 ? 'was' : 'were'} dropped by the SDK${more}`,
      explanation: `The SDK dropped ${countOf(first.dropped, first.what.slice(0, -1))} on ${countOf(first.items, first.on)}: ${limitText(first)}.${application?.configFile ? ` Limits stand in ${application.configFile.value}, under attribute_limits and limits.` : ''}`,
      evidence: [
        ...groups.slice(0, SHOWN).map((group) => ({
          label: onWhat(group),
          value: `${countOf(group.items, group.on)} lost ${countOf(group.dropped, group.what.slice(0, -1))}, ${limitText(group)}`,
        })),
        ...(first.sample ? [spanEvidence('for example', first.sample)] : []),
      ],
      fixes: [
        ...(raised ? [raised] : []),
        FEWER_ATTRIBUTES,
        ...(first.what === 'attributes' && first.on === 'span' ? [remedyFix(LIMITS_IN_CODE, language)] : []),
      ],
    };
  },
});
