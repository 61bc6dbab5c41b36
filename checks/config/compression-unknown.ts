import { defineSettingCheck } from '../../src/findings/setting-check.ts';

export default defineSettingCheck({
  id: 'config/compression-unknown',
  title: 'The compression is not one that this SDK knows',
  otherwise: 'warning',
  why: `\`OTEL_EXPORTER_OTLP_COMPRESSION\` takes \`gzip\` or \`none\`. Other values are ignored by some SDKs and stop others; even \`none\` stops Rust and Python's gRPC exporter.

Write \`gzip\`, or unset it.`,
  reasons: { unknown: ' is not one that this SDK knows' },
  fix: 'Unset the compression',
  advice: 'Write gzip, or unset the variable.',
  unset: true,
  example: {
    variable: 'OTEL_EXPORTER_OTLP_COMPRESSION',
    shown: 'zip',
    effect: 'ignored',
    detail: 'unknown',
    repaired: null,
  },
});
