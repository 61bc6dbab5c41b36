import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Report } from '../../src/model/report.ts';
import { read } from './sources.ts';

const validate = formats
  .default(new Ajv2020({ allErrors: true }))
  .compile(JSON.parse(read('docs/report.schema.json')) as object);

/** Findings come out of checks: each check that found something has failed, that of the root cause among them. */
const contradictions = ({ verdict, rootCause, findings, checks }: Report): readonly string[] => {
  const failed = checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
  const unfailed = findings.map(({ code }) => code).filter((code) => !failed.includes(code));
  const told = [...new Set(unfailed)].map((code) => `${code} was found, and its check has not failed`);
  if (verdict !== 'unhealthy') return told;
  return rootCause !== null && failed.includes(rootCause.code)
    ? told
    : [...told, 'it is unhealthy, and no check that failed is the root cause'];
};

/** Where a value is no report as the published schema has it, or one that contradicts itself. */
export const reportErrors = (value: unknown): readonly string[] =>
  validate(value)
    ? contradictions(value as Report)
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
