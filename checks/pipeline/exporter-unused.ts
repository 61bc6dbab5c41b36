import { editFix, insertFix, placeEvidence } from '../../src/findings/collector/reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { CollectorComponent, CollectorFact, CollectorPipeline } from '../../src/model/collector.ts';
import { componentsOf, pipelinesWith } from '../../src/model/collector-reading.ts';
import type { Fix } from '../../src/model/finding.ts';
import {
  sampleCollector,
  sampleComponent,
  sampleExporter,
  sampleReceiver,
} from '../../src/samples/collector.ts';

/** Exporters that hand nothing on. */
const IDLE = /^(?:debug|logging|nop)(?:\/|$)/;

const OTLP = /^otlp(?:_?http|_grpc)?$/;

/** The exporter in the list of a pipeline, behind those that are there. */
const addFix = (collector: CollectorFact, { id }: CollectorComponent, pipeline: CollectorPipeline): Fix => {
  const title = `Add ${id} to the exporters of the pipeline ${pipeline.id}`;
  const text = { title, text: `Add ${id} to exporters: of the pipeline ${pipeline.id}.` };
  const last = pipeline.exporters.at(-1);
  if (last === undefined) return text;
  const { line, column } = last.at;
  if (/^\s*- /.test(collector.lines[line] ?? ''))
    return insertFix(collector, line, Math.max(column - 2, 1), [`- ${id}`], title) ?? text;
  return editFix(collector, title, [{ at: last.at, from: last.id, to: `${last.id}, ${id}` }]) ?? text;
};

export default defineCheck({
  id: 'pipeline/exporter-unused',
  title: 'An exporter of the Collector is in no pipeline',
  severity: 'warning',
  why: `An exporter that is defined under \`exporters:\` and named by no pipeline is never used: what the Collector takes in goes to its own log,
or nowhere.

Name it under \`exporters:\` of the pipelines of its signals.`,
  advice: {
    title: 'Name it in a pipeline',
    text: 'service:\n  pipelines:\n    traces:\n      receivers: [otlp]\n      exporters: [otlp_grpc]',
  },
  needs: ['collector'],
  example: {
    collector: sampleCollector({
      components: [sampleReceiver(), sampleExporter(), sampleComponent('exporter', 'debug', null, 17)],
      pipelines: sampleCollector().pipelines.map((pipeline) => ({
        ...pipeline,
        exporters: pipeline.exporters.map(({ at }) => ({ id: 'debug', at })),
      })),
    }),
  },
  run: ({ collector }) => {
    const { complete, pipelines } = collector;
    const named = pipelines.flatMap(({ exporters }) => exporters);
    // Where anything is handed on, another exporter may stand by on purpose.
    if (!complete || named.length === 0 || named.some(({ id }) => !IDLE.test(id))) return undefined;
    const idle = componentsOf(collector, 'exporter').filter(
      ({ id, type }) => OTLP.test(type) && pipelinesWith(collector, 'exporters', id).length === 0,
    );
    return idle.map((exporter) => ({
      summary: `The exporter ${exporter.id} is defined and in no pipeline, so nothing is sent through it`,
      explanation: `The pipelines hand on to ${[...new Set(named.map(({ id }) => id))].join(' and ')} alone, which send nothing.`,
      evidence: [
        placeEvidence('exporter', exporter.at),
        ...pipelines.slice(0, 3).map((pipeline) => placeEvidence(`pipeline ${pipeline.id}`, pipeline.at)),
      ],
      fixes: pipelines.slice(0, 3).map((pipeline) => addFix(collector, exporter, pipeline)),
      location: exporter.at,
    }));
  },
});
