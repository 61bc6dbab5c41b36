import samplerInvalid from '../../../checks/config/sampler-invalid.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(samplerInvalid, {
  variable: 'OTEL_TRACES_SAMPLER_ARG',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'a number from 0 to 1',
});
