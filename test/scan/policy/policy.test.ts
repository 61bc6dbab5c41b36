import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { main } from '../../../src/commands/main.ts';
import type { Report } from '../../../src/model/report.ts';
import { expectReport } from '../../kit/schema.ts';
import { fakeSession } from '../../kit/session.ts';
import { temporaryDirectory } from '../../lab/ports.ts';

let directory = '';
const ENV = 'OTEL_SERVICE_NAME=shop\nOTEL_TRACES_EXPORTER=none\nOTEL_TRACES_SAMPLER=always_onn\n';

beforeEach(() => {
  directory = temporaryDirectory('policy');
  mkdirSync(join(directory, '.git'));
  mkdirSync(join(directory, 'deploy'));
  put('deploy/.env', ENV);
});

const put = (name: string, text: string): void => writeFileSync(join(directory, name), text);

const run = async (...words: readonly string[]) => {
  const session = fakeSession({ columns: 200 });
  await main(['scan', join(directory, 'deploy'), ...words], session);
  return session;
};

const reportOf = async (...words: readonly string[]): Promise<Report> => {
  const report = JSON.parse((await run('--format', 'json', ...words)).out()) as Report;
  expectReport(report);
  return report;
};

const codes = ({ findings }: Report): readonly string[] => findings.map(({ code }) => code).sort();

const accepted = ({ suppressed = [] }: Report): readonly string[] =>
  suppressed.map(({ code, suppressedBy }) => `${code} ${suppressedBy.kind} ${suppressedBy.reason}`);

const NONE = '- {code: config/exporter-none, reason: sends nothing on purpose}';

test('a suppression of the repository hides a finding, and every format counts it', async () => {
  expect(codes(await reportOf())).toEqual(['config/exporter-none', 'config/sampler-invalid']);
  put('.otel-doctor.yaml', `suppressions:\n  ${NONE}\n`);
  const report = await reportOf();
  expect(codes(report)).toEqual(['config/sampler-invalid']);
  expect(accepted(report)).toEqual(['config/exporter-none policy sends nothing on purpose']);
  expect(report.suppressed?.[0]?.suppressedBy.place).toBe(`${join(directory, '.otel-doctor.yaml')}:2`);
  for (const format of ['text', 'short', 'markdown', 'html', 'github'])
    expect((await run('--format', format)).out()).toContain('1 accepted finding is left out');
  expect((await run('--format', 'junit')).out()).toContain('<property name="suppressed" value="1"/>');
  const sarif = JSON.parse((await run('--format', 'sarif')).out()) as {
    runs: { results: { ruleId: string; suppressions?: object[] }[] }[];
  };
  expect(sarif.runs[0]?.results.find(({ ruleId }) => ruleId === 'config/exporter-none')).toMatchObject({
    suppressions: [{ kind: 'external', status: 'accepted' }],
  });
});

test.each([
  ['another path', '- {code: config/exporter-none, path: other/**, reason: x}'],
  ['another code', '- {code: tls, reason: x}'],
  ['a day that is over', '- {code: config/exporter-none, reason: x, expires: 2026-11-01}'],
])('a suppression of %s hides nothing', async (_, rule) => {
  put('.otel-doctor.yaml', `suppressions:\n  ${rule}\n`);
  expect(codes(await reportOf())).toContain('config/exporter-none');
});

test('what no longer holds or hides nothing is told', async () => {
  put(
    '.otel-doctor.yaml',
    'suppressions:\n  - {code: tls, reason: x}\n  - {code: config, reason: x, expires: 2020-01-01}\n',
  );
  const session = fakeSession({ columns: 200 });
  await main(['scan', directory, '--format', 'json'], session);
  const { limits } = JSON.parse(session.out()) as Report;
  expect(limits.join('\n')).toContain(
    `The suppression of tls at ${directory}/.otel-doctor.yaml:2 hides nothing`,
  );
  expect(limits.join('\n')).toContain(':3 expired on 2020-01-01: what it hid is told again.');
  // Of what was not scanned nothing is said, nor of checks that took no part.
  expect((await reportOf()).limits.join('\n')).not.toContain('hides nothing');
});

test('a severity is the one that was decided, and the verdict follows it', async () => {
  put('.otel-doctor.yaml', 'severities:\n  config: error\n  config/exporter-none: info\n');
  const report = await reportOf();
  expect(report.findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
    'config/sampler-invalid error',
    'config/exporter-none info',
  ]);
  expect(report.rootCause?.code).toBe('config/sampler-invalid');
  put('.otel-doctor.yaml', 'severities:\n  config: info\n');
  expect((await reportOf()).verdict).toBe('healthy');
});

test('a comment hides the finding of its line', async () => {
  put('deploy/.env', ENV.replace('=none', '=none # otel-doctor: ignore config/exporter-none by design'));
  // The comment of an env file stands on a line of its own.
  put(
    'deploy/.env',
    `# otel-doctor: ignore config/exporter-none by design\n${ENV.slice(ENV.indexOf('\n') + 1)}`,
  );
  const report = await reportOf();
  expect(codes(report)).not.toContain('config/exporter-none');
  expect(accepted(report)).toEqual(['config/exporter-none comment by design']);
});

test('a baseline hides what was there, wherever its lines went, and nothing that is new', async () => {
  const file = join(directory, 'old.json');
  const first = await run('--write-baseline', '--baseline', file);
  expect(first.status()).toBe(0);
  expect(first.out()).toContain('2 findings by the baseline');
  const written = readFileSync(file, 'utf8');
  expect(written).toContain('"path":"deploy/.env"');
  expect(written).not.toContain('always_onn');
  put('deploy/.env', `\n# moved\n${ENV}OTEL_LOGS_EXPORTER=otpl\n`);
  const report = await reportOf('--baseline', file);
  expect(codes(report)).toEqual(['config/exporter-unknown']);
  expect(accepted(report)).toHaveLength(2);
  // A line that was changed is new.
  put('deploy/.env', ENV.replace('always_onn', 'always_of'));
  expect(codes(await reportOf('--baseline', file))).toEqual(['config/sampler-invalid']);
});

test('--write leaves what is accepted as it is', async () => {
  put('.otel-doctor.yaml', `suppressions:\n  ${NONE}\n`);
  await run('--write');
  expect(readFileSync(join(directory, 'deploy/.env'), 'utf8')).toContain('OTEL_TRACES_EXPORTER=none');
});

test.each([
  ['old.json', '{}', / is no baseline of otel-doctor; write it anew with --write-baseline\n$/],
  ['old.json', '{"version":1,"findings":[{"code":"tls"}]}', /: entry 1 lacks code, path, mark or count/],
  ['old.json', '[', / is no baseline/],
  [
    'missing.json',
    null,
    /^otel-doctor: cannot read the baseline .*missing\.json: there is no such file; --write-baseline makes one\n$/,
  ],
])('%s of %j is one line', async (name, text, says) => {
  if (text !== null) put(name, text);
  const session = await run('--baseline', join(directory, name));
  expect(session.status()).toBe(2);
  expect(session.err()).toMatch(says);
});

test('a wrong rule is one line', async () => {
  put('.otel-doctor.yaml', 'supressions: []\n');
  const session = await run();
  expect(session.status()).toBe(2);
  expect(session.err()).toMatch(
    /^otel-doctor: .*\.otel-doctor\.yaml:1:1: this file has no key "supressions"; did you mean suppressions\?\n$/,
  );
});
