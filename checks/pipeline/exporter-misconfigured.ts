import { exitFaults } from '../../src/findings/collector/exits.ts';
import { settingFaults } from '../../src/findings/collector/exporter-faults.ts';
import { placeEvidence } from '../../src/findings/collector/reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { CollectorFact } from '../../src/model/collector.ts';
import type { Found } from '../../src/model/finding.ts';
import { sampleCollector, sampleExporter, sampleReceiver } from '../../src/samples/collector.ts';

/** Exporters that hand nothing on. */
const IDLE = /^(debug|logging|nop)$/;

/** Signals that only reach the Collector's own log. */
const unsent = (collector: CollectorFact): readonly Found[] => {
  const signals = [...new Set(collector.pipelines.map(({ signal }) => signal))];
  return signals.flatMap((signal) => {
    const own = collector.pipelines.filter((pipeline) => pipeline.signal === signal);
    const exporters = own.flatMap((pipeline) => pipeline.exporters);
    const [first] = own;
    if (first === undefined || exporters.length === 0) return [];
    if (!exporters.every(({ id }) => IDLE.test(id.split('/')[0] ?? ''))) return [];
    return [
      {
        summary: `The Collector hands no ${signal} on, it only has ${exporters.map(({ id }) => id).join(' and ')} for them`,
        explanation: `What arrives of ${signal} is written to the Collector's own log or thrown away.`,
        evidence: [placeEvidence(`pipeline ${first.id}`, first.at)],
        fixes: [
          {
            title: 'Add an exporter',
            text: `Add an exporter that reaches your backend to the pipeline ${first.id}.`,
          },
        ],
        location: first.at,
        severity: 'info' as const,
      },
    ];
  });
};

export default defineCheck({
  id: 'pipeline/exporter-misconfigured',
  title: 'An exporter of the Collector cannot deliver',
  severity: 'error',
  why: `The Collector takes telemetry in and loses it on the way out. The exporter \`otlp_grpc\` (formerly \`otlp\`) wants host and port, 4317 as a
rule, without a path, and uses TLS unless \`tls: insecure: true\` says otherwise, also with \`http://\` in front. The exporter \`otlp_http\` (formerly \`otlphttp\`) wants a URL,
port 4318 as a rule, to which it adds \`/v1/traces\` itself; \`traces_endpoint\` is taken as it is. The exporters \`debug\` and \`nop\` hand nothing on.

The Collector's log says what becomes of it, in lines with \`Exporting failed\`.`,
  advice: {
    title: 'Check endpoint and TLS of the exporter',
    text: 'otlp_grpc: host and port 4317, tls: {insecure: true} for plaintext; otlp_http: a URL, port 4318.',
  },
  needs: ['collector'],
  explains: ['receiver/delivery-failed'],
  example: {
    collector: sampleCollector({
      components: [sampleReceiver(), sampleExporter({ endpoint: 'tempo:4318', tls: { insecure: true } })],
    }),
  },
  run: ({ collector }) => [...settingFaults(collector), ...exitFaults(collector), ...unsent(collector)],
});
