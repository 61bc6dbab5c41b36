import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { read } from './sources.ts';

const validate = formats
  .default(new Ajv2020({ allErrors: true }))
  .compile(JSON.parse(read('docs/report.schema.json')) as object);

/** Findings come out of checks: each check that found something has failed, that of the root cause among them. */
const expectChecksToHaveFailed = ({ verdict, rootCause, findings, checks }: Report): void => {
  const failed = checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
  const root = verdict === 'unhealthy' ? [rootCause?.code] : [];
  expect(failed, 'the checks that failed').toEqual(
    expect.arrayContaining([...root, ...findings.map(({ code }) => code)]),
  );
};

/** Fails unless a value is a report as the published schema has it, and one that does not contradict itself. */
export const expectReport = (value: unknown): void => {
  validate(value);
  expect((validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)).toEqual(
    [],
  );
  expectChecksToHaveFailed(value as Report);
};
