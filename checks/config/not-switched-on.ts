import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/not-switched-on',
  title: 'The program sends nothing before a setting of its own is there',
  otherwise: 'warning',
  why: `Some programs and frameworks have OpenTelemetry on board and leave it off: Spring Boot sends no traces before it is told an endpoint, Deno
nothing without \`OTEL_DENO=true\`, agents on the command line nothing before telemetry is enabled.

Give it that setting, in the place where the program reads it. \`otel-doctor env\` shows what else it reads.`,
  reasons: {
    'not-set': ' is not set, and nothing is sent before it is',
    'no-destination': ' is not set, and nothing is sent before it names a destination',
    'in-code': ' is not there before the code, the build or a file of the program asks for it',
    'wrong-value': ' has a value that does not switch it on, and nothing is sent before it has',
  },
  means: {
    'no-destination': 'This program has no default for it.',
    'not-set': 'This program leaves that telemetry off until it has this setting.',
    'in-code': 'By itself this program does not send that signal.',
    'wrong-value': 'This program takes one word for on, and every other for off.',
  },
  ways: {
    'in-code': {
      title: 'Ask for it in the program',
      text: 'See the documentation of the program: no variable switches this signal on.',
    },
  },
  examples: ['no-destination'],
  fix: 'Switch it on',
  advice: 'Give the program the setting that switches its telemetry on.',
  example: {
    variable: 'OTEL_DENO',
    shown: '1',
    effect: 'sends-nothing',
    detail: 'wrong-value',
    repaired: 'true',
  },
});
