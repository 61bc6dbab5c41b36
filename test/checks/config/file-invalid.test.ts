import fileInvalid from '../../../checks/config/file-invalid.ts';
import { settingTester, withProblems } from '../../kit/setting-tester.ts';

const FILE = 'OTEL_CONFIG_FILE';

settingTester(fileInvalid, {
  variable: FILE,
  otherwise: 'warning',
  cause: null,
  otherFailure: null,
  without: 'Correct the file',
}).fires(
  'with the place and what is expected there',
  withProblems(fileInvalid.id, FILE, {
    detail: 'format',
    effect: 'does-not-start',
    shown: '/etc/otel.yaml:1:14: file_format has to be "1.x"',
  }),
  { severity: 'error', says: /file_format that SDKs take[\s\S]*\/etc\/otel\.yaml:1:14/ },
);
