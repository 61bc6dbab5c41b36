import samplerOff from '../../../checks/config/sampler-off.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(samplerOff, {
  variable: 'OTEL_TRACES_SAMPLER',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'Set it to parentbased_always_on.',
});
