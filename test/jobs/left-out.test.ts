import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/commands/main.ts';
import { keepSoFar } from '../../src/jobs/diagnose/interrupted.ts';
import { CHECK_CODES } from '../../src/model/check-code.ts';
import type { Report } from '../../src/model/report.ts';
import { js } from '../../src/resolve/sdks/js.ts';
import { expectReport } from '../kit/schema.ts';
import { fakeSession } from '../kit/session.ts';
import { temporaryDirectory } from '../lab/ports.ts';

/** The report that a job writes with these flags. */
const reportOf = async (job: readonly string[], flags: readonly string[], end: readonly string[] = []) => {
  const path = join(temporaryDirectory('left-out'), 'report.json');
  const session = fakeSession({
    directory: temporaryDirectory('left-out-work'),
    writeFile: (file, content) => writeFile(file, content),
  });
  await main([...job, ...flags, '--output', path, ...end], session);
  expect(session.err()).not.toContain('otel-doctor:');
  const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
  expectReport(report);
  return report;
};

const scanned = (): string => {
  const directory = temporaryDirectory('left-out-files');
  mkdirSync(join(directory, 'deploy'));
  writeFileSync(
    join(directory, 'deploy', 'compose.yaml'),
    'services:\n  app:\n    image: app\n    environment:\n      OTEL_EXPORTER_OTLP_ENDPOINT: https://otlp.example.com\n',
  );
  return directory;
};

/** Every job that judges, started as a reader would. */
const JOBS: readonly [string, (flags: readonly string[]) => Promise<Report>][] = [
  ['the main job', (flags) => reportOf(['http://127.0.0.1:4318', '--offline'], flags)],
  ['scan', (flags) => reportOf(['scan', scanned()], flags)],
  ['listen', (flags) => reportOf(['listen', '--grpc-port', '0', '--http-port', '0', '--for', '10ms'], flags)],
  ['run', (flags) => reportOf(['run', '--quiet'], flags, ['--', process.execPath, '-e', ''])],
];

const leftOut = ({ checks }: Report): readonly string[] =>
  checks.flatMap(({ code, status, why }) => (status === 'skipped' && why === 'not chosen' ? [code] : []));

describe.each(JOBS)('what %s lists as not chosen', (_, report) => {
  test.each([['config'], ['telemetry'], ['pipeline,tls/required']])('with --skip %s', async (skip) => {
    const names = skip.split(',');
    const expected = CHECK_CODES.filter((code) =>
      names.some((name) => code === name || code.startsWith(`${name}/`)),
    );
    expect(leftOut(await report(['--skip', skip]))).toEqual(expected);
  });

  test('is nothing when nothing is skipped', async () => {
    expect(leftOut(await report([]))).toEqual([]);
  });
});

test('a run that is ended early lists the same', () => {
  const { report } = keepSoFar({
    environment: new Map(),
    sdk: js,
    sdkChosenBy: 'flag',
    signals: ['traces'],
    timeoutMs: null,
    chooses: (code) => !code.startsWith('config/'),
    notes: ['The settings are those of a test.'],
  }).report('SIGINT');
  expectReport(JSON.parse(JSON.stringify(report)));
  expect(report).toMatchObject({ verdict: 'inconclusive', rootCause: null });
  expect(report.limits).toContain('The settings are those of a test.');
  expect(leftOut(report)).toEqual(CHECK_CODES.filter((code) => code.startsWith('config/')));
});
