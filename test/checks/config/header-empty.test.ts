import headerEmpty from '../../../checks/config/header-empty.ts';
import { refused, settingTester, unauthorized } from '../../kit/setting-tester.ts';

settingTester(headerEmpty, {
  variable: 'OTEL_EXPORTER_OTLP_HEADERS',
  otherwise: 'warning',
  cause: unauthorized,
  otherFailure: refused,
  without: 'Set the variable that fills it in',
});
