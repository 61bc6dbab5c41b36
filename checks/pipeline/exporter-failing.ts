import { exporterBehind } from '../../src/findings/exporter-behind.ts';
import { messageEvidence, messagesAbout, sumOf, timesOf } from '../../src/findings/telemetry-reading.ts';
import type { LoggedMessage, MessagesFact } from '../../src/model/application.ts';
import { defineCheck, defineSight } from '../../src/model/check.ts';
import { sampleExporter, sampleHop, sampleHops, sampleSource } from '../../src/samples/facts.ts';
import { sampleMessage } from '../../src/samples/telemetry.ts';

/** What an error of the next hop says stands under the Collector's own line, as a message that any exporter may write. */
const isOfNextHop = ({ id, sdk }: LoggedMessage): boolean =>
  sdk === 'collector' && !id.startsWith('collector-');

const failures = (messages: MessagesFact): readonly LoggedMessage[] => {
  const about = messagesAbout(messages, 'pipeline/exporter-failing');
  return messages.messages.filter((message) => about.includes(message) || isOfNextHop(message));
};

export default defineCheck({
  id: 'pipeline/exporter-failing',
  title: 'The Collector cannot hand on what it takes',
  severity: 'error',
  why: `The Collector took the data and answered with success; what it sends on is refused by the next hop, or the next hop is not reached. It
tries again for a while, keeps what waits in the sending queue, and loses what does not fit. Applications see nothing of it: for
them everything was accepted.

Read the error that stands behind \`Exporting failed\` in the log of the Collector: it is about the endpoint, the certificate or
the credentials of the exporter in its configuration, not about those of the application. Then check that endpoint.`,
  advice: {
    title: 'Look at the error of the exporter',
    text: 'Diagnose the next hop with otel-doctor from where the Collector runs.',
  },
  explains: [
    ...(['pipeline/spans-refused', 'receiver/unavailable', 'receiver/throttled'] as const),
    ...(['receiver/server-error', 'receiver/bad-gateway', 'receiver/timeout'] as const),
  ],
  needs: ['messages'],
  example: {
    messages: {
      messages: [
        sampleMessage({
          id: 'any-refused',
          sdk: 'collector',
          codes: ['network/connection-refused'],
          meaning: 'Nothing listens there',
          text: 'Exporting failed. Will retry the request after interval. dial tcp 10.0.0.5:4317: connect: connection refused',
          captures: { host: '10.0.0.5', port: '4317' },
        }),
      ],
      lines: 120,
    },
  },
  also: [
    defineSight({
      needs: ['hops'],
      example: {
        hops: sampleHops([
          sampleSource({ hops: [sampleHop(), sampleExporter({ sent: 0, sendFailed: 37 })] }),
        ]),
      },
      run: ({ hops }) => exporterBehind(hops),
    }),
  ],
  run: ({ messages }) => {
    const told = failures(messages);
    const [first] = told;
    if (first === undefined) return undefined;
    const full = told.some(({ id }) => id === 'collector-queue-full');
    return {
      summary: 'The Collector cannot hand on what it takes: its next hop fails',
      explanation: `It wrote so ${timesOf(sumOf(told))}. ${full ? 'Its sending queue is full, so that data is lost' : 'It keeps trying, and loses what does not fit into its queue'}; whoever sends to it is not told.`,
      evidence: told.slice(0, 3).map(messageEvidence),
      fixes: [
        {
          title: 'Check where the exporter of the Collector sends',
          text: `${first.meaning}. Compare endpoint, tls and headers of that exporter in the configuration of the Collector with the documentation of the next hop, and try them from where the Collector runs: otel-doctor collector FILE`,
        },
      ],
    };
  },
});
