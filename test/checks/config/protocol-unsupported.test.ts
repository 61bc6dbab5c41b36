import protocolUnsupported from '../../../checks/config/protocol-unsupported.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(protocolUnsupported, {
  variable: 'OTEL_EXPORTER_OTLP_PROTOCOL',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'Set it to http/protobuf.',
});
