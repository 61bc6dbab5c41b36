import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/file-overrides',
  title: 'A configuration file overrides every variable',
  verbatim: true,
  otherwise: 'warning',
  why: `\`OTEL_CONFIG_FILE\` is set: an SDK with declarative configuration reads that file and ignores every other \`OTEL_*\` variable, except where the file refers to it. It is a warning where variables ask for something else than the file, or where the file could not be followed.

Make the change in the file, or unset the variable.`,
  reasons: {
    'replaces-variables': ' names a configuration file, and every other OTEL_* variable is ignored',
    'file-used': ' names a configuration file, which is used instead of every other OTEL_* variable',
    'former-format':
      ' names a configuration file in the form of before 1.0, which SDKs of the stable form refuse',
    contradicted: ' is set, and the configuration file, which alone counts, says something else',
  },
  mild: ['file-used'],
  means: {
    'replaces-variables': 'Which values count was not followed into the file.',
    'file-used': 'Their values count only where the file refers to them.',
    'former-format': 'It was read all the same, and every other OTEL_* variable is ignored.',
  },
  fix: 'Make the change in the file',
  advice: 'Edit the file that OTEL_CONFIG_FILE names; other OTEL_* variables have no effect while it is set.',
  example: {
    variable: 'OTEL_CONFIG_FILE',
    shown: '/etc/otel.yaml',
    effect: 'ignored',
    detail: 'replaces-variables',
    repaired: null,
  },
});
