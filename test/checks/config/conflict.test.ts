import conflict from '../../../checks/config/conflict.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(conflict, {
  variable: 'OTEL_EXPORTER_OTLP_INSECURE',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'unset',
});
