import proxyInvalid from '../../../checks/config/proxy-invalid.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(proxyInvalid, {
  variable: 'HTTP_PROXY',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'unset',
});
