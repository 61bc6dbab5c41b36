import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { ROOT } from '../kit/sources.ts';
import { run } from '../lab/process.ts';

const SCHEMAS = join(ROOT, 'test/report/schemas');

/** What xmllint has against a document, by the schema that Jenkins' xUnit plugin reads results with (MIT, its text as pytest's source ships it). */
export const junitProblems = async (xml: string): Promise<string> => {
  const schema = join(SCHEMAS, 'junit-10.xsd');
  const { stderr, exitCode } = await run('xmllint', ['--noout', '--huge', '--schema', schema, '-'], {
    input: xml,
  });
  return exitCode === 0 ? '' : stderr;
};

/** The schema of SARIF 2.1.0 (an OASIS document), as the npm package @microsoft/jest-sarif carries it, without blanks. */
const {
  $schema: _,
  id: __,
  ...schema
} = JSON.parse(readFileSync(join(SCHEMAS, 'sarif-2.1.0.json'), 'utf8')) as Record<string, unknown>;

const validate = formats
  .default(new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }))
  .compile(schema);

/** What is wrong with a SARIF log by its schema. */
export const sarifProblems = (text: string): readonly string[] => {
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};
