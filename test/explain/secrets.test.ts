import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { explainText } from '../../src/jobs/explain-text.ts';
import { explanationJson, renderExplanation } from '../../src/report/formats/explain.ts';
import { redact } from '../../src/report/redact.ts';

/** Everything that leaves, in both formats. */
const outputOf = (text: string): string => {
  const explained = explainText(text, { checks });
  const explanation = redact(explained.explanation, explained.secretValues);
  return [
    explanationJson(explanation),
    renderExplanation(explanation, { columns: 80, colour: false }),
    renderExplanation(explanation, { columns: 80, colour: true }),
  ].join('\n');
};

const FAILED = 'OTLPExporterError: Unauthorized {"code":"401"} http://collector:4318/v1/traces';

describe('no secret of a pasted text is echoed', () => {
  test.each([
    ['a header in a variable', `OTEL_EXPORTER_OTLP_HEADERS=x-custom=hushhush1 ${FAILED}`],
    ['the second of two', `OTEL_EXPORTER_OTLP_HEADERS=a=b,x-custom=hushhush1\n${FAILED}`],
    ['a bearer token', `OTEL_EXPORTER_OTLP_HEADERS="authorization=Bearer hushhush1"\n${FAILED}`],
    ['an encoded one', `OTEL_EXPORTER_OTLP_HEADERS=authorization=Basic%20hushhush1 ${FAILED}`],
    ['headers of a property', `-Dotel.exporter.otlp.headers=x-custom=hushhush1 ${FAILED}`],
    ['headers of a manifest', `- name: OTEL_EXPORTER_OTLP_HEADERS\n  value: x-custom=hushhush1\n${FAILED}`],
    ['a token of a manifest', `- name: MY_TOKEN\n  value: hushhush1\n${FAILED}`],
    ['headers of a Collector', `exporters:\n  otlphttp:\n    headers:\n      x-custom: hushhush1\n${FAILED}`],
    ['headers in code', `new OTLPTraceExporter({ headers: { 'x-custom': 'hushhush1' } }) ${FAILED}`],
    ['a login in a URL', `OTEL_EXPORTER_OTLP_ENDPOINT=http://me:hushhush1@otel:4318 ${FAILED}`],
    ['a key in a query', `OTEL_EXPORTER_OTLP_ENDPOINT=http://otel:4318/?key=hushhush1 ${FAILED}`],
    ['a password in prose', `the password is hushhush1 and ${FAILED}`],
    ['a header of curl', `curl -H 'x-custom: hushhush1' http://otel:4318/v1/traces ${FAILED}`],
    ['a user of curl', `curl -u me:hushhush1 http://otel:4318/v1/traces ${FAILED}`],
    ['a private key', `-----BEGIN PRIVATE KEY-----\nhushhush1\n-----END PRIVATE KEY-----\n${FAILED}`],
    ['a JSON web token', `eyJhbGciOiJIUzI1NiJ9.hushhush1.sig ${FAILED}`],
    ['a JSON log', `{"msg":"OTLPExporterError 401 Unauthorized","authorization":"hushhush1"}`],
  ])('%s', (_, text) => {
    expect(outputOf(text)).not.toContain('hushhush1');
  });
});
