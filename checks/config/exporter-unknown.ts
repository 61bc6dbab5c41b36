import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/exporter-unknown',
  title: 'The exporter is not one that this SDK knows',
  otherwise: 'warning',
  why: `\`OTEL_TRACES_EXPORTER\` names an exporter that this SDK does not have, or has only with another package: \`otlp_http\`, \`otlp_proto_grpc\` (Python only), \`jaeger\` (gone). Some SDKs refuse to start, others export nothing.

Set it to \`otlp\`, and choose the protocol with \`OTEL_EXPORTER_OTLP_PROTOCOL\`.`,
  reasons: {
    unknown: ' names an exporter that this SDK does not have',
    'metrics-only': ' names an exporter of metrics, which takes nothing else',
    'needs-package': ' names an exporter beside otlp that needs a package of its own',
    'none-in-list': ' has none beside other exporters',
    duplicate: ' names the same exporter twice',
  },
  means: {
    'metrics-only': 'Prometheus asks for metrics; this signal is then sent nowhere.',
    'needs-package': 'Where the application lacks that package, its SDK does not start.',
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
