import { defineSettingCheck } from '../../src/model/setting-check.ts';

export default defineSettingCheck({
  id: 'config/timeout-suspicious',
  title: 'The export timeout is probably in the wrong unit',
  otherwise: 'warning',
  why: `\`OTEL_EXPORTER_OTLP_TIMEOUT\` counts milliseconds by the specification; Python and Ruby read seconds. \`10\` is then ten milliseconds, in which no export can finish, or \`10000\` nearly three hours. A unit (\`10s\`) is understood by Java and C++ only.

Write 10000 (Python, Ruby: 10).`,
  reasons: {},
  causes: ({ timedOut }) => timedOut,
  fix: 'Write the timeout in the unit of this SDK',
  advice: 'Write 10000 for milliseconds, or 10 where this SDK counts seconds.',
  explains: ['receiver/timeout', 'receiver/no-response'],
  example: {
    variable: 'OTEL_EXPORTER_OTLP_TIMEOUT',
    shown: '10',
    effect: 'changed',
    detail: 'too-short',
    repaired: '10000',
  },
});
