import serviceNameMissing from '../../../checks/config/service-name-missing.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(serviceNameMissing, {
  variable: 'OTEL_SERVICE_NAME',
  otherwise: 'info',
  cause: null,
  otherFailure: refused,
  without: 'Set OTEL_SERVICE_NAME',
});
