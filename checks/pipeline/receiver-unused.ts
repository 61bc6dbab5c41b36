import { placeEvidence } from '../../src/findings/collector/reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import { componentsOf, keysAt, pipelinesWith } from '../../src/model/collector-reading.ts';
import { sampleCollector, sampleComponent, sampleReceiver } from '../../src/samples/collector.ts';

export default defineCheck({
  id: 'pipeline/receiver-unused',
  title: 'A receiver of the Collector is in no pipeline',
  severity: 'warning',
  why: `A receiver that is defined under \`receivers:\` and named by no pipeline is never started. Its port is closed, and whoever sends there is
refused.

Name it under \`receivers:\` of the pipelines of its signals, or take it out.`,
  advice: {
    title: 'Name it in a pipeline',
    text: 'service:\n  pipelines:\n    traces:\n      receivers: [otlp]\n      exporters: [otlp_grpc]',
  },
  needs: ['collector'],
  explains: ['network/connection-refused'],
  example: {
    collector: sampleCollector({
      components: [
        sampleReceiver(),
        sampleComponent('receiver', 'otlp/second', { protocols: { grpc: { endpoint: '0.0.0.0:14317' } } }, 8),
      ],
    }),
  },
  run: ({ collector }) => {
    if (!collector.complete || collector.pipelines.length === 0) return undefined;
    const idle = componentsOf(collector, 'receiver').filter(
      ({ id }) => pipelinesWith(collector, 'receivers', id.trim()).length === 0,
    );
    // Whoever sends OTLP finds nothing when none that takes it is left.
    const needed = componentsOf(collector, 'receiver')
      .filter(({ type }) => type === 'otlp')
      .every((receiver) => idle.includes(receiver));
    const signals = collector.pipelines.map(({ id }) => id).join(', ');
    return idle.map(({ id, type, at, settings }) => ({
      summary: `The receiver ${id} is defined and in no pipeline, so it is never started`,
      explanation: `The pipelines are ${signals}; none of them names ${id} under receivers.`,
      evidence: [
        placeEvidence('receiver', at),
        ...(type === 'otlp'
          ? [{ label: 'protocols', value: keysAt(settings, 'protocols').join(', ') || 'none' }]
          : []),
      ],
      fixes: [
        {
          title: 'Use it in a pipeline',
          text: `Add ${id} to receivers: of a pipeline (${signals}), or take the receiver out.`,
        },
      ],
      location: at,
      // It hurts who sends there; a receiver that nobody names may be left over.
      severity:
        type === 'otlp' && needed && collector.addressed === true ? ('error' as const) : ('warning' as const),
    }));
  },
});
