import timeoutSuspicious from '../../../checks/config/timeout-suspicious.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(timeoutSuspicious, {
  variable: 'OTEL_EXPORTER_OTLP_TIMEOUT',
  otherwise: 'warning',
  cause: { timedOut: true, reach: 'secured' },
  otherFailure: refused,
  without: 'Write 10000 for milliseconds',
});
