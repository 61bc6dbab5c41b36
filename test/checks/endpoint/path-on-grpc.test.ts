import pathOnGrpc from '../../../checks/endpoint/path-on-grpc.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(pathOnGrpc, {
  variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  otherwise: 'info',
  cause: null,
  otherFailure: refused,
  without: 'without a path',
});
