import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/conflict',
  title: 'Two settings contradict each other',
  otherwise: 'warning',
  why: `A signal's own variable and the general one say different things, \`OTEL_EXPORTER_OTLP_INSECURE\` contradicts the scheme of the endpoint, or a certificate is set for a plaintext endpoint (Go refuses to start). Which one wins differs between SDKs.

Keep one of them.`,
  reasons: {
    'per-signal-wins': ' contradicts the variable of the signal, which wins',
    'insecure-against-scheme': ' contradicts the scheme of the endpoint',
    'certificate-with-plaintext': ' names a certificate, and the endpoint is plaintext',
  },
  fix: 'Keep one of the two',
  advice: 'Remove the setting that is not meant.',
  unset: true,
  explains: ['tls/plaintext-server', 'tls/required'],
  example: {
    variable: 'OTEL_EXPORTER_OTLP_INSECURE',
    shown: 'true',
    effect: 'changed',
    detail: 'insecure-against-scheme',
    repaired: null,
  },
});
