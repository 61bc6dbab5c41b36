import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AREAS } from '../src/model/check.ts';

/** Writes a new check and its test from templates, then everything that is generated: npm run new -- area/name */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const check = (code: string): string => `import { defineCheck } from '../../src/model/check.ts';
import { answerEvidence, endpointEvidence, failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: '${code}',
  title: 'The failing state of ${code} in a few words',
  severity: 'error',
  why: \`What happens, and why.

What to do about it.\`,
  needs: ['target', 'send'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(599) }),
  },
  run: ({ target, send }) => {
    const failed = failure(send);
    if (failed?.http?.status !== 599) return undefined;
    return {
      summary: \`What is wrong at \${place(target)}, in one sentence\`,
      explanation: 'The cause in a sentence or two.',
      evidence: [endpointEvidence(target), ...answerEvidence(failed)],
      fixes: [{ title: 'What to do', text: 'How to do it.' }],
    };
  },
});
`;

const identifier = (name: string): string =>
  name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const test = (
  code: string,
  name: string,
): string => `import ${identifier(name)} from '../../../checks/${code}.ts';
import { sampleFailure, sampleHttp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

checkTester(${identifier(name)})
  .fires(
    'on the answer that it is about',
    { send: sampleFailure({ reach: 'routed', http: sampleHttp(599, { body: 'why' }) }) },
    { says: 'message: why', fix: 'How to do it' },
  )
  .silent('on what it must not be confused with', {
    send: sampleFailure({ reach: 'routed', http: sampleHttp(500) }),
  });
`;

/** What speaks against a code; null when it can be used. */
const objection = (code: string, paths: readonly string[]): string | null => {
  const [area, name, ...rest] = code.split('/');
  if (name === undefined || rest.length > 0) return 'give the code of the check: area/name';
  if (!AREAS.some((known) => known === area)) return `there is no area "${area}": use ${AREAS.join(', ')}`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    return `"${name}" is no name of a check: words in lower case, joined by hyphens`;
  const existing = paths.find((path) => existsSync(join(root, path)));
  return existing === undefined ? null : `${existing} exists already`;
};

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  process.stdout.write(`${path}\n`);
};

const [code = ''] = process.argv.slice(2);
const paths = { check: `checks/${code}.ts`, test: `test/checks/${code}.test.ts` };
const problem = objection(code, [paths.check, paths.test]);
if (problem === null) {
  write(paths.check, check(code));
  write(paths.test, test(code, code.split('/')[1] ?? ''));
  await import('./generate.ts');
} else {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 2;
}
