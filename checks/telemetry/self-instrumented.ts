import { suppressionFixes } from '../../src/findings/remedies/suppression.ts';
import { countOf, shareOf, spanEvidence, sumOf } from '../../src/findings/telemetry-reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { ExporterSpanGroup, ServiceFact } from '../../src/model/telemetry.ts';
import { sampleSpan } from '../../src/samples/telemetry.ts';
import { grouped } from '../../src/text/grouped.ts';

/** A Collector or gateway passes the telemetry of others on, and may trace that: it has server spans for the same paths. */
const passesOn = (service: ServiceFact, groups: readonly ExporterSpanGroup[]): boolean =>
  groups.some(({ sample }) => sample.kind === 'server') ||
  (service.kinds.server > 0 && /^(otelcol|otel-collector|alloy)\b/.test(service.name ?? ''));

const example: ExporterSpanGroup = {
  scope: 'opentelemetry.instrumentation.requests',
  library: true,
  called: 'POST http://localhost:4318/v1/traces',
  count: 6,
  failed: 2,
  sample: sampleSpan({ name: 'POST', kind: 'client', scope: 'opentelemetry.instrumentation.requests' }),
};

export default defineCheck({
  id: 'telemetry/self-instrumented',
  title: 'The exporter traces itself',
  severity: 'error',
  rank: 5,
  why: `The instrumentation of the HTTP or gRPC client also records the requests by which the exporter sends the spans. Each export makes
new spans, which have to be exported, which makes new spans: an application at rest sends for ever, and the backend fills with
\`POST /v1/traces\`. At start-up such spans often end with a refused connection.

Leave the requests of the exporter out of the instrumentation.`,
  advice: {
    title: "Leave the exporter's own requests out",
    text: 'Ignore the endpoint in the instrumentation of the HTTP client.',
  },
  needs: ['service', 'exporterSpans'],
  example: { exporterSpans: { groups: [example], spans: 12 } },
  run: ({ service, exporterSpans }) => {
    const groups = exporterSpans.groups
      .filter(({ sample }) => sample.kind === 'client')
      .sort((a, b) => b.count - a.count);
    if (groups.length === 0) return undefined;
    const total = sumOf(groups);
    const failed = groups.reduce((sum, group) => sum + group.failed, 0);
    const gateway = passesOn(service, exporterSpans.groups);
    const failing =
      failed === 0
        ? ''
        : ` ${grouped(failed)} of them failed, as those do that are made while the receiver is not there yet.`;
    return {
      summary: `${service.label} traces the requests of its own exporter: ${shareOf(total, exporterSpans.spans, 'span')}`,
      explanation: gateway
        ? `${service.label} takes telemetry and passes it on, so these may be spans of that work. They repeat with every export all the same.`
        : `${[...new Set(groups.map(({ scope }) => scope))].join(' and ')} records every export as a span, which is exported in turn.${failing}`,
      evidence: groups
        .slice(0, 4)
        .flatMap(({ called, count, failed: bad, sample }) => [
          { label: called, value: `${countOf(count, 'span')}${bad > 0 ? `, ${bad} failed` : ''}` },
          spanEvidence('such as', sample),
        ]),
      fixes: suppressionFixes(service.language, groups),
      ...(gateway ? { severity: 'info' } : {}),
    };
  },
});
