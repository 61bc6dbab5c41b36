import { collectorName, placeEvidence } from '../../src/findings/collector/reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import { endpointsOf } from '../../src/model/collector-endpoint.ts';
import { intakesOf } from '../../src/model/collector-intake.ts';
import { pipelinesWith } from '../../src/model/collector-reading.ts';
import { isLoopback } from '../../src/model/loopback.ts';
import { sampleCollector, sampleExporter, sampleReceiver } from '../../src/samples/collector.ts';

export default defineCheck({
  id: 'pipeline/exports-to-itself',
  title: 'The Collector sends to its own receiver',
  severity: 'error',
  why: `An exporter whose endpoint is a receiver of the same Collector sends everything round and round: the queues fill up, memory and processor
time with them, and nothing gets to the backend. It happens when the endpoint of an example stands, \`localhost:4317\`, or when the
Collector's own service name is taken for the backend's.

Set the endpoint of the backend.`,
  advice: {
    title: 'Give the exporter the address of the backend',
    text: 'The endpoint under exporters must not be the one under receivers.',
  },
  needs: ['collector'],
  example: {
    collector: sampleCollector({
      components: [sampleReceiver(), sampleExporter({ endpoint: 'localhost:4317', tls: { insecure: true } })],
    }),
  },
  run: ({ collector }) => {
    const intakes = intakesOf(collector);
    const loops = endpointsOf(collector).flatMap(({ exporter, host, port, written, at }) => {
      if (!isLoopback(host) && !collector.names.includes(host)) return [];
      const sent = pipelinesWith(collector, 'exporters', exporter.id).map(({ signal }) => signal);
      const intake = intakes.find(
        (one) =>
          one.port === port &&
          pipelinesWith(collector, 'receivers', one.receiver.id).some(({ signal }) => sent.includes(signal)),
      );
      if (intake === undefined) return [];
      return [
        {
          summary: `The exporter ${exporter.id} sends to ${written}, which is the Collector's own receiver ${intake.receiver.id}`,
          explanation: `${isLoopback(host) ? `${host} is the machine or container that the Collector itself runs on` : `${host} is a name of ${collectorName(collector)}`}, and its receiver takes the same signals in again.`,
          evidence: [
            placeEvidence('exporter', at),
            placeEvidence(`receiver on port ${intake.port}`, intake.at),
          ],
          fixes: [
            {
              title: "Set the backend's endpoint",
              text: `Set endpoint of the exporter ${exporter.id} to the host and port of the backend.`,
            },
          ],
          location: at,
        },
      ];
    });
    return loops;
  },
});
