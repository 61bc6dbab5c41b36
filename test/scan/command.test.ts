import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/commands/main.ts';
import type { Report } from '../../src/model/report.ts';
import { expectReport } from '../kit/schema.ts';
import { fakeSession } from '../kit/session.ts';
import { temporaryDirectory } from '../lab/ports.ts';

let directory = '';
const ENV = '# telemetry\nOTEL_SERVICE_NAME=shop\nOTEL_TRACES_EXPORTER="none"\n';

beforeEach(() => {
  directory = temporaryDirectory('scan');
  writeFileSync(join(directory, '.env'), ENV);
});

const run = async (...words: readonly string[]) => {
  const session = fakeSession({ columns: 200, writeFile: async (path, text) => writeFileSync(path, text) });
  await main(['scan', ...words], session);
  return session;
};

test('the text names the place, and shows the patch when it is asked to', async () => {
  const session = await run(directory);
  expect(session.status()).toBe(1);
  expect(session.out()).toContain(`${directory}/.env:3:22  error  config/exporter-none`);
  expect(session.out()).toContain('--fix shows the patch');
  expect(session.out()).not.toContain('@@');
  const fixed = await run(directory, '--fix');
  expect(fixed.out()).toContain('-OTEL_TRACES_EXPORTER="none"');
  expect(fixed.out()).toContain('+OTEL_TRACES_EXPORTER="otlp"');
  expect(readFileSync(join(directory, '.env'), 'utf8')).toBe(ENV);
});

test('a finding is told with what is wrong, and then why', async () => {
  mkdirSync(join(directory, 'deploy'));
  writeFileSync(
    join(directory, 'deploy/otel.yaml'),
    'receivers: {otlp: {protocols: {grpc: {}}}}\nexporters: {logging: {}}\nservice:\n  pipelines:\n    traces: {receivers: [otlp], exporters: [logging]}\n',
  );
  writeFileSync(
    join(directory, 'deploy/compose.yaml'),
    'services:\n  collector:\n    image: otel/opentelemetry-collector:0.150.0\n    command: [--config=/o.yaml]\n    volumes: ["./otel.yaml:/o.yaml"]\n',
  );
  const text = (await run(directory)).out();
  expect(text).toMatch(
    /otel\.yaml:2:13 {2}error {2}pipeline\/config-invalid\n {2}The exporter logging .* 0\.111/,
  );
  expect(text).toContain('  The Collector does not start with this configuration.\n');
  // An explanation that begins with the summary says both.
  expect(text.match(/^ {2}OTEL_TRACES_EXPORTER is none: nothing is exported/gm)).toHaveLength(1);
});

test('--write changes the one line and tells of it', async () => {
  const session = await run(directory, '--write');
  expect(session.status()).toBe(0);
  expect(session.out()).toContain('Written');
  expect(readFileSync(join(directory, '.env'), 'utf8')).toBe(ENV.replace('none', 'otlp'));
});

test.each(['json', 'sarif', 'junit', 'markdown', 'html', 'github', 'short'])(
  '%s has the same exit status',
  async (format) => {
    const session = await run(directory, '--format', format);
    expect(session.status()).toBe(1);
    expect(session.out()).toContain('config/exporter-none');
    if (format === 'json') expectReport(JSON.parse(session.out()));
  },
);

test('--output writes reports beside the text', async () => {
  const sarif = join(directory, 'out.sarif');
  const text = join(directory, 'out.txt');
  const session = await run(
    directory,
    '--output',
    sarif,
    '--output',
    join(directory, 'out.json'),
    '--output',
    text,
  );
  expect(session.status()).toBe(1);
  expect(readFileSync(sarif, 'utf8')).toContain('"startLine": 3');
  expect(readFileSync(text, 'utf8')).toContain(`  ${directory}/.env:3:22\n`);
  expectReport(JSON.parse(readFileSync(join(directory, 'out.json'), 'utf8')));
});

test('--skip leaves a check out, and nothing to judge is inconclusive', async () => {
  expect((await run(directory, '--skip', 'config')).status()).toBe(0);
  writeFileSync(join(directory, '.env'), 'A=b\n');
  expect((await run(directory)).status()).toBe(2);
});

test('wrong usage is one line', async () => {
  const session = await run(join(directory, 'missing'));
  expect(session.status()).toBe(2);
  expect(session.err()).toMatch(/^otel-doctor: cannot scan .*missing: there is no such file or directory\n$/);
});

describe('the Collector that is named', () => {
  const config =
    'receivers: {otlp: {protocols: {grpc: {}}}}\nexporters: {logging: {}}\nservice:\n  pipelines:\n    traces: {receivers: [otlp], exporters: [logging]}\n';
  const errorsWith = async (...words: readonly string[]) => {
    const session = await run(join(directory, 'o'), '--format', 'json', ...words);
    const { findings } = JSON.parse(session.out()) as Report;
    return findings.filter(({ severity }) => severity === 'error').map(({ summary }) => summary);
  };

  beforeEach(() => {
    mkdirSync(join(directory, 'o'));
    writeFileSync(join(directory, 'o/otel.yaml'), config);
  });

  test('decides what is there', async () => {
    expect(await errorsWith()).toEqual([]);
    expect(await errorsWith('--collector-version', '0.110.0', '--distribution', 'core')).toEqual([]);
    expect(await errorsWith('--collector-version', 'v0.111')).toEqual([
      'The exporter logging is gone since version 0.111',
    ]);
    expect(await errorsWith('--distribution', 'otlp', '--collector-version', '0.120.0')).toHaveLength(1);
  });

  test('goes before what an image tells, but for Collectors that count on their own', async () => {
    const compose = (image: string) =>
      writeFileSync(
        join(directory, 'o/compose.yaml'),
        `services:\n  c: {image: "${image}", command: [--config=/o.yaml], volumes: ["./otel.yaml:/o.yaml"]}\n`,
      );
    compose('otel/opentelemetry-collector:0.150.0');
    expect(await errorsWith()).toHaveLength(1);
    expect(await errorsWith('--collector-version', '0.100.0')).toEqual([]);
    compose('public.ecr.aws/aws-observability/aws-otel-collector:v0.43.0');
    expect(await errorsWith('--collector-version', '0.150.0')).toEqual([]);
  });

  test.each([
    [
      ['--collector-version', 'latest'],
      /--collector-version takes a release such as 0\.131\.0, not "latest"/,
    ],
    [['--distribution', 'contrb'], /did you mean contrib\?/],
  ])('%j is wrong usage', async (words, says) => {
    const session = await run(directory, ...words);
    expect(session.status()).toBe(2);
    expect(session.err()).toMatch(says);
  });
});
