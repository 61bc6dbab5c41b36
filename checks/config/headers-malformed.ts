import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/headers-malformed',
  title: 'The header list is malformed',
  otherwise: 'warning',
  why: `\`OTEL_EXPORTER_OTLP_HEADERS\` is a list \`name=value,name=value\` with percent-encoded values. A colon in place of \`=\`, a \`;\`, quotes, a lone \`%\` or an invalid name makes SDKs drop the entry (often without a word, so that the receiver answers 401) or refuse to start.

Write \`name=value\`, several separated by commas, blanks as \`%20\`.`,
  reasons: {
    'no-equals-sign': ' has an entry without =',
    quoted: ' has quotes around an entry, which belong to it',
    'value-quoted': ' has quotes around a value, which belong to it',
    'colon-for-equals': ' has a colon where an = belongs',
    semicolon: ' has a semicolon: entries are separated by commas',
    'not-sent': ' has an entry that this SDK leaves out',
    'no-name': ' has an entry without a name',
    'bad-percent-encoding': ' has a % that is no percent-encoding',
    'invalid-name': ' has a name that HTTP does not allow (a colon, quotes, a blank)',
    'control-character': ' has a control character in a value',
    'not-ascii': ' has a character outside ASCII',
    'connection-header':
      ' has a name that HTTP/2, and so gRPC, forbids (connection, keep-alive, transfer-encoding, upgrade)',
    'message-header':
      ' has a header that the exporter sets by itself (content-type, content-encoding, content-length, transfer-encoding)',
    'own-header':
      ' has a header that this SDK sets by itself (content-type, content-length, transfer-encoding)',
    'binary-name': ' has a name that ends in -bin, which gRPC takes for binary',
  },
  mild: ['own-header'],
  means: {
    'message-header':
      'The exporter says itself what it sends. This one goes out in its place or beside it, and a receiver that goes by it cannot read the request.',
  },
  ways: {
    'message-header': {
      title: 'Take that header out of the list',
      text: 'The exporter says itself what it sends: take content-type, content-encoding, content-length and transfer-encoding out of the list. OTEL_EXPORTER_OTLP_PROTOCOL chooses the type and OTEL_EXPORTER_OTLP_COMPRESSION the encoding.',
    },
  },
  causes: ({ http, grpc }, { detail }) =>
    (detail === 'message-header' && (http === null ? grpc === null : http.status >= 400)) ||
    http?.status === 401 ||
    http?.status === 403 ||
    http?.status === 400 ||
    grpc?.status === 16 ||
    grpc?.status === 7,
  fix: 'Write the list as name=value',
  advice: 'Write name=value for each header, separated by commas, with blanks as %20 and without quotes.',
  explains: [
    'auth/missing',
    'auth/rejected',
    'auth/forbidden',
    'receiver/rejected-payload',
    'protocol/length-required',
  ],
  inGeneral: {
    title: 'Write name=value in lower case',
    text: 'OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20YOUR_TOKEN,x-other=VALUE',
  },
  example: {
    variable: 'OTEL_EXPORTER_OTLP_HEADERS',
    shown: 'authorization: ***',
    effect: 'ignored',
    detail: 'no-equals-sign',
    repaired: null,
  },
});
