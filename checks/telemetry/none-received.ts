import { silenceFixes } from '../../src/findings/remedies/silence.ts';
import { silenceWords } from '../../src/findings/remedies/silence-words.ts';
import {
  failuresOf,
  otherSignals,
  silenceEvidence,
  silenceOf,
  silenceSeverity,
} from '../../src/findings/silence.ts';
import { countOf, isSender, lengthOf } from '../../src/findings/telemetry-reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { Found } from '../../src/model/finding.ts';
import type { ReceivedFact } from '../../src/model/received.ts';
import { sampleReceived, sampleSilentApplication } from '../../src/samples/telemetry.ts';

/** Applications export every few seconds; before that, silence means nothing. */
const LISTEN_MS = 5_000;

/** Nothing came to a receiver that waits for any application. */
const silentReceiver = (received: ReceivedFact): Found | undefined => {
  const { mode, listenedMs, refusals, spans, metricPoints, logRecords, grpcPort, httpPort } = received;
  const refused = refusals.some(isSender);
  if (mode !== 'listen' || listenedMs < LISTEN_MS || refused) return undefined;
  if (spans + metricPoints + logRecords > 0) return undefined;
  const empty = received.requests > 0;
  return {
    summary: empty ? 'Every export that arrived was empty' : `Nothing arrived in ${lengthOf(listenedMs)}`,
    explanation: empty
      ? 'An application is connected and made nothing that could be sent in this time.'
      : 'No application has sent anything to this receiver: it is not instrumented, or its exporter sends somewhere else.',
    evidence: [
      { label: 'listening', value: `gRPC on port ${grpcPort}, HTTP on port ${httpPort}` },
      { label: 'received', value: `${countOf(received.requests, 'request')}, 0 spans` },
    ],
    fixes: [
      {
        title: 'Point the application here, and let it do something',
        text: `OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:${httpPort} for HTTP, http://localhost:${grpcPort} for gRPC. Inside a container localhost is the container itself.`,
      },
      {
        title: 'Let the doctor start the application',
        command: ['npx', 'otel-doctor', 'run', '--', 'COMMAND'],
      },
    ],
  };
};

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
    const said = failuresOf(messages)[0]?.meaning;
    const words = silenceWords(silence, application, otherSignals(application), said);
    return {
      summary: `${application.name} ${words.summary}`,
      explanation: words.explanation,
      evidence: silenceEvidence(application, messages),
      fixes: silenceFixes(silence, application),
      ...silenceSeverity(silence, application),
    };
  },
});
