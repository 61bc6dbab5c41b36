import { placeEvidence } from '../../src/findings/collector/reading.ts';
import { signalsWithoutPipeline } from '../../src/findings/collector/without-pipeline.ts';
import { defineCheck, defineSight } from '../../src/model/check.ts';
import { SIGNALS } from '../../src/model/signal.ts';
import { sampleCollector } from '../../src/samples/collector.ts';
import { sampleEnd, sampleLink } from '../../src/samples/deployment.ts';

const ONLY_LATER = sampleCollector({ pipelines: sampleCollector().pipelines.slice(1) });

export default defineCheck({
  id: 'pipeline/signal-missing',
  title: 'The Collector has no pipeline for a signal',
  severity: 'error',
  why: `A receiver takes in only the signals of the pipelines that name it. What is sent for another signal is refused: OTLP over HTTP with \`404 page not
found\`, gRPC with \`UNIMPLEMENTED: unknown service\`. Many SDKs send logs and metrics too unless they are told not to.

Add a pipeline for the signal with the receiver in it, or set \`OTEL_LOGS_EXPORTER=none\` (or that of the signal) at the sender.`,
  advice: {
    title: 'Add a pipeline for the signal',
    text: 'service:\n  pipelines:\n    metrics:\n      receivers: [otlp]\n      exporters: [otlp_grpc]',
  },
  needs: ['collector'],
  explains: ['receiver/signal-not-enabled', 'protocol/service-unimplemented', 'protocol/path-not-found'],
  example: { collector: ONLY_LATER },
  also: [
    defineSight({
      needs: ['link'],
      example: { link: sampleLink({ to: sampleEnd({ collector: ONLY_LATER }) }) },
      run: ({ link }) =>
        link.to.collector === null
          ? undefined
          : signalsWithoutPipeline(link.to.collector, {
              signals: link.certain,
              wanted: true,
              evidence: [placeEvidence(`${link.host}:${link.port} is set`, link.at)],
              summary: (names, _receiver, many) =>
                `${link.fromLabel} sends ${names} to a Collector that has no pipeline for ${many ? 'them' : 'it'}`,
            }),
    }),
  ],
  run: ({ collector }) =>
    signalsWithoutPipeline(collector, {
      signals: SIGNALS,
      wanted: false,
      evidence: [],
      summary: (names, receiver) =>
        `The Collector takes no ${names} in, for which it has no pipeline with the receiver ${receiver}`,
    }),
});
