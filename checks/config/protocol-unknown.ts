import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/protocol-unknown',
  title: 'The protocol is not one of grpc, http/protobuf, http/json',
  otherwise: 'warning',
  why: `\`OTEL_EXPORTER_OTLP_PROTOCOL\` takes \`grpc\`, \`http/protobuf\` or \`http/json\`, and many SDKs want it exactly so: no capital letters, no blanks. Python, Go and Java refuse to start with anything else; JavaScript silently uses http/protobuf.

Write one of the three.`,
  reasons: {
    unknown: ' is none of grpc, http/protobuf and http/json',
    'unknown-forgets':
      ' is none of grpc, http/protobuf and http/json, and endpoint and headers are lost with it',
    case: ' is not written as this SDK wants it: small letters, no blanks',
  },
  means: {
    'unknown-forgets':
      'This program goes back to its default, http/protobuf to http://localhost:4318, and the endpoint and the headers that are set do not count.',
  },
  // What is used in its place is not what the port takes.
  breaks: (_, __, ___, link) => link !== undefined && link.port === (link.protocol === 'grpc' ? 4318 : 4317),
  fix: 'Name a protocol that exists',
  advice: 'Set it to http/protobuf or grpc.',
  example: {
    variable: 'OTEL_EXPORTER_OTLP_PROTOCOL',
    shown: 'http',
    effect: 'does-not-start',
    detail: 'unknown',
    repaired: 'http/protobuf',
  },
});
