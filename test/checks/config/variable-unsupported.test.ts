import variableUnsupported from '../../../checks/config/variable-unsupported.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(variableUnsupported, {
  variable: 'OTEL_EXPORTER_OTLP_INSECURE',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'this setting is made in code',
});
