import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/timeout-suspicious',
  title: 'The export timeout is probably in the wrong unit',
  otherwise: 'warning',
  why: `\`OTEL_EXPORTER_OTLP_TIMEOUT\` counts milliseconds by the specification; Python and Ruby read seconds. \`10\` is then ten milliseconds, in which no export can finish, or \`10000\` nearly three hours. A unit (\`10s\`) is understood by Java and C++ only.

Write 10000 (Python, Ruby: 10).`,
  reasons: {
    'not-positive': ' is not a positive number',
    'too-long': ' is longer than this SDK can wait',
    'too-short': ' is so short that no export can finish',
    endless: ' is so long that an export without an answer never gives up',
    'unit-seconds': ' counts seconds in this SDK, and looks like milliseconds',
    'not-a-number': ' is not a number that this SDK can read',
  },
  causes: ({ timedOut }) => timedOut,
  fix: 'Write the timeout in the unit of this SDK',
  advice: 'Write 10000 for milliseconds, or 10 where this SDK counts seconds.',
  explains: ['receiver/timeout', 'receiver/no-response'],
  inGeneral: {
    title: 'Give the timeout in the unit of the SDK',
    text: 'Set OTEL_EXPORTER_OTLP_TIMEOUT in milliseconds (10000), in Python in seconds (10), apart for each language.',
  },
  example: {
    variable: 'OTEL_EXPORTER_OTLP_TIMEOUT',
    shown: '10',
    effect: 'changed',
    detail: 'too-short',
    repaired: '10000',
  },
});
