import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/exporter-not-otlp',
  title: 'The exporter is not OTLP',
  otherwise: 'warning',
  why: `\`OTEL_TRACES_EXPORTER\` names another exporter (\`console\`, \`zipkin\`, \`prometheus\`): the SDK works, and sends nothing over OTLP, so the OTLP settings have no effect.

Set it to \`otlp\`, or to a list with \`otlp\` in it where this SDK takes lists.`,
  reasons: { 'other-exporter': ' names an exporter that is not OTLP' },
  means: {
    'other-exporter':
      'This SDK sends nothing over OTLP with it: zipkin sends in its own format to OTEL_EXPORTER_ZIPKIN_ENDPOINT (http://localhost:9411/api/v2/spans by default), console and logging write to the standard output, prometheus waits to be asked. Whether that arrives is not tried here.',
  },
  fix: 'Export OTLP',
  advice: 'Set it to otlp.',
  example: {
    variable: 'OTEL_TRACES_EXPORTER',
    shown: 'console',
    effect: 'sends-nothing',
    detail: 'other-exporter',
    repaired: 'otlp',
  },
});
