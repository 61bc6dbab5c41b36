import sdkDisabled from '../../../checks/config/sdk-disabled.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(sdkDisabled, {
  variable: 'OTEL_SDK_DISABLED',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'unset',
});
