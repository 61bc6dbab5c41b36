import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { splitOrigin } from '../../src/explain/origin.ts';
import { explainText } from '../../src/jobs/explain-text.ts';
import { renderExplanation } from '../../src/report/formats/explain.ts';

const explain = (text: string) => explainText(text, { checks }).explanation;

const services = (text: string): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(explain(text).services.map(({ names, causes }) => [names.join(' '), causes[0]?.code]));

const REFUSED =
  'traces export: Post "http://otel:4318/v1/traces": dial tcp 10.0.0.9:4318: connect: connection refused';
const DENIED = 'Failed to export spans batch code: 401, reason: Unauthorized';
const UNKNOWN = 'otlp: Error: getaddrinfo ENOTFOUND otel-colector';

describe('whose line it is', () => {
  test.each([
    ['web-1  | ready', 'web-1', 'ready'],
    ['shop_web.1.k3j2@node-1    | ready', 'shop_web.1.k3j2@node-1', 'ready'],
    ['[pod/web-7d9c5b-x2v/app]   at f', 'web-7d9c5b-x2v/app', '  at f'],
    ['web-7d9c5b6f4-x2v9k app ready', 'web-7d9c5b6f4-x2v9k/app', 'ready'],
    ['Jan 15 10:00:00 host web[42]: ready', 'web', 'ready'],
    ['2026-01-15T10:00:00+0000 host web[42]: ready', 'web', 'ready'],
    ['{"msg":"ready","service.name":"web"}', 'web', '{"msg":"ready","service.name":"web"}'],
    ['level=info service=web msg=ready', 'web', 'level=info service=web msg=ready'],
  ])('%s', (line, origin, text) => {
    expect(splitOrigin(line)).toMatchObject({ origin, text });
  });

  test.each([
    'ERROR | no connection',
    '| web | ready |',
    '2026-01-15 10:00:00.000 | INFO     | app:main:12 - ready',
    'kubectl logs web | grep otel',
    'the service=web is down',
    'ready',
  ])("%s is nobody's", (line) => {
    expect(splitOrigin(line)).toEqual({ origin: null, text: line, contained: false });
  });
});

describe('several services', () => {
  test('each has its cause, in the order of the log', () => {
    const log = `web-1  | ${REFUSED}\npay-1  | ${DENIED}\ndb-1   | ready to accept connections\n`;
    expect(services(log)).toEqual({ 'web-1': 'network/connection-refused', 'pay-1': 'auth/missing' });
    expect(explain(log).summary).toContain('2 causes');
  });

  test('the same cause stands once', () => {
    const log = `web-1  | ${REFUSED}\npay-1  | ${DENIED}\ncart-1 | ${REFUSED}\n`;
    expect(services(log)).toEqual({ 'web-1 cart-1': 'network/connection-refused', 'pay-1': 'auth/missing' });
  });

  test('what only one of them says is the cause of the text', () => {
    const { services: told, causes } = explain(`web-1  | ${DENIED}\ndb-1   | ready to accept connections\n`);
    expect(told).toEqual([]);
    expect(causes[0]?.code).toBe('auth/missing');
  });

  test('in long logs, by pods, units and fields', () => {
    const noise = Array.from({ length: 90 }, (_, at) => `[pod/db-${at}/db] GET /${at}\n`).join('');
    expect(services(`${noise}[pod/web-1/app] ${UNKNOWN}\n[pod/pay-1/app] ${DENIED}\n`)).toEqual({
      'web-1/app': 'network/dns-failure',
      'pay-1/app': 'auth/missing',
    });
    const json = (service: string, msg: string) =>
      `${JSON.stringify({ level: 'error', 'service.name': service, msg })}\n`;
    expect(services(json('web', UNKNOWN) + json('pay', DENIED))).toEqual({
      web: 'network/dns-failure',
      pay: 'auth/missing',
    });
  });

  test('lines below a line with a name belong to it', () => {
    const log = `{"service":"web","msg":"export failed otel"}\n    at f\nCaused by: java.net.UnknownHostException: otel\n{"service":"pay","msg":"${DENIED}"}\n`;
    expect(services(log)).toMatchObject({ pay: 'auth/missing' });
  });

  test("settings above them are everybody's", () => {
    const log = `OTEL_EXPORTER_OTLP_ENDPOINT=http://otel:4318/v1/traces\nweb-1 | Failed to export batch code: 404, reason: Not Found\npay-1 | ${DENIED}\n`;
    expect(services(log)).toEqual({ 'web-1': 'endpoint/path-doubled', 'pay-1': 'auth/missing' });
  });

  test('stand under their names on the screen', () => {
    const text = renderExplanation(explain(`web-1  | ${REFUSED}\npay-1  | ${DENIED}\n`), {
      columns: 80,
      colour: false,
    });
    expect(text).toMatch(/^web-1:\n1\. network\/connection-refused/m);
    expect(text).toMatch(/^pay-1:\n1\. auth\/missing/m);
  });
});
