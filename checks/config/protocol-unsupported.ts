import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/protocol-unsupported',
  title: 'The protocol is not one that this SDK can send',
  otherwise: 'warning',
  why: `The value is valid, and this SDK does not have it: \`http/json\` exists in JavaScript, PHP and C++ and not in Python, Go, Java, .NET; Ruby has \`http/protobuf\` only.

Use \`http/protobuf\`, which every SDK and every receiver has.`,
  reasons: {
    unsupported: ' names a protocol that this SDK cannot send',
    'unsupported-forgets':
      ' names a protocol that this program cannot send, and endpoint and headers are lost with it',
  },
  means: {
    'unsupported-forgets':
      'It goes back to its default, http/protobuf to http://localhost:4318, and the endpoint and the headers that are set do not count.',
  },
  fix: 'Use a protocol that this SDK has',
  advice: 'Set it to http/protobuf.',
  inGeneral: {
    title: 'Use a protocol that this SDK has',
    text: 'Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf and the endpoint of the HTTP port, 4318.',
  },
  example: {
    variable: 'OTEL_EXPORTER_OTLP_PROTOCOL',
    shown: 'http/json',
    effect: 'does-not-start',
    detail: 'unsupported',
    repaired: 'http/protobuf',
  },
});
