import { describe, expect, test } from 'vitest';
import { proveRun } from '../../../src/jobs/run/prove.ts';
import { type RunOptions, type RunResult, run } from '../../../src/jobs/run/run.ts';
import type { TriedFix } from '../../../src/model/finding.ts';
import type { ReportFinding } from '../../../src/model/report.ts';
import { emptyDirectory } from '../../lab/doctor.ts';

const program = `const port = process.env.WORKS && new URL(process.env.OTEL_EXPORTER_OTLP_ENDPOINT).port;
const now = String(Date.now() * 1e6);
const value = (stringValue) => ({ stringValue });
if (port) fetch('http://127.0.0.1:' + port + '/v1/traces', { method: 'POST', headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ resourceSpans: [{ resource: { attributes: [{ key: 'service.name', value: value('shop') }] },
    scopeSpans: [{ scope: { name: 'own' }, spans: [{ traceId: '1'.repeat(32), spanId: '1'.repeat(16), name: 'a', kind: 1,
      startTimeUnixNano: now, endTimeUnixNano: now }] }] }] }) });`;

const options = (change: Partial<RunOptions> = {}): RunOptions => ({
  commands: [
    {
      id: 'a1',
      name: 'node',
      argv: [process.execPath, '-e', program],
      environment: { PATH: process.env.PATH ?? '' },
      driver: false,
    },
  ],
  surroundings: {
    directory: emptyDirectory(),
    sdk: null,
    forward: false,
    terminal: { stdin: false, stdout: false },
    alone: true,
  },
  sdkChosenBy: 'project',
  forMs: null,
  maxSpans: 1_000,
  ...change,
});

const withFix = (result: RunResult, fix: TriedFix): RunResult => {
  const root = result.report.rootCause;
  if (root === null) throw new Error('there is no cause');
  const changed: ReportFinding = { ...root, fixes: [fix] };
  return { ...result, report: { ...result.report, rootCause: changed, findings: [changed] } };
};

const proven = async (fix: TriedFix, change: Partial<RunOptions> = {}) => {
  const first = withFix(await run(options(), {}), fix);
  const { report } = await proveRun(first, options(change), {});
  expect(report.findings[0]).toEqual(report.rootCause);
  expect(report.verdict).toBe('unhealthy');
  return { fix: report.rootCause?.fixes[0], limits: report.limits };
};

describe('starting again', () => {
  test('proves a fix after which the finding is gone', async () => {
    const { fix } = await proven({ title: 'Switch it on', env: { WORKS: 'true' }, proven: false });
    expect(fix).toMatchObject({ proven: true, proof: { traceId: null } });
  });

  test('says so when the finding is still there', async () => {
    const { fix } = await proven({ title: 'Something else', env: { OTHER: 'true' }, proven: false });
    expect(fix).toMatchObject({
      proven: false,
      unproven: 'the commands were started again with it, and the finding is still there',
    });
  });

  test('does not happen without a change of variables that is complete', async () => {
    const text: TriedFix = { title: 'Read', text: 'Think.', proven: false };
    const { fix, limits } = await proven(text);
    expect(fix).toEqual(text);
    expect(limits.join()).toContain('Nothing was tried (--prove)');
    const placeholder: TriedFix = { title: 'Fill in', env: { KEY: 'KEY' }, proven: false, unproven: 'yours' };
    expect((await proven(placeholder)).fix).toEqual(placeholder);
  });

  test('does not happen after the reader has ended the first run', async () => {
    const fix: TriedFix = { title: 'Switch it on', env: { WORKS: 'true' }, proven: false };
    expect((await proven(fix, { isInterrupted: () => true })).fix).toEqual(fix);
  });
});

test('nothing is started after an interruption', async () => {
  const { report, status } = await run(options({ isInterrupted: () => true }), {});
  expect([report.telemetry?.applications, report.verdict, status]).toEqual([[], 'inconclusive', 0]);
});

test('a reader who waits is told for what', async () => {
  const lines: string[] = [];
  const [base] = options().commands;
  if (base === undefined) throw new Error('there is no command');
  const service = {
    ...base,
    id: 'a2',
    name: 'shop',
    argv: [process.execPath, '-e', 'setTimeout(() => {}, 60000)'],
  };
  const driver = { ...base, name: 'load', argv: [process.execPath, '-e', ''], driver: true };
  const environment = { ...base.environment, OTEL_BSP_SCHEDULE_DELAY: '100' };
  const commands = [service, driver].map((command) => ({ ...command, environment }));
  await run({ ...options({ commands }), tell: (line) => void lines.push(line) }, {});
  expect(lines).toEqual([
    'receiving what is sent by shop, load; the report comes at the end (Ctrl-C ends it)',
    'load has ended; the services get 0.6 s for what they have not exported yet',
  ]);
});
