import type { ExporterSpanGroup } from '../model/telemetry.ts';
import type { Budget } from './budget.ts';
import type { SpanRequest } from './request-shape.ts';
import type { RequestShape, SpanRecord } from './span-record.ts';
import { sampleOf } from './traces/sample.ts';

/** Groups of a service; what is beyond counts into one for all other addresses. */
const GROUP_LIMIT = 200;

const OTHERS = '(other addresses)';

/** Routes of OTLP/HTTP: https://opentelemetry.io/docs/specs/otlp/#otlphttp-request */
const EXPORT_PATH = /\/v1(\/(traces|metrics|logs)|development\/profiles)\/?$/;

const EXPORT_SERVICE = /^opentelemetry\.proto\.collector\./;

const isExport = ({ rpc, path, method }: RequestShape): boolean =>
  rpc !== null
    ? EXPORT_SERVICE.test(rpc)
    : path !== null && (method === null || method === 'POST') && EXPORT_PATH.test(path);

const calledOf = ({ shape: { rpc, method, host, port, path }, scheme }: SpanRequest): string => {
  if (rpc !== null) return rpc;
  const bracketed = host?.includes(':') ? `[${host}]` : host;
  const origin =
    bracketed === null ? '' : `${scheme ?? 'http'}://${bracketed}${port === null ? '' : `:${port}`}`;
  return `${method ?? 'POST'} ${origin}${path}`;
};

/** Spans of one scope about exports to one address. */
export interface ExporterGroup {
  readonly called: string;
  readonly sample: SpanRecord;
  count: number;
  failed: number;
}

/** Spans of one service about the requests of its own exporter. */
export interface ExporterSpans {
  /** Counts a span of a client or a library; its group when it is about an export. */
  observe(span: SpanRecord, request: SpanRequest): ExporterGroup | null;
  groups(): readonly ExporterSpanGroup[];
}

export const createExporterSpans = (budget: Budget): ExporterSpans => {
  const groups = new Map<string, ExporterGroup>();
  const groupOf = (span: SpanRecord, called: string): ExporterGroup => {
    const { scope, kind } = span;
    const known = groups.get(`${kind}\n${scope.name}\n${called}`);
    if (known !== undefined) return known;
    const isFull = groups.size >= GROUP_LIMIT || budget.groups <= 0;
    const key = isFull ? OTHERS : `${kind}\n${scope.name}\n${called}`;
    const group = groups.get(key) ?? { called: isFull ? OTHERS : called, sample: span, count: 0, failed: 0 };
    if (!isFull) budget.groups -= 1;
    groups.set(key, group);
    return group;
  };
  return {
    observe: (span, request) => {
      if (!isExport(request.shape)) return null;
      const group = groupOf(span, calledOf(request));
      group.count += 1;
      if (request.shape.failed) group.failed += 1;
      return group;
    },
    groups: () =>
      [...groups.values()].map(({ called, count, failed, sample }) => ({
        scope: sample.scope.name,
        library: sample.scope.library,
        called,
        count,
        failed,
        sample: sampleOf(sample),
      })),
  };
};
