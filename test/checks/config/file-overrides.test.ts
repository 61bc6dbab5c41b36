import fileOverrides from '../../../checks/config/file-overrides.ts';
import { refused, settingTester, withProblems } from '../../kit/setting-tester.ts';

const FILE = 'OTEL_CONFIG_FILE';
const used = { detail: 'file-used', effect: 'changed', shown: '/etc/otel.yaml' } as const;

settingTester(fileOverrides, {
  variable: FILE,
  otherwise: 'warning',
  cause: null,
  otherFailure: refused,
  without: 'Edit the file',
})
  .fires('as worth knowing where the file is used', withProblems(fileOverrides.id, FILE, used), {
    severity: 'info',
    says: /used instead of every other OTEL_\* variable[\s\S]*\/etc\/otel\.yaml/,
  })
  .fires(
    'as a warning where a variable asks for something else',
    withProblems(
      fileOverrides.id,
      FILE,
      { detail: 'contradicted', variable: 'OTEL_SERVICE_NAME', shown: 'shop' },
      used,
    ),
    { severity: 'warning', says: /OTEL_SERVICE_NAME is set, and the configuration file[\s\S]*shop/ },
  )
  .fires('for the form of before 1.0', withProblems(fileOverrides.id, FILE, { detail: 'former-format' }), {
    severity: 'warning',
    says: 'before 1.0',
  });
