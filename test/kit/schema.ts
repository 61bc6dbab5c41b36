import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { read } from './sources.ts';

const validate = formats
  .default(new Ajv2020({ allErrors: true }))
  .compile(JSON.parse(read('docs/report.schema.json')) as object);

/** A root cause comes out of a check: that check has failed, and says so. */
const expectRootToHaveFailed = ({ verdict, rootCause, checks }: Report): void => {
  if (verdict !== 'unhealthy') return;
  const failed = checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
  expect(failed, 'the checks that failed have the root cause').toContain(rootCause?.code);
};

/** Fails unless a value is a report as the published schema has it, and one that does not contradict itself. */
export const expectReport = (value: unknown): void => {
  validate(value);
  expect((validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)).toEqual(
    [],
  );
  expectRootToHaveFailed(value as Report);
};
