import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { MESSAGES } from '../../src/knowledge/messages/index.ts';
import { bestMatch, matchLine } from '../../src/knowledge/messages/match.ts';
import { CAPTURES } from '../../src/knowledge/messages/message.ts';
import { AREAS } from '../../src/model/check.ts';
import { LINES } from './messages/lines.ts';
import { HOSTILE, ORDINARY } from './messages/strangers.ts';

describe('the entries', () => {
  test('have ids that are unique and start with their SDK', () => {
    const ids = MESSAGES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const odd = MESSAGES.filter(
      ({ id, sdk }) => !/^[a-z]+(-[a-z0-9]+)+$/.test(id) || !id.startsWith(sdk === 'client' ? '' : sdk),
    );
    expect(odd.map(({ id }) => id)).toEqual([]);
  });

  test('point to codes that exist', () => {
    const known = new Set(checks.map(({ id }) => id as string));
    const lost = MESSAGES.flatMap(({ id, codes }) =>
      codes.filter((code) => !known.has(code)).map((code) => `${id}: ${code}`),
    );
    expect(lost).toEqual([]);
    expect(
      MESSAGES.flatMap(({ codes }) => codes).every((code) =>
        AREAS.some((area) => code.startsWith(`${area}/`)),
      ),
    ).toBe(true);
    expect(MESSAGES.filter(({ codes }) => new Set(codes).size !== codes.length)).toEqual([]);
  });

  test.each(MESSAGES.map((message) => [message.id, message] as const))('%s is complete', (_, message) => {
    expect(message.meaning).toMatch(/^(?:[A-Z]|gRPC).{15,240}[^.]$/);
    expect(message.source.length).toBeGreaterThan(5);
    expect(message.literals.length).toBeGreaterThan(0);
    expect(
      message.literals.filter((literal) => literal.length < 4 || literal !== literal.toLowerCase()),
    ).toEqual([]);
    expect(message.pattern.flags).not.toMatch(/[gy]/);
    const groups = [...message.pattern.source.matchAll(/\(\?<(\w+)>/g)].map(([, name]) => name);
    expect(groups.filter((name) => !(CAPTURES as readonly (string | undefined)[]).includes(name))).toEqual(
      [],
    );
    expect(message.pattern.source).not.toMatch(/[.\]\w)][*+](?!\?<)(?![^[]*\])/);
  });
});

