import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect } from 'vitest';
import { read } from './sources.ts';

const validate = formats
  .default(new Ajv2020({ allErrors: true }))
  .compile(JSON.parse(read('docs/report.schema.json')) as object);

/** Fails unless a value is a report as the published schema has it. */
export const expectReport = (value: unknown): void => {
  validate(value);
  expect((validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)).toEqual(
    [],
  );
};
