import exporterNotOtlp from '../../../checks/config/exporter-not-otlp.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(exporterNotOtlp, {
  variable: 'OTEL_TRACES_EXPORTER',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'Set it to otlp.',
});
