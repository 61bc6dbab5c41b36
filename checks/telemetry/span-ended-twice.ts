import { END_ONCE, remedyFixes } from '../../src/findings/remedies/lifecycle.ts';
import {
  languageOf,
  messageEvidence,
  messagesChiefly,
  spanEvidence,
  sumOf,
  timesOf,
} from '../../src/findings/telemetry-reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleMessage } from '../../src/samples/telemetry.ts';

const CODE = 'telemetry/span-ended-twice';

export default defineCheck({
  id: 'telemetry/span-ended-twice',
  title: 'A span is ended twice',
  severity: 'warning',
  why: `The SDK was told to end a span that had ended already. The second end is ignored, so the span has the time of the first one, which
may be too early. Usually a block ends the span by itself (\`with\`, \`using\`, \`defer\`) and a call of \`end\` stands inside it, or
two callbacks both end it.

End it in one place.`,
  advice: { title: 'End the span in one place', text: 'Leave out end() where a block ends it.' },
  needs: ['messages'],
  uses: ['service', 'lifecycle'],
  example: {
    messages: {
      messages: [
        sampleMessage({
          id: 'python-end-on-ended-span',
          codes: [CODE],
          meaning: 'end was called on a span that had ended',
          text: 'Calling end() on an ended span.',
          captures: {},
        }),
      ],
      lines: 120,
    },
  },
  run: ({ messages, service, lifecycle }) => {
    const told = messagesChiefly(messages, CODE);
    if (told.length === 0) return undefined;
    const name = told.find(({ captures }) => captures.span)?.captures.span;
    const twice = lifecycle?.duplicates?.changed ? lifecycle.duplicates : null;
    return {
      summary: `${service?.label ?? 'The application'} ends ${name ? `the span "${name}"` : 'a span'} that has ended already`,
      explanation: `The SDK wrote so ${timesOf(sumOf(told))}. It keeps the first end, so such a span is shorter than the work it stands for when the second end was the right one.`,
      evidence: [
        ...told.slice(0, 3).map(messageEvidence),
        ...(twice === null ? [] : [spanEvidence('arrived again with another end', twice.sample)]),
      ],
      fixes: remedyFixes(languageOf(service, told), END_ONCE),
    };
  },
});
