import fileOverrides from '../../../checks/config/file-overrides.ts';
import { refused, settingTester } from '../../kit/setting-tester.ts';

settingTester(fileOverrides, {
  variable: 'OTEL_CONFIG_FILE',
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'Edit the file',
});
