import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type CollectorRequest, diagnoseCollector } from '../../../src/jobs/collector/collector.ts';
import type { Report } from '../../../src/model/report.ts';

const directory = fileURLToPath(new URL('../../scan/collector-fixtures/healthy', import.meta.url));

const request: CollectorRequest = {
  ...{ files: [], set: [], exporter: undefined, pid: undefined, merge: false, timeoutMs: null },
  ...{ offline: true, controls: true, only: undefined, skip: undefined },
};

const reportOf = async (file: string, variable: (name: string) => string | undefined): Promise<Report> => {
  const done = await diagnoseCollector(
    { ...request, files: [`${directory}/${file}`] },
    { environment: {}, variable },
  );
  if ('status' in done) throw new Error('it was done elsewhere');
  return done.report;
};

/** A place where one is asked for, else a port, which is a part of a name, too. */
const anything = (name: string): string => (/BACKEND/.test(name) ? 'tempo:4317' : '4317');

it.each(readdirSync(directory).filter((file) => file.endsWith('.yaml')))(
  'nothing keeps %s from sending as far as files tell',
  async (file) => {
    const { findings, rootCause } = await reportOf(file, anything);
    expect(rootCause).toBeNull();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  },
);

it('a variable that is not set here is no more than a warning without a connection', async () => {
  const { rootCause, findings, limits } = await reportOf('minimal.yaml', () => undefined);
  expect(rootCause).toBeNull();
  expect(findings.map(({ code, severity }) => [code, severity])).toContainEqual([
    'pipeline/variable-unset',
    'warning',
  ]);
  expect(limits.join()).toContain('Variables were read from this environment');
});
