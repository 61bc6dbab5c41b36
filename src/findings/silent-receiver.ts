import type { Found } from '../model/finding.ts';
import type { ReceivedFact } from '../model/received.ts';
import { countOf, isSender, lengthOf } from './telemetry-reading.ts';

/** Applications export every few seconds; before that, silence means nothing. */
const LISTEN_MS = 5_000;

/** Nothing came to a receiver that waits for any application. */
export const silentReceiver = (received: ReceivedFact): Found | undefined => {
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
