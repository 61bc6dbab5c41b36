import { describe, expect, test } from 'vitest';
import { readProblem } from '../../src/findings/problem.ts';
import { sampleHttp } from '../../src/samples/facts.ts';

const read = (body: string) => readProblem({ http: sampleHttp(422, { body }) });

describe('the error body of a receiver', () => {
  test.each([
    [
      'FastAPI, a header',
      '{"detail":[{"type":"missing","loc":["header","x-mlflow-experiment-id"],"msg":"Field required"}]}',
      { header: 'x-mlflow-experiment-id', field: null, message: 'Field required' },
    ],
    [
      'FastAPI, a field, cut off',
      '{"detail":[{"type":"bad","loc":["body","resourceSpans",0,"scope"],"msg":"Input sho',
      { header: null, field: 'resourceSpans.0.scope', message: null },
    ],
    [
      'MLflow',
      '{"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "No Experiment with id=999 exists"}',
      { code: 'RESOURCE_DOES_NOT_EXIST', message: 'No Experiment with id=999 exists' },
    ],
    [
      'RFC 9457',
      '{"type":"about:blank","title":"Bad \\"tenant\\"","status":400}',
      { code: null, message: 'Bad "tenant"' },
    ],
  ])('%s', (_, body, expected) => {
    expect(read(body)).toMatchObject(expected);
  });

  test('is none where no program wrote it', () => {
    expect(read('<h1>Unprocessable</h1>')).toBeNull();
    expect(readProblem({ http: null })).toBeNull();
  });
});
