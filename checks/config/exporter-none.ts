import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/exporter-none',
  title: 'The exporter is switched off',
  otherwise: 'warning',
  why: `\`OTEL_TRACES_EXPORTER=none\` (and its siblings for metrics and logs) makes the SDK record and send nothing of that signal.

Set it to \`otlp\`, or unset it where the SDK exports OTLP by default.`,
  reasons: {
    none: ' is none: nothing is exported',
    'none-of-one': ' is none: that signal is not exported, and another one is',
  },
  mild: ['none-of-one'],
  means: { 'none-of-one': 'What is left out is only what this variable is for.' },
  fix: 'Export OTLP',
  advice: 'Set it to otlp.',
  example: {
    variable: 'OTEL_TRACES_EXPORTER',
    shown: 'none',
    effect: 'sends-nothing',
    detail: 'none',
    repaired: 'otlp',
  },
});
