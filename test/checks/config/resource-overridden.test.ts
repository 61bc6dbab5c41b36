import resourceOverridden from '../../../checks/config/resource-overridden.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(resourceOverridden, {
  variable: 'OTEL_RESOURCE_ATTRIBUTES',
  otherwise: 'info',
  cause: null,
  otherFailure: refused,
  without: 'Take service.name out of OTEL_RESOURCE_ATTRIBUTES, or unset OTEL_SERVICE_NAME.',
});
