import propagatorsInvalid from '../../../checks/config/propagators-invalid.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(propagatorsInvalid, {
  variable: 'OTEL_PROPAGATORS',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'Set it to tracecontext,baggage.',
});
