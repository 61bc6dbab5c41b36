import { repairEndpoint } from '../../src/knowledge/repair.ts';
import { defineSettingCheck } from '../../src/model/setting-check.ts';

export default defineSettingCheck({
  id: 'endpoint/scheme-unsupported',
  title: 'The scheme of the endpoint is not one that this SDK takes',
  otherwise: 'warning',
  why: `An OTLP endpoint starts with \`http://\` or \`https://\`, for gRPC too. \`grpc://\`, \`grpcs://\`, \`tcp://\` and \`unix:\` are
understood by some gRPC libraries; other SDKs send nothing, fall back to their default, or do not start.

Write \`http://\` for a plaintext receiver and \`https://\` for one with TLS; the protocol is chosen by
\`OTEL_EXPORTER_OTLP_PROTOCOL\`.`,
  reasons: { scheme: ' has a scheme that this SDK does not take' },
  causes: ({ http, grpc }) => http === null && grpc === null,
  repair: repairEndpoint,
  fix: 'Write the endpoint with a scheme that OTLP has',
  advice: 'Write http:// for a plaintext receiver or https:// for one with TLS.',
  explains: ['endpoint/invalid', 'tls/plaintext-server', 'network/connection-refused', 'network/dns-failure'],
  example: {
    variable: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    shown: 'grpc://localhost:4317',
    effect: 'sends-nothing',
    detail: 'scheme',
    repaired: null,
  },
});
