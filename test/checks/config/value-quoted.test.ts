import valueQuoted from '../../../checks/config/value-quoted.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(valueQuoted, {
  variable: 'OTEL_TRACES_SAMPLER',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'Write the value without quotes.',
});
