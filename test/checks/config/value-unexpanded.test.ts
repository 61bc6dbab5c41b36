import valueUnexpanded from '../../../checks/config/value-unexpanded.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(valueUnexpanded, {
  variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  otherwise: 'warning',
  cause: refused,
  otherFailure: null,
  without: 'Define the variable before',
});
