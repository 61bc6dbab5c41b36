import { describe, expect, test } from 'vitest';
import { renderGithub } from '../../../src/report/formats/github.ts';
import { HOSTILE, LARGE, poisoned } from '../poison.ts';
import { inconclusive, REPORTS, scanned, unhealthy } from '../reports.ts';

/** What the runner takes for a command, in the present form and in the older one that may stand anywhere in a line. */
const COMMAND = /^\s*::(\w+)[^\n]*?::|##\[(\w+)/;

const commandsOf = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => {
    const found = COMMAND.exec(line);
    return found === null ? [] : [found[1] ?? found[2] ?? ''];
  });

describe('GitHub annotations', () => {
  test('are one a finding that is no consequence, after the verdict', () => {
    const lines = renderGithub(unhealthy).trimEnd().split('\n');
    expect(lines[0]).toBe(
      'otel-doctor: unhealthy: gRPC is sent to port 4318, which speaks OTLP over HTTP/1.1',
    );
    expect(commandsOf(renderGithub(unhealthy))).toEqual(['error', 'warning']);
    expect(lines).toHaveLength(3);
  });

  test('name the place', () => {
    expect(renderGithub(scanned)).toContain('::error file=deploy/otel config.yaml,line=4,col=9,title=');
  });

  test('escape what would end a property or a message', () => {
    const [first] = scanned.findings;
    const finding = {
      ...(first as NonNullable<typeof first>),
      title: '50%, or: more',
      explanation: '100%\nsure',
      location: { path: 'a,b:c.yaml', line: 1, column: 1 },
    };
    const text = renderGithub({ ...scanned, findings: [finding] });
    expect(text).toContain('file=a%2Cb%3Ac.yaml,line=1,col=1,title=50%25%2C or%3A more (pipeline/');
    expect(text).toContain('100%25%0Asure');
  });

  test('of an inconclusive run are a warning', () => {
    expect(commandsOf(renderGithub(inconclusive))).toEqual(['warning']);
  });

  test.each([...Object.entries(HOSTILE), ['a long text', LARGE]])('do nothing else with %s', (_, text) => {
    for (const report of Object.values(REPORTS)) {
      const own = commandsOf(renderGithub(report));
      expect(commandsOf(renderGithub(poisoned(report, text)))).toEqual(own);
    }
  });
});
