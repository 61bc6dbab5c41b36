import { remedyFix } from '../../src/findings/remedies/remedy.ts';
import { sendSoonerFix } from '../../src/findings/remedies/silence.ts';
import { FLUSH_AT_EXIT } from '../../src/findings/remedies/silence-code.ts';
import { silenceWords } from '../../src/findings/remedies/silence-words.ts';
import { otherSignals, silenceEvidence, silenceOf } from '../../src/findings/silence.ts';
import { countOf, messagesAbout } from '../../src/findings/telemetry-reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleReceived, sampleSilentApplication } from '../../src/samples/telemetry.ts';

const CODE = 'telemetry/flushed-at-exit-missing';

export default defineCheck({
  id: 'telemetry/flushed-at-exit-missing',
  title: 'The process ends before its spans are exported',
  severity: 'error',
  rank: 3,
  why: `Spans are exported in batches: the batch processor waits up to 5 seconds. A program that ends sooner takes with it what is still
waiting, unless somebody shuts the SDK down. Scripts, batch jobs, tests and functions lose everything this way, and services
lose their last seconds when they are stopped.

Shut the tracer provider down, or flush it, as the last thing that the program does. A shorter delay
(\`OTEL_BSP_SCHEDULE_DELAY\`) only narrows the gap.`,
  advice: {
    title: 'Flush before the end',
    text: 'Call forceFlush or shutdown of the provider before the process ends or is frozen.',
  },
  needs: ['application', 'received'],
  uses: ['messages'],
  example: {
    application: sampleSilentApplication({ ranMs: 1_200 }),
    received: sampleReceived({ mode: 'run', spans: 0, requests: 0 }),
  },
  run: ({ application, received, messages }) => {
    const lost = messagesAbout(messages, CODE);
    const silent = silenceOf(application, messages) === 'not-flushed';
    if (received.mode !== 'run' || (!silent && lost.length === 0)) return undefined;
    const words = silenceWords('not-flushed', application, otherSignals(application));
    const { spans } = application.received;
    return {
      summary: silent
        ? `${application.name} ${words.summary}`
        : `${application.name} loses spans when it ends`,
      explanation: silent
        ? words.explanation
        : `${countOf(spans, 'span')} arrived, and the log tells that others were made too late: the SDK was shut down or its connection closed while spans were still waiting.`,
      evidence: silenceEvidence(application, messages),
      fixes: [remedyFix(FLUSH_AT_EXIT, application.language), ...(silent ? [sendSoonerFix()] : [])],
    };
  },
});
