import resourceAttributesMalformed from '../../../checks/config/resource-attributes-malformed.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(resourceAttributesMalformed, {
  variable: 'OTEL_RESOURCE_ATTRIBUTES',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'Remove empty entries',
});
