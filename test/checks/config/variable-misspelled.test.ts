import variableMisspelled from '../../../checks/config/variable-misspelled.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(variableMisspelled, {
  variable: 'OTEL_EXPORTER_OTLP_ENDPIONT',
  otherwise: 'warning',
  cause: refused,
  otherFailure: null,
  without: 'Rename it',
});
