import type { CollectorFact } from '../../model/collector.ts';
import { componentsOf } from '../../model/collector-reading.ts';
import type { Evidence, Found } from '../../model/finding.ts';
import type { Signal } from '../../model/signal.ts';
import { pipelineFix } from './pipeline-fix.ts';
import { placeEvidence } from './reading.ts';

/** What is sent, and what is said of it where a Collector has no pipeline for a part of it. */
interface SentSignals {
  readonly signals: readonly Signal[];
  /** Somebody sends them for certain, so that a pipeline is what is missing. */
  readonly wanted: boolean;
  readonly evidence: readonly Evidence[];
  summary(names: string, receiver: string, many: boolean): string;
}

/** What a Collector refuses for want of a pipeline that takes OTLP in. */
export const signalsWithoutPipeline = (collector: CollectorFact, sent: SentSignals): Found | undefined => {
  const receivers = componentsOf(collector, 'receiver').filter(({ type }) => type === 'otlp');
  const ids = receivers.map(({ id }) => id);
  const taken = collector.pipelines
    .filter((pipeline) => pipeline.receivers.some(({ id }) => ids.includes(id)))
    .map(({ signal }) => signal);
  const [[first], [receiver]] = [collector.pipelines, receivers];
  const missing = sent.signals.filter((signal) => !taken.includes(signal));
  const [pipeline] = missing;
  if (first === undefined || receiver === undefined || taken.length === 0 || pipeline === undefined)
    return undefined;
  const names = missing.join(' and ');
  const exporters = first.exporters.map(({ id }) => id).join(', ');
  return {
    summary: sent.summary(names, receiver.id, missing.length > 1),
    explanation: `The receiver ${receiver.id} is in pipelines for ${[...new Set(taken)].join(' and ')} only, so it refuses ${names}.`,
    evidence: [
      placeEvidence('pipelines', first.at),
      placeEvidence('receiver', receiver.at),
      ...sent.evidence,
    ],
    fixes: [
      (sent.wanted ? pipelineFix(collector, missing) : null) ?? {
        title: `Add a pipeline for ${names}`,
        text: `Below service: pipelines: add ${pipeline}: with receivers: [${receiver.id}] and exporters: [${exporters}], where the exporter takes ${pipeline}.`,
      },
    ],
    location: first.at,
    severity: sent.wanted ? 'error' : 'info',
  };
};
