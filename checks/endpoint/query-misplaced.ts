import { defineSettingCheck } from '../../src/findings/setting-check.ts';
import { missesReceiver } from '../../src/model/reading.ts';

export default defineSettingCheck({
  id: 'endpoint/query-misplaced',
  title: 'The base endpoint has a query',
  otherwise: 'warning',
  why: `SDKs append \`/v1/traces\` to \`OTEL_EXPORTER_OTLP_ENDPOINT\`. With a query in it the path lands behind the \`?\`
(\`http://host/?key=1/v1/traces\`), or the query is lost; Java refuses to start.

Give the whole URL, query included, in the signal's own variable (\`OTEL_EXPORTER_OTLP_TRACES_ENDPOINT\`), or send the value
as a header.`,
  reasons: { query: ' is a base URL with a query, to which the path of the signal is appended' },
  causes: missesReceiver,
  repair: (shown) => /^\s*(https?:\/\/[^?#]+)\?/i.exec(shown)?.[1] ?? null,
  fix: 'Take the query out of the base URL',
  advice:
    'Set OTEL_EXPORTER_OTLP_TRACES_ENDPOINT (and its siblings) to the whole URL with /v1/traces in front of the ?, or send the value as a header.',
  explains: [
    'endpoint/path-wrong',
    'protocol/path-not-found',
    'protocol/not-otlp',
    'protocol/method-not-allowed',
  ],
  example: {
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    shown: 'http://localhost:4318/?***',
    effect: 'does-not-start',
    detail: 'query',
    repaired: null,
  },
});
