import { collectorName, editFix, placeEvidence, whereText } from '../../src/findings/collector/reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleCollector } from '../../src/samples/collector.ts';

export default defineCheck({
  id: 'pipeline/config-invalid',
  title: 'The Collector cannot use its configuration',
  severity: 'error',
  why: `A Collector reads its whole configuration before it starts, and ends at the first thing that it does not know: a component that is not
built into it, a key that does not exist, a value of the wrong type, a name in a pipeline that nothing is defined for, the same key
twice. Nothing is received then. Some names changed with versions: the exporters \`otlp\` and \`otlphttp\` are called \`otlp_grpc\` and \`otlp_http\`
since 0.144 and go by both names; \`logging\` became \`debug\`, and the exporter \`jaeger\` is gone.

Mend the line that is named. \`otelcol validate --config=FILE\` says what the Collector itself thinks of the file.`,
  advice: {
    title: 'Check the configuration',
    text: 'otelcol validate --config=FILE names the line; the logging exporter is called debug now.',
  },
  needs: ['collector'],
  explains: ['network/connection-refused'],
  example: {
    collector: sampleCollector({
      problems: [
        {
          kind: 'unknown-component',
          severity: 'error',
          at: { path: 'otel-collector.yaml', line: 2, column: 3 },
          says: 'There is no receiver otlphttp; the receiver for OTLP over HTTP and gRPC is called otlp',
          follows: 'The Collector does not start with this configuration.',
          advice: 'Name the receiver otlp and list http: or grpc: below its protocols:',
          edits: [],
        },
      ],
    }),
  },
  run: ({ collector }) =>
    collector.problems.map(({ at, says, follows, advice, edits, severity }) => {
      const patch = editFix(collector, advice, edits);
      return {
        summary: says,
        explanation: follows,
        evidence: [
          placeEvidence('configuration', at),
          ...(collector.image === null
            ? []
            : [{ label: 'read by', value: `${collectorName(collector)}, ${collector.image}` }]),
        ],
        fixes: [patch ?? { title: advice, text: `${advice} (${whereText(at)}).` }],
        location: at,
        severity,
      };
    }),
});
