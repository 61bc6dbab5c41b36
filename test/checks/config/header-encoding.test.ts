import headerEncoding from '../../../checks/config/header-encoding.ts';
import { sampleFailure, sampleGrpc } from '../../../src/samples/facts.ts';
import { refused, settingTester, unauthorized, withProblems } from '../../kit/setting-tester.ts';

settingTester(headerEncoding, {
  variable: 'OTEL_EXPORTER_OTLP_HEADERS',
  otherwise: 'warning',
  cause: unauthorized,
  otherFailure: refused,
  without: 'Percent-encode + as %2B',
}).fires(
  'as an error where gRPC refuses the credential',
  {
    ...withProblems('config/header-encoding', 'OTEL_EXPORTER_OTLP_HEADERS', { effect: 'changed' }),
    send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(16) }),
  },
  { severity: 'error', says: 'sends something else than what is written' },
);
