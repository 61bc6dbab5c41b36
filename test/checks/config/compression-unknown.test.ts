import compressionUnknown from '../../../checks/config/compression-unknown.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(compressionUnknown, {
  variable: 'OTEL_EXPORTER_OTLP_COMPRESSION',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'unset',
});
