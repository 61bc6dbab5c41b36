import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/exporter-unknown',
  title: 'The exporter is not one that this SDK knows',
  otherwise: 'warning',
  why: `\`OTEL_TRACES_EXPORTER\` names an exporter that this SDK does not have, or has only with another package: \`otlp_http\`, \`otlp_proto_grpc\` (Python only), \`jaeger\` (gone). Some SDKs refuse to start, others export nothing.

Set it to \`otlp\`, and choose the protocol with \`OTEL_EXPORTER_OTLP_PROTOCOL\`.`,
  reasons: {
    unknown: ' names an exporter that this SDK does not have',
    'none-in-list': ' has none beside other exporters',
    duplicate: ' names the same exporter twice',
  },
  fix: 'Export OTLP',
  advice: 'Set it to otlp and choose the protocol with OTEL_EXPORTER_OTLP_PROTOCOL.',
  inGeneral: {
    title: 'Use the name otlp, and install the package of the exporter',
    text: 'Set OTEL_TRACES_EXPORTER=otlp, choose the protocol in OTEL_EXPORTER_OTLP_PROTOCOL, and install the exporter of that protocol.',
  },
  example: {
    variable: 'OTEL_TRACES_EXPORTER',
    shown: 'otlp_http',
    effect: 'sends-nothing',
    detail: 'unknown',
    repaired: 'otlp',
  },
});
