import type { CollectorFact, CollectorPipeline } from '../../model/collector.ts';
import { componentsOf } from '../../model/collector-reading.ts';
import type { Fix } from '../../model/finding.ts';
import type { Signal } from '../../model/signal.ts';
import { insertFix } from './reading.ts';

/** Exporters and processors that take traces, metrics and logs. */
const EXPORTERS = ['otlp', 'otlp_grpc', 'otlphttp', 'otlp_http', 'debug', 'logging', 'file', 'kafka', 'nop'];
const PROCESSORS = ['memory_limiter', 'resource', 'batch'];

const typeOf = (id: string): string => id.split('/')[0] ?? id;

const otlpIds = (collector: CollectorFact): readonly string[] =>
  componentsOf(collector, 'receiver')
    .filter(({ type }) => type === 'otlp')
    .map(({ id }) => id);

const listed = (
  ids: CollectorPipeline['exporters'],
  known: readonly string[],
  key: 'processors' | 'exporters',
): readonly string[] => {
  const names = ids.map(({ id }) => id).filter((id) => known.includes(typeOf(id)));
  return names.length === 0 ? [] : [`  ${key}: [${names.join(', ')}]`];
};

/** Pipelines for signals, made after one that is there; null where its exporters may not take them. */
export const pipelineFix = (collector: CollectorFact, missing: readonly Signal[]): Fix | null => {
  const otlp = otlpIds(collector);
  const [first] = collector.pipelines;
  const like = collector.pipelines.find(({ receivers }) => receivers.some(({ id }) => otlp.includes(id)));
  const receiver = like?.receivers.find(({ id }) => otlp.includes(id))?.id;
  const exporters = listed(like?.exporters ?? [], EXPORTERS, 'exporters');
  if (first === undefined || like === undefined || receiver === undefined || exporters.length === 0)
    return null;
  const above = first.at.line - 1;
  if (!/^\s*pipelines:\s*$/.test(collector.lines[above] ?? '')) return null;
  const added = missing.flatMap((signal) => [
    `${signal}:`,
    `  receivers: [${receiver}]`,
    ...listed(like.processors, PROCESSORS, 'processors'),
    ...exporters,
  ]);
  return insertFix(
    collector,
    above,
    first.at.column,
    added,
    `Add a pipeline for ${missing.join(' and ')} like that for ${like.id}`,
  );
};
