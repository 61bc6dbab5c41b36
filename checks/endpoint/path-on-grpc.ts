import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'endpoint/path-on-grpc',
  title: 'The endpoint of a gRPC exporter has a path',
  otherwise: 'info',
  why: `gRPC has no paths of its own: the request path is the name of the service. Most SDKs leave the path of the endpoint away; Java
refuses to start with one. A path is often a sign that the endpoint was meant for OTLP over HTTP.

Cut the path off, or set \`OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\` when the port speaks HTTP.`,
  reasons: { path: ' has a path, which gRPC does not use' },
  repair: (shown) => /^\s*https?:\/\/[^/?#]+/i.exec(shown)?.[0].trim() ?? null,
  fix: 'Cut the path off',
  advice: 'Write the endpoint without a path.',
  example: {
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    shown: 'http://localhost:4317/v1/traces',
    effect: 'does-not-start',
    detail: 'path',
    repaired: 'http://localhost:4317',
  },
});
