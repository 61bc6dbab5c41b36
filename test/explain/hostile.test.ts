import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { explainText } from '../../src/jobs/explain-text.ts';
import { renderExplanation } from '../../src/report/formats/explain.ts';

const MIB = 1024 * 1024;
const line = 'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317 Failed to export spans: connection refused\n';

describe('hostile text', () => {
  test.each([
    ['nothing but one long line', 'x'.repeat(4 * MIB)],
    ['lines without end', line.repeat(40_000)],
    [
      'different lines without end',
      Array.from(
        { length: 60_000 },
        (_, index) => `otlp ${'abcdefgh'[index % 8]}${index.toString(36)} export failed`,
      ).join('\n'),
    ],
    ['blanks', ' '.repeat(2 * MIB)],
    ['line breaks', '\n'.repeat(2 * MIB)],
    ['quotes', `OTEL_EXPORTER_OTLP_HEADERS=${'"'.repeat(MIB)}`],
    ['braces', '{'.repeat(MIB)],
    ['nested JSON', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['control characters', `\u0000\u0007\u009b\u202e otlp refused \u001b]0;title\u0007`.repeat(1_000)],
    ['equals signs', `OTEL_RESOURCE_ATTRIBUTES=${'a='.repeat(100_000)}`],
    ['colons', `endpoint: ${'http:'.repeat(100_000)}`],
  ])('%s is answered', (_, text) => {
    const { explanation } = explainText(text, { checks });
    expect(['found', 'inconclusive']).toContain(explanation.verdict);
    const shown = renderExplanation(explanation, { columns: 80, colour: false });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal would act on
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(Math.max(...shown.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  test('the cause stands in the last of many lines', () => {
    const text = `${'GET /health 200\n'.repeat(50_000)}tls: first record does not look like a TLS handshake (otlp exporter)`;
    const { causes } = explainText(text, { checks }).explanation;
    expect(causes[0]?.code).toBe('tls/plaintext-server');
    expect(causes[0]?.evidence[0]?.line).toBe(50_001);
  });
});
