import schemeUnsupported from '../../../checks/endpoint/scheme-unsupported.ts';
import { sampleFailure } from '../../../src/model/samples.ts';
import { refused, settingTester, unauthorized, withProblems } from '../../kit/setting-tester.ts';

const VARIABLE = 'OTEL_EXPORTER_OTLP_ENDPOINT';

settingTester(schemeUnsupported, {
  variable: VARIABLE,
  otherwise: 'warning',
  cause: refused,
  otherFailure: unauthorized,
  without: 'Write http:// for a plaintext receiver',
})
  .fires(
    'with http:// in place of grpc://',
    withProblems('endpoint/scheme-unsupported', VARIABLE, {
      shown: 'grpc://localhost:4317',
      detail: 'scheme',
      effect: 'sends-nothing',
    }),
    { says: 'has a scheme that this SDK does not take', fix: { [VARIABLE]: 'http://localhost:4317' } },
  )
  .fires(
    'as a warning where a receiver answered all the same',
    {
      ...withProblems('endpoint/scheme-unsupported', VARIABLE, { effect: 'falls-back' }),
      send: sampleFailure(unauthorized),
    },
    { severity: 'warning' },
  );
