import protocolUnknown from '../../../checks/config/protocol-unknown.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(protocolUnknown, {
  variable: 'OTEL_EXPORTER_OTLP_PROTOCOL',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'Set it to http/protobuf or grpc.',
});
