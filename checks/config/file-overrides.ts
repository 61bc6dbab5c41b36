import { defineSettingCheck } from '../../src/model/setting-check.ts';

export default defineSettingCheck({
  id: 'config/file-overrides',
  title: 'A configuration file overrides every variable',
  otherwise: 'warning',
  why: `\`OTEL_CONFIG_FILE\` is set: an SDK with declarative configuration reads that file and ignores every other \`OTEL_*\` variable, except where the file refers to it.

Make the change in the file, or unset the variable.`,
  reasons: {
    'replaces-variables': ' names a configuration file, and every other OTEL_* variable is ignored',
  },
  fix: 'Make the change in the file',
  advice: 'Edit the file that the variable names; other OTEL_* variables have no effect while it is set.',
  example: {
    variable: 'OTEL_CONFIG_FILE',
    shown: '/etc/otel.yaml',
    effect: 'ignored',
    detail: 'replaces-variables',
    repaired: null,
  },
});
