import headersMalformed from '../../../checks/config/headers-malformed.ts';
import { sampleFailure, sampleGrpc } from '../../../src/samples/facts.ts';
import { refused, settingTester, unauthorized, withProblems } from '../../kit/setting-tester.ts';

settingTester(headersMalformed, {
  variable: 'OTEL_EXPORTER_OTLP_HEADERS',
  otherwise: 'warning',
  cause: unauthorized,
  otherFailure: refused,
  without: 'Write name=value for each header',
}).fires(
  'as an error where gRPC refuses the credential',
  {
    ...withProblems('config/headers-malformed', 'OTEL_EXPORTER_OTLP_HEADERS', {}),
    send: sampleFailure({ reach: 'routed', grpc: sampleGrpc(16) }),
  },
  { severity: 'error', says: 'This SDK ignores it.' },
);
