import { describe, expect, test } from 'vitest';
import { renderSarif } from '../../../src/report/formats/sarif.ts';
import { HOSTILE, LARGE, poisoned } from '../poison.ts';
import { sarifProblems } from '../report-schemas.ts';
import { inconclusive, REPORTS, scanned, unhealthy } from '../reports.ts';

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly locations?: readonly object[];
      }[];
      readonly invocations: readonly [{ readonly executionSuccessful: boolean }];
    },
  ];
}

const runOf = (text: string): Log['runs'][0] => (JSON.parse(text) as Log).runs[0];

describe('SARIF keeps to its schema', () => {
  test.each(Object.entries(REPORTS))('for the %s report', (_, report) => {
    expect(sarifProblems(renderSarif(report))).toEqual([]);
  });

  test.each([...Object.entries(HOSTILE), ['a long text', LARGE]])('with %s in every field', (_, text) => {
    for (const report of [unhealthy, scanned]) {
      expect(sarifProblems(renderSarif(poisoned(report, text)))).toEqual([]);
    }
  });

  test('and a wrong document does not', () => {
    expect(sarifProblems('{"version":"2.1.0","runs":[{"results":[{}]}]}')).not.toEqual([]);
  });
});

describe('SARIF', () => {
  test('has a rule for each code and a result for each finding', () => {
    const { tool, results } = runOf(renderSarif(scanned));
    expect(tool.driver.rules.map(({ id }) => id)).toEqual(['pipeline/receiver-bound-to-loopback']);
    expect(results.map(({ ruleIndex, level }) => [ruleIndex, level])).toEqual([
      [0, 'error'],
      [0, 'warning'],
    ]);
  });

  test('names the place as a URI, with line and column', () => {
    expect(runOf(renderSarif(scanned)).results[0]?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'deploy/otel%20config.yaml' },
          region: { startLine: 4, startColumn: 9 },
        },
      },
    ]);
  });

  test('of an inconclusive run says that it did not succeed', () => {
    expect(runOf(renderSarif(inconclusive)).invocations[0].executionSuccessful).toBe(false);
    expect(runOf(renderSarif(unhealthy)).invocations[0].executionSuccessful).toBe(true);
  });
});
