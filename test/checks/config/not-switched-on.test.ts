import notSwitchedOn from '../../../checks/config/not-switched-on.ts';
import { refused, settingTester, withProblems } from '../../kit/setting-tester.ts';

settingTester(notSwitchedOn, {
  variable: 'OTEL_DENO',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'Give the program the setting',
}).fires(
  'for a word that does not switch it on',
  withProblems('config/not-switched-on', 'OTEL_DENO', {
    ...{ effect: 'sends-nothing', detail: 'wrong-value', shown: '1', repaired: 'true' },
  }),
  { severity: 'error', says: 'has a value that does not switch it on', fix: { OTEL_DENO: 'true' } },
);
