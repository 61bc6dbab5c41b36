import exporterNone from '../../../checks/config/exporter-none.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(exporterNone, {
  variable: 'OTEL_TRACES_EXPORTER',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'Set it to otlp.',
});
