import invalid from '../../../checks/endpoint/invalid.ts';
import type { Target } from '../../../src/model/target.ts';
import { sampleTarget } from '../../../src/samples/facts.ts';
import { type CheckTester, checkTester } from '../../kit/check-tester.ts';

const unusable = (endpoint: string, faults: Target['faults'] = ['invalid']): { readonly target: Target } => ({
  target: sampleTarget({ endpoint, faults, url: null, host: '', port: 0 }),
});

/** A mistyped endpoint and what was meant. */
const REPAIRS: readonly (readonly [string, string])[] = [
  ['http//localhost:4318', 'http://localhost:4318'],
  ['htp://localhost:4318', 'http://localhost:4318'],
  ['https:localhost:4318', 'https://localhost:4318'],
  ['http://http://localhost:4318', 'http://localhost:4318'],
  ['https://http://localhost:4318', 'http://localhost:4318'],
  ['http://localhost:4318:4318', 'http://localhost:4318'],
  ['http://local host:4318', 'http://localhost:4318'],
  ['http:\\\\localhost:4318', 'http://localhost:4318'],
  ['grpc://localhost:4317', 'http://localhost:4317'],
  ['grpcs://collector:4317', 'https://collector:4317'],
  ['//localhost:4318', 'http://localhost:4318'],
];

const repairs = (tester: CheckTester): CheckTester =>
  REPAIRS.reduce(
    (cases, [endpoint, meant]) =>
      cases.fires(`repairs ${endpoint}`, unusable(endpoint), {
        says: endpoint,
        fix: { OTEL_EXPORTER_OTLP_ENDPOINT: meant },
        fixes: 1,
      }),
    tester,
  );

repairs(checkTester(invalid))
  .fires('tells how to write a URL where none can be made out', unusable('http://localhost:99999'), {
    fix: 'Set OTEL_EXPORTER_OTLP_ENDPOINT to http://HOST:PORT',
  })
  .fires('does not repair a placeholder', unusable('http://$(HOST):4318'), {
    fix: 'Write the endpoint as a URL',
  })
  .fires(
    'changes the variable that decided',
    {
      target: sampleTarget({
        endpoint: 'http:/localhost:4318/v1/traces',
        endpointBy: { variable: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', perSignal: true, byFlag: false },
        faults: ['invalid'],
        url: null,
      }),
    },
    { fix: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4318/v1/traces' } },
  )
  .silent('when only the scheme is missing', unusable('localhost:4318', ['scheme-missing']))
  .silent('when there are quotes around it', unusable('"http://localhost:4318"', ['quoted']));
