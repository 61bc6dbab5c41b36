import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLogReader } from '../../../src/launch/log/reader.ts';
import type { MessagesFact } from '../../../src/model/application.ts';
import { LINES } from '../../knowledge/messages/lines.ts';

const read = (...chunks: readonly (Buffer | string)[]): MessagesFact => {
  const reader = createLogReader();
  for (const chunk of chunks) reader.take(chunk, 'stderr');
  reader.end();
  return reader.messages();
};

const only = (fact: MessagesFact) => {
  expect(fact.messages).toHaveLength(1);
  const [message] = fact.messages;
  if (!message) throw new Error('no message');
  return message;
};

const SETTING = 'WARNING:opentelemetry.sdk.trace:Setting attribute on ended span.';

describe('lines', () => {
  test('are counted, and the first of a message is told', () => {
    const fact = read(`hello\n${SETTING}\nworld\n${SETTING}\n`);
    expect(fact.lines).toBe(4);
    expect(only(fact)).toMatchObject({
      id: 'python-ended-attribute',
      sdk: 'python',
      codes: ['telemetry/span-ended-early'],
      count: 2,
      stream: 'stderr',
      line: 2,
      text: SETTING,
    });
  });

  test('of both streams are kept apart', () => {
    const reader = createLogReader();
    reader.take('Setting attribute', 'stdout');
    reader.take('x\n', 'stderr');
    reader.take(' on ended span.\n', 'stdout');
    expect(reader.messages()).toMatchObject({ lines: 2, messages: [{ stream: 'stdout', line: 1 }] });
  });

  test('end in CRLF, or not at all', () => {
    expect(only(read(`${SETTING}\r\n`)).text).toBe(SETTING);
    expect(only(read(SETTING)).text).toBe(SETTING);
    expect(read('')).toEqual({ lines: 0, messages: [] });
  });

  test('are the same however their bytes are cut', () => {
    const bytes = Buffer.from(
      `größe → ok\r\nInvalid attribute value set for key: größe\n{"msg":"${SETTING}"}\n`,
    );
    const whole = read(bytes);
    expect(whole.messages.map(({ id }) => id)).toEqual(['js-attribute-type', 'python-ended-attribute']);
    expect(whole.messages[0]?.captures).toEqual({ key: 'größe' });
    fc.assert(
      fc.property(fc.array(fc.nat({ max: bytes.length }), { maxLength: 12 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        expect(read(...chunks)).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  test('without an end are cut, and the next one is read again', () => {
    const reader = createLogReader();
    for (let round = 0; round < 40; round += 1) reader.take('x'.repeat(16_384), 'stdout');
    reader.take(`${SETTING}\n${SETTING}\n`, 'stdout');
    expect(reader.messages()).toMatchObject({ lines: 2, messages: [{ line: 2, count: 1 }] });
  });

  test('lose their colours', () => {
    expect(
      only(read(`\u001b[33mWARN\u001b[0m Setting attribute \u001b[1mon ended\u001b[0m span.\n`)).text,
    ).toBe('WARN Setting attribute on ended span.');
  });

  test.each([
    ['{"level":"warn","time":1,"msg":"Invalid attribute value set for key: cart"}', 'js-attribute-type'],
    ['{"log":"Invalid attribute value set for key: cart\\n","stream":"stderr"}', 'js-attribute-type'],
    [
      '{"severity":"WARNING","jsonPayload":{"message":"Setting attribute on ended span."}}',
      'python-ended-attribute',
    ],
    [
      '{"level":"error","msg":"Exporting failed. Dropping data.","error":"no more retries left: rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial tcp 10.0.0.5:4317: connect: connection refused\\""}',
      'any-refused',
    ],
    [
      '{"stack":"OTLPExporterError: Not Found\\n    at IncomingMessage","message":"Not Found","name":"OTLPExporterError","code":"404"}',
      'any-http-404',
    ],
    ['{broken "Setting attribute on ended span."}', 'python-ended-attribute'],
  ])('%s', (line, id) => {
    expect(only(read(`${line}\n`)).id).toBe(id);
  });
});

describe('a message that wraps another', () => {
  test('Python: the last line of the traceback tells', () => {
    const message = only(
      read(
        [
          'ERROR:opentelemetry.sdk._shared_internal:Exception while exporting Span.',
          'Traceback (most recent call last):',
          '  File "/app/urllib3/connection.py", line 198, in _new_conn',
          '    sock = connection.create_connection(',
          'ConnectionRefusedError: [Errno 111] Connection refused',
          '',
          'During handling of the above exception, another exception occurred:',
          '',
          'Traceback (most recent call last):',
          '  File "/app/requests/adapters.py", line 644, in send',
          "requests.exceptions.ConnectionError: HTTPConnectionPool(host='collector', port=9999): Max retries exceeded with url: / (Caused by NewConnectionError(': Failed to establish a new connection: [Errno 111] Connection refused'))",
          'INFO:app:next request',
          '',
        ].join('\n'),
      ),
    );
    expect(message).toMatchObject({
      id: 'any-refused',
      sdk: 'python',
      line: 1,
      captures: { signal: 'Span' },
    });
    expect(message.text).toContain('Exception while exporting Span. requests.exceptions.ConnectionError');
  });

  test('Python: an exception of any name, below a line of source code', () => {
    const text = [
      'ERROR:opentelemetry.context:Failed to detach context',
      'Traceback (most recent call last):',
      '  File "/app/shop.py", line 9, in numbers',
      '    raise ValueError(f"Propagator {name} not found. It is either misspelled or not installed.")',
      'GeneratorExit',
      '',
      'During handling of the above exception, another exception occurred:',
      '',
      'Traceback (most recent call last):',
      '  File "/app/opentelemetry/context/__init__.py", line 155, in detach',
      "ValueError: <Token var=<ContextVar name='current_context' default={} at 0x7f> at 0x7e> was created in a different Context",
      '',
    ].join('\n');
    expect(only(read(text))).toMatchObject({ id: 'python-context-other', count: 1, line: 1 });
  });

  test('Java: the cause tells', () => {
    const text = [
      '[otel.javaagent 2026-01-01 10:00:00:000 +0000] [OkHttp http://c:4318/...] ERROR io.opentelemetry.exporter.internal.http.HttpExporter - Failed to export spans. The request could not be executed.',
      'java.io.IOException: canceled',
      '\tat okhttp3.RealCall.execute(RealCall.kt:1)',
      'Caused by: java.net.UnknownHostException: c: Name or service not known',
      '\tat java.base/java.net.Inet6AddressImpl.lookup(Native Method)',
      '\t... 12 more',
      '2026-01-01 10:00:01 INFO app ready',
      '',
    ].join('\n');
    expect(only(read(text))).toMatchObject({ id: 'any-dns', sdk: 'java', codes: ['network/dns-failure'] });
  });

  test('JavaScript: the frame tells what was done to an ended span', () => {
    const ended = (method: string) =>
      [
        'Cannot execute the operation on ended Span {traceId: 7c14ea2b611ef29e85beb331bf55deb7, spanId: 3b91e009521f2634} Error: Operation attempted on ended Span {traceId: 7c14, spanId: 3b91}',
        '    at SpanImpl._isSpanEnded (/app/Span.js:342:27)',
        `    at SpanImpl.${method} (/app/Span.js:81:35)`,
        '    at checkout (/app/shop.js:9:101)',
        '',
      ].join('\n');
    const message = only(read(ended('setAttribute')));
    expect(message).toMatchObject({
      id: 'js-ended-setter',
      captures: { name: 'setAttribute', span: '3b91e009521f2634' },
    });
    const twice = `${ended('end')}checkout 7c14ea2b611ef29e85beb331bf55deb7-3b91e009521f2634 - You can only call end() on a span once.\n`;
    expect(only(read(twice))).toMatchObject({
      id: 'js-ended-twice',
      count: 1,
      captures: { span: 'checkout' },
    });
    expect(only(read(twice.replace(/^ {4}at .*\n/gm, '')))).toMatchObject({ id: 'js-ended-twice' });
  });

  test('without an inner one stands for itself, at the end too', () => {
    expect(only(read('ERROR:x:Exception while exporting Span.\n'))).toMatchObject({
      id: 'python-exception-while-exporting',
    });
    expect(only(read('ERROR:x:Exception while exporting Span.\nGET /x 404 connection refused\n')).id).toBe(
      'python-exception-while-exporting',
    );
  });

  test('a second traceback that nothing chains to it is another matter', () => {
    const trace = (last: string) => `Traceback (most recent call last):\n  File "x"\n${last}\n`;
    const text = `Failed to detach context\n${trace('ValueError: odd')}${trace('ConnectionRefusedError: [Errno 111] Connection refused')}`;
    expect(only(read(text)).id).toBe('python-detach-failed');
  });
});

describe('groups', () => {
  test('count the same message with the same parts', () => {
    const line = (key: string, value: number) =>
      `Dropped ${value} spans because maxQueueSize reached\nInvalid attribute value set for key: ${key}\n`;
    const fact = read(line('a', 1), line('b', 2), line('a', 3));
    expect(fact.messages.map(({ id, captures, count }) => [id, captures.key, count])).toEqual([
      ['js-queue-full', undefined, 3],
      ['js-attribute-type', 'a', 2],
      ['js-attribute-type', 'b', 1],
    ]);
  });

  test('are bounded', () => {
    const lines = Array.from(
      { length: 1_000 },
      (_, index) => `Invalid attribute value set for key: k${index}\n`,
    );
    const fact = read(...lines);
    expect(fact.messages).toHaveLength(200);
    expect(fact.lines).toBe(1_000);
  });

  test('hold short texts without control characters', () => {
    const message = only(
      read(`${'y\u0007 '.repeat(60)}Setting attribute on ended span. ${'z '.repeat(400)}\n`),
    );
    expect(message.text.length).toBeLessThanOrEqual(300);
    expect(message.text).toContain('Setting attribute on ended span.');
    expect(message.text).not.toMatch(/\p{Cc}/u);
  });
});

describe('secrets', () => {
  test.each([
    'Failed to export traces to https://user:very-secret@otlp.example:4317, error code: StatusCode.UNAVAILABLE',
    'OTLPExporterError: Unauthorized https://otlp.example/v1/traces?api-key=very-secret',
    'OTLPExporterError: Unauthorized headers: { authorization: "Basic very-secret" }',
    'OTLPExporterError: Unauthorized {"x-honeycomb-team":"very-secret"}',
    'OTLPExporterError: Unauthorized Authorization: Bearer very-secret',
    'OTLPExporterError: Unauthorized Authorization=Bearer%20very-secret,x=y',
    'OTLPExporterError: Unauthorized OTEL_EXPORTER_OTLP_HEADERS=api-key=very-secret',
    'OTLPExporterError: Unauthorized password=very-secret',
    'missing or empty authorization header; scheme or token does not match: Bearer very-secret',
    'Header format invalid! Header values in environment variables must be URL encoded per the OpenTelemetry Protocol Exporter specification: team very-secret',
    'Header "team" has invalid value (very-secret) and will be ignored',
    'Invalid map property: otel.exporter.otlp.headers=very-secret',
    'Key-Value pair "very-secret" does not contain separator "="',
    '"msg"="parse headers" "error"="missing" "input"="very-secret"',
    "OTEL_EXPORTER_OTLP_ENDPOINT environment variable has an invalid value: 'http//x:very-secret@h'",
    'otlp x509: certificate signed by unknown authority -----BEGIN PRIVATE KEY----- very-secret',
    '{"message":"OTLPExporterError: Unauthorized","config":{"headers":{"api-key":"very-secret"}}}',
  ])('%s', (line) => {
    const fact = read(`${line}\n`);
    expect(fact.messages.length).toBeGreaterThan(0);
    expect(JSON.stringify(fact)).not.toContain('very-secret');
  });
});

test('every message of the catalogue is found in a log', () => {
  for (const [id, line] of LINES) {
    if (line.includes('\n') || line.startsWith('    at ')) continue;
    expect(read(`${line}\n`).messages.map((message) => message.id)).toContain(id);
  }
});

test('anything may be written', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.uint8Array(), fc.constantFrom(...LINES.map(([, line]) => line)))),
      (chunks) => {
        const fact = read(...chunks.map((chunk) => (typeof chunk === 'string' ? chunk : Buffer.from(chunk))));
        expect(fact.messages.length).toBeLessThanOrEqual(200);
      },
    ),
    { numRuns: 200 },
  );
});
