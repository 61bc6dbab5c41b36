import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/header-encoding',
  title: 'A header value is damaged by how this SDK decodes it',
  otherwise: 'warning',
  why: `SDKs differ in how they decode header values: Java turns \`+\` into a blank, .NET decodes the whole list before it splits it (\`%2C\` becomes a separator), C++, Erlang and Swift decode nothing (\`%20\` stays), Swift drops values with \`=\`. What the receiver gets is then not the token that you wrote.

Write the value in the form that this SDK leaves whole.`,
  reasons: {
    'plus-becomes-blank': ' has a + that this SDK turns into a blank',
    'not-decoded': ' is percent-encoded, and this SDK does not decode it',
    'not-ascii': ' has characters outside ASCII, which arrive damaged',
    changed: ' arrives otherwise than it is written',
  },
  causes: ({ http, grpc }) =>
    http?.status === 401 ||
    http?.status === 403 ||
    http?.status === 400 ||
    grpc?.status === 16 ||
    grpc?.status === 7,
  fix: 'Write the value in the form that this SDK leaves whole',
  advice: 'Percent-encode + as %2B for Java; write plain blanks for C++ and Erlang.',
  explains: ['auth/rejected', 'auth/forbidden'],
  inGeneral: {
    title: 'Write the blank as %20',
    text: 'OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20YOUR_TOKEN',
  },
  example: {
    variable: 'OTEL_EXPORTER_OTLP_HEADERS',
    shown: 'authorization=***',
    effect: 'changed',
    detail: 'plus-becomes-blank',
    repaired: null,
  },
});
