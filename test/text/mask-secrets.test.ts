import { describe, expect, test } from 'vitest';
import { programOf } from '../../src/processes/program.ts';
import { maskArguments } from '../../src/text/mask-arguments.ts';
import { isSecretName, maskText } from '../../src/text/mask-secrets.ts';

describe('a command line as it may be shown', () => {
  test.each<[string, string[]]>([
    ['an option and its value', ['--token', 'CANARY']],
    ['an option with a value', ['--api-key=CANARY']],
    ['a header', ['--header', 'authorization=Bearer CANARY']],
    ['a header of curl', ['-H', 'x-anything: CANARY']],
    ['a login of curl', ['-u', 'me:CANARY']],
    ['a short password', ['-p', 'CANARY']],
    ['a system property', ['-Dotel.exporter.otlp.headers=api-key=CANARY,b=CANARY']],
    ['a variable of env', ['OTEL_EXPORTER_OTLP_HEADERS=api-key=CANARY']],
    ['a login in a URL', ['http://me:CANARY@host/']],
    ['a password with signs in a URL', ['--endpoint=https://me:a@b/CANARY@host']],
    ['a query', ['https://host/?sig=CANARY&x=CANARY']],
    ['a script', ['-c', 'OTEL_EXPORTER_OTLP_HEADERS="a=CANARY, b=CANARY" exec app']],
    ['a script with a header', ['-c', "curl -H 'Authorization: Bearer CANARY' http://host"]],
    ['JSON', ['{"password": "CANARY one"}']],
    ['a random word', ['exec', 'sk1CANARY0a9b8c7d6e5f4g3h2']],
  ])('hides %s', (_, command) => {
    const shown = maskArguments(['app', ...command]).join(' ');
    expect(shown).not.toContain('CANARY');
    expect(shown).toContain('***');
  });

  test('leaves the rest as it is', () => {
    const command = [
      '/usr/bin/node',
      '--max-old-space-size=512',
      '-p',
      '8080',
      'dist/server.js',
      'http://h:4318',
    ];
    expect(maskArguments(command)).toEqual(command);
  });

  test('takes control characters out and cuts what is long', () => {
    expect(maskArguments(['a\u001b[2Jb', 'word '.repeat(100)])[0]).toBe('a?[2Jb');
    expect(maskArguments(['a', 'word '.repeat(100)])[1]).toHaveLength(203);
  });

  test('is read to its end however long it is, each argument cut to the same size', () => {
    const command = [
      'app',
      'key'.repeat(400_000),
      '-'.repeat(1_000_000),
      '://'.repeat(200_000),
      ' bearer'.repeat(200_000),
    ];
    expect(maskArguments(command).map(({ length }) => length)).toEqual([3, 203, 203, 203, 203]);
  });
});

describe('the program in a few words', () => {
  test.each<[string, string[]]>([
    ['node server.js', ['/usr/bin/node', '--inspect', '/srv/server.js', '--token', 'x']],
    ['python3 -m gunicorn', ['python3', '-m', 'gunicorn', 'app:wsgi']],
    ['java shop.jar', ['/bin/java', '-Xmx1g', '-jar', '/app/shop.jar']],
    ['otelcol', ['./otelcol', '--config', 'c.yaml']],
    ['bash', ['-bash']],
    ['kept', ['nginx: master process /usr/sbin/nginx']],
    ['kept', ['']],
    ['kept', []],
    ['node', ['node', '-e', 'require("./x.js")']],
    ['curl', ['curl', 'https://me:secret@host/a.js']],
  ])('is %s', (program, command) => {
    expect(programOf(command, 'kept')).toBe(program);
  });
});

describe('a line of a log as it may be shown', () => {
  test.each([
    ['a map of Go', 'reason: map[Authorization:[Bearer CANARY7] Host:[h]]'],
    ['a map of Java', '{authorization=[Bearer CANARY7], accept=[*/*]}'],
    ['a scheme that few use', 'Authorization: Splunk CANARY7'],
    ['a scheme that nobody knows', 'authorization: Custom-Scheme CANARY7'],
    ['Digest', 'Authorization: Digest CANARY7'],
    ['an option', 'started with --token CANARY7 and --port 4318'],
    ['an option with a hyphen', 'agent --api-key CANARY7'],
    ['a password', 'login --password CANARY7'],
    ['a cookie', 'Cookie: session=CANARY7; other=CANARY7'],
    ['a cookie that is set', 'Set-Cookie: id=CANARY7; Path=/'],
    ['a connection string', 'Endpoint=sb://x/;SharedAccessKeyName=n;SharedAccessKey=CANARY7'],
    ['a storage account', 'AccountName=n;AccountKey=CANARY7=='],
    ['Application Insights', 'InstrumentationKey=CANARY7;IngestionEndpoint=https://x'],
    ['a short name', 'host=db user=me pwd=CANARY7'],
    ['XML', '<password>CANARY7</password>'],
    ['a quoted token', 'invalid token "CANARY7"'],
    ['a token in prose', 'your api key is CANARY7'],
    ['JSON inside of JSON', '{"body":"{\\"api_key\\":\\"CANARY7\\"}"}'],
    ['headers by any name', 'OTEL_EXPORTER_OTLP_HEADERS=x-team=CANARY7,b=CANARY7'],
    ['headers of a property', '-Dotel.exporter.otlp.headers=x-team=CANARY7'],
    ['a login of curl', 'curl -u alice:CANARY7 http://h'],
    ['a variable', 'OTEL_DSN=CANARY7 DB_PASS=CANARY7 OTEL_SIGNING=CANARY7'],
    ['a key in one line', '-----BEGIN PRIVATE KEY-----\\nCANARY7\\n-----END PRIVATE KEY-----'],
  ])('hides %s', (_, line) => {
    expect(maskText(line)).not.toContain('CANARY7');
  });

  test.each([
    'Failed to export batch code: 401, reason: Unauthorized',
    'dial tcp 127.0.0.1:4317: connect: connection refused',
    'Unexpected token < in JSON at position 0',
    'the token is missing',
    'service.name=checkout deployment.environment=prod',
    'tracer.author=Bob keyboard: yes',
    'Received http2 header with status: 401',
    'OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318',
    'trace 4cc88388c8e56abc2c539a900f37eba1 was sent',
  ])('leaves %s', (line) => {
    expect(maskText(line)).toBe(line);
  });
});

describe('a name', () => {
  test.each([
    'authorization',
    'api-key',
    'x-api-key',
    'OTEL_LICENSE_KEY',
    'OTEL_PASS',
    '--token',
    'DB_PASSWORD',
  ])('%s is that of a secret', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  test.each(['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_SERVICE_NAME', 'passenger', 'service.name', 'PATH'])(
    '%s is not',
    (name) => {
      expect(isSecretName(name)).toBe(false);
    },
  );
});
