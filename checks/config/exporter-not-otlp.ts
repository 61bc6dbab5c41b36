import { defineSettingCheck } from '../../src/findings/setting-check.ts';

/** Java and Python have these exporters in packages of their own. */
const PACKAGE = ' Where the application lacks the package of that exporter, its SDK may not start at all.';

export default defineSettingCheck({
  id: 'config/exporter-not-otlp',
  title: 'The exporter is not OTLP',
  otherwise: 'warning',
  why: `\`OTEL_TRACES_EXPORTER\` names another exporter (\`console\`, \`zipkin\`, \`prometheus\`): the SDK works, and sends nothing over OTLP, so the OTLP settings have no effect.

Set it to \`otlp\`, or to a list with \`otlp\` in it where this SDK takes lists.`,
  reasons: {
    'other-exporter': ' names an exporter that is not OTLP',
    'to-output': ' makes the application write its telemetry to its own output, and send nothing',
    zipkin: ' names Zipkin: spans are sent in its format, and nothing over OTLP',
    'waits-to-be-asked': ' names Prometheus: it waits to be asked for metrics, and sends nothing',
  },
  means: {
    'other-exporter': `This SDK sends nothing over OTLP with it. Whether what it does instead arrives is not tried here.${PACKAGE}`,
    'to-output': `The telemetry stands in the log of the application, and no receiver gets it.${PACKAGE}`,
    zipkin: `They go to OTEL_EXPORTER_ZIPKIN_ENDPOINT, http://localhost:9411/api/v2/spans by default; whether they arrive is not tried here.${PACKAGE}`,
    'waits-to-be-asked': `The OTLP settings have no effect on it; whoever wants the metrics fetches them from the application.${PACKAGE}`,
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
