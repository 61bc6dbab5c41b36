import { componentsOf, placeEvidence } from '../../src/findings/collector/reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { CollectorFact } from '../../src/model/collector.ts';
import { sampleCollector } from '../../src/samples/collector.ts';

const SIGNALS = ['traces', 'metrics', 'logs'] as const;

/** Signals for which a pipeline takes OTLP in. */
const takenIn = ({ pipelines, components }: CollectorFact): readonly string[] => {
  const otlp = components
    .filter(({ kind, type }) => kind === 'receiver' && type === 'otlp')
    .map(({ id }) => id);
  return pipelines
    .filter(({ receivers }) => receivers.some(({ id }) => otlp.includes(id)))
    .map(({ signal }) => signal);
};

export default defineCheck({
  id: 'pipeline/signal-missing',
  title: 'The Collector has no pipeline for a signal',
  severity: 'error',
  why: `A receiver takes in only the signals of the pipelines that name it. What is sent for another signal is refused: OTLP over HTTP with \`404 page not
found\`, gRPC with \`UNIMPLEMENTED: unknown service\`. Many SDKs send logs and metrics too unless they are told not to.

Add a pipeline for the signal with the receiver in it, or set \`OTEL_LOGS_EXPORTER=none\` (or that of the signal) at the sender.`,
  needs: ['collector'],
  uses: ['link'],
  explains: ['receiver/signal-not-enabled', 'protocol/service-unimplemented', 'protocol/path-not-found'],
  example: { collector: sampleCollector({ pipelines: sampleCollector().pipelines.slice(1) }) },
  run: ({ collector, link }) => {
    const [first] = collector.pipelines;
    const [receiver] = componentsOf(collector, 'receiver').filter(({ type }) => type === 'otlp');
    const taken = takenIn(collector);
    if (first === undefined || receiver === undefined || taken.length === 0) return undefined;
    const sent: readonly string[] = link?.signals ?? SIGNALS;
    const missing = sent.filter((signal) => !taken.includes(signal));
    if (missing.length === 0) return undefined;
    const names = missing.join(' and ');
    const [pipeline] = missing;
    const exporters = first.exporters.map(({ id }) => id).join(', ');
    const asked = link !== undefined;
    return [
      {
        summary: asked
          ? `${link.fromLabel} sends ${names} to a Collector that has no pipeline for ${missing.length === 1 ? 'it' : 'them'}`
          : `The Collector takes no ${names} in, for which it has no pipeline with the receiver ${receiver.id}`,
        explanation: `The receiver ${receiver.id} is in pipelines for ${[...new Set(taken)].join(' and ')} only, so it refuses ${names}.`,
        evidence: [
          placeEvidence('pipelines', first.at),
          placeEvidence('receiver', receiver.at),
          ...(asked ? [placeEvidence(`${link.host}:${link.port} is set`, link.at)] : []),
        ],
        fixes: [
          {
            title: `Add a pipeline for ${names}`,
            text: `Below service: pipelines: add ${pipeline}: with receivers: [${receiver.id}] and exporters: [${exporters}], where the exporter takes ${pipeline}.`,
          },
        ],
        location: first.at,
        severity: asked ? ('error' as const) : ('info' as const),
      },
    ];
  },
});
