import { describe, expect, test } from 'vitest';
import { programOf } from '../../src/processes/program.ts';
import { maskArguments } from '../../src/text/mask-arguments.ts';

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
