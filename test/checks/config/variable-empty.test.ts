import variableEmpty from '../../../checks/config/variable-empty.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(variableEmpty, {
  variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  otherwise: 'info',
  cause: null,
  otherFailure: refused,
  without: 'Look where the variable is set',
});
