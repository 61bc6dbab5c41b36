import exporterUnknown from '../../../checks/config/exporter-unknown.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(exporterUnknown, {
  variable: 'OTEL_TRACES_EXPORTER',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'Set it to otlp and choose the protocol',
});