describe('a real line', () => {
  test('is there for every entry', () => {
    const covered = new Set(LINES.map(([id]) => id));
    expect(MESSAGES.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
  });

  test.each(LINES.map(([id, line, captures = {}]) => ({ id, line, captures })))(
    '$id: $line',
    ({ id, line, captures }) => {
      const inner =
        MESSAGES.find((message) => message.id === id)?.inner === true && line.startsWith('    at ');
      const best = bestMatch(matchLine(line, { inner }));
      expect(best?.message.id).toBe(id);
      expect(best?.captures).toMatchObject(captures);
    },
  );

  test('yields nothing of what the group secret holds', () => {
    const captured = LINES.flatMap(([, line]) =>
      matchLine(line).flatMap(({ captures }) => Object.values(captures)),
    );
    expect(captured.filter((value) => value.includes('very-secret'))).toEqual([]);
  });

  test('is found in a line of the Collector, with its quotes escaped', () => {
    const line =
      '2026-01-01T10:00:00.000Z\tinfo\tinternal/retry_sender.go:133\tExporting failed. Will retry the request after interval.\t{"error": "rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial tcp 10.0.0.5:4317: connect: connection refused\\"", "interval": "5s"}';
    const matches = matchLine(line);
    expect(matches.map(({ message }) => message.id)).toEqual(
      expect.arrayContaining(['collector-export-failed', 'any-refused']),
    );
    expect(bestMatch(matches)?.message.id).toBe('any-refused');
  });
});

describe('ambiguity', () => {
  test.each([
    [
      'Transient error StatusCode.UNAVAILABLE encountered while exporting traces to h:4317, retrying in 1s.',
      'any-grpc-unavailable',
    ],
    [
      'Failed to export traces to h:4317, error code: StatusCode.UNAVAILABLE, error details: failed to connect to all addresses; last error: UNKNOWN: ipv4:127.0.0.1:9: Failed to connect to remote host: Connection refused',
      'any-refused',
    ],
    [
      'Failed to export traces to h:4317, error code: StatusCode.UNAVAILABLE, error details: DNS resolution failed for h:4317',
      'any-dns',
    ],
    [
      '14 UNAVAILABLE: No connection established. Last error: Error: connect ECONNREFUSED ::1:4317. Resolution note: ',
      'any-refused',
    ],
    [
      '14 UNAVAILABLE: No connection established. Last error: write EPROTO wrong version number localhost:4317',
      'any-tls-record-to-plain',
    ],
    [
      'traces export: rpc error: code = Unavailable desc = connection error: desc = "error reading server preface: http2: frame too large, note that the frame header looked like an HTTP/1.1 header"',
      'any-http-answer-to-grpc',
    ],
    [
      'Failed to export spans. Server responded with gRPC status code 2. Error message: transport: FRAME_SIZE_ERROR: 4740180',
      'any-http-answer-to-grpc',
    ],
  ])('%s is %s', (line, id) => {
    expect(bestMatch(matchLine(line))?.message.id).toBe(id);
  });

  test('of two that claim the same words the first is reported', () => {
    const ids = matchLine(
      'client error exporting {failed_connect,[{to_address,{"x",4318}},{inet,[inet],nxdomain}]}',
    ).map(({ message }) => message.id);
    expect(ids[0]).toBe('erlang-dns');
    expect(ids).not.toContain('erlang-refused');
  });
});

describe('a stranger', () => {
  test.each(ORDINARY.map((line) => [line]))('%s', (line) => {
    expect(matchLine(line).map(({ message }) => message.id)).toEqual([]);
  });

  test('there are enough of them', () => {
    expect(new Set(ORDINARY).size).toBeGreaterThanOrEqual(50);
  });

  test.each([
    [
      'Error: connect ECONNREFUSED 127.0.0.1:9\n    at afterConnect (node:net:1)\n    at send (/app/node_modules/@opentelemetry/otlp-exporter-base/build/src/transport.js:1)',
      ['any-refused'],
    ],
    [
      'Error: connect ECONNREFUSED 127.0.0.1:9\n    at patched (/app/node_modules/@opentelemetry/instrumentation-net/build/src/index.js:1)',
      [],
    ],
  ])('below %s stands whose connection it was', (text, expected) => {
    expect(matchLine(text).map(({ message }) => message.id)).toEqual(expected);
  });

  test('common causes count where they are asked for', () => {
    const line = 'Error: connect ECONNREFUSED 127.0.0.1:5432';
    expect(matchLine(line)).toEqual([]);
    expect(matchLine(line, { inner: true })[0]?.message.id).toBe('any-refused');
  });
});

describe('hostile text', () => {
  test.each(HOSTILE.map((text) => [text.slice(0, 60), text] as const))('%s...', (_, text) => {
    expect(Array.isArray(matchLine(text, { inner: true }))).toBe(true);
  });

  test('every pattern gives up on long repetitions of its own beginnings', () => {
    for (const [, line] of LINES) {
      const half = line.slice(0, Math.ceil(line.length * 0.7));
      const repeated = half.repeat(Math.ceil(4_000 / half.length));
      for (const { pattern } of MESSAGES) pattern.test(repeated);
    }
    expect(LINES.length).toBeGreaterThan(MESSAGES.length);
  });

  test('a line beyond the limit is cut', () => {
    const message = 'Setting attribute on ended span.';
    expect(matchLine(`${'x '.repeat(1_000)}${message}`)).toHaveLength(1);
    expect(matchLine(`${'x '.repeat(3_000)}${message}`)).toEqual([]);
  });
});
