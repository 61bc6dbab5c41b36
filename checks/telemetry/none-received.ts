import { silenceFixes } from '../../src/findings/remedies/silence.ts';
import { silenceWords } from '../../src/findings/remedies/silence-words.ts';
import {
  failuresOf,
  otherSignals,
  silenceEvidence,
  silenceOf,
  silenceSeverity,
} from '../../src/findings/silence.ts';
import { silentReceiver } from '../../src/findings/silent-receiver.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleReceived, sampleSilentApplication } from '../../src/samples/telemetry.ts';

export default defineCheck({
  id: 'telemetry/none-received',
  title: 'No telemetry arrives',
  severity: 'error',
  rank: 2,
  atEnd: true,
  why: `The application ran, and nothing of it arrived (or metrics and logs did, and no spans). OpenTelemetry says nothing when it is
not started, switched off or told to send elsewhere.

The doctor looks at the settings first (SDK disabled, exporter, sampler, configuration file), then at the log and the
connections of the process (an endpoint in the code), then at how the command ran: without OpenTelemetry, crashed, or without
anything to record.`,
  advice: {
    title: 'See what the application does',
    text: 'otel-doctor run -- YOUR COMMAND tells settings, log and connections.',
  },
  needs: ['received'],
  uses: ['application', 'messages'],
  example: {
    received: sampleReceived({ mode: 'run', spans: 0, requests: 0 }),
    application: sampleSilentApplication({ instrumented: 'no', instrumentedBy: [] }),
  },
  run: ({ received, application, messages }) => {
    if (application === undefined) return silentReceiver(received);
    const silence = silenceOf(application, messages);
    if (silence === null || silence === 'not-flushed') return undefined;
    const [said] = failuresOf(messages);
    const words = silenceWords(silence, application, otherSignals(application), said?.meaning);
    return {
      summary: `${application.name} ${words.summary}`,
      explanation: words.explanation,
      evidence: silenceEvidence(application, messages),
      fixes: silenceFixes(silence, application, said),
      ...silenceSeverity(silence, application),
    };
  },
});
