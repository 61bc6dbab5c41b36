import schemeUnsupported from '../../../checks/endpoint/scheme-unsupported.ts';
import type { Target } from '../../../src/model/target.ts';
import { sampleFailure, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';
import { refused, unauthorized, withProblems } from '../../kit/setting-tester.ts';

const VARIABLE = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const written = (endpoint: string, change: Partial<Target> = {}): Target =>
  sampleTarget({ endpoint, faults: ['invalid'], url: null, host: '', port: 0, ...change });
const { problems } = withProblems('endpoint/scheme-unsupported', VARIABLE, { effect: 'falls-back' }).target;

checkTester(schemeUnsupported)
  .fires(
    'for grpc://',
    { target: written('grpc://localhost:4317'), send: undefined },
    {
      severity: 'error',
      says: 'grpc://localhost:4317',
      fix: { [VARIABLE]: 'http://localhost:4317' },
      fixes: 2,
    },
  )
  .fires(
    'for grpcs://, which means TLS',
    { target: written('grpcs://localhost:4317'), send: undefined },
    { fix: { [VARIABLE]: 'https://localhost:4317' }, fixes: 1 },
  )
  .fires(
    'in words where nothing can be made of it',
    { target: written('unix:/run/otel.sock'), send: undefined },
    { fix: 'http://HOST:PORT' },
  )
  .fires('where the SDK encrypted and got nowhere', {
    target: written('tcp://localhost:4317', { url: 'https://localhost:4317', host: 'localhost', port: 4317 }),
    send: sampleFailure(refused),
  })
  .fires(
    'for what the settings of this SDK say',
    { target: sampleTarget({ endpoint: 'foo://localhost:4318', problems }), send: sampleFailure(refused) },
    { severity: 'error' },
  )
  .fires(
    'mildly where it fell back to what answers',
    {
      target: sampleTarget({ endpoint: 'foo://localhost:4318', problems }),
      send: sampleFailure(unauthorized),
    },
    { severity: 'warning' },
  )
  .silent('where an answer came all the same', {
    target: written('grpc://localhost:4317'),
    send: sampleFailure(unauthorized),
  })
  .silent('where the span arrives', { target: written('grpc://localhost:4317') })
  .silent('for a misspelt http://', { target: written('htp://localhost:4318'), send: undefined });
