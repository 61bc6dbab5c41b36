import samplerRatio from '../../../checks/config/sampler-ratio.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(samplerRatio, {
  variable: 'OTEL_TRACES_SAMPLER_ARG',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'Set OTEL_TRACES_SAMPLER_ARG to 1.0',
});
