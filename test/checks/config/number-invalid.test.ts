import numberInvalid from '../../../checks/config/number-invalid.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(numberInvalid, {
  variable: 'OTEL_BSP_MAX_QUEUE_SIZE',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'Write a whole number, or unset the variable.',
});
