import type { LanguageWords } from './language.ts';

/** Rust. */
export const rust: LanguageWords = {
  sdk: 'rust',
  told: 'rust',
  programs: ['cargo'],
  commands: [],
  extensions: ['rs'],
  images: ['rust', 'muslrust'],
  marks:
    /opentelemetry[-_]otlp\b(?!-proto)|\bwith_(?:tonic|endpoint|http)\b|\btonic\b|\breqwest\b|BatchSpanProcessor\.ExportError|\.rs\b|\brust\b/i,
  project: {
    manifest: /^Cargo\.toml$/,
    telemetry: /\bopentelemetry(?:[-_](?:sdk|otlp|http|proto))?\b/,
    packages: ['opentelemetry-otlp', 'opentelemetry_sdk', 'opentelemetry'],
    locks: ['Cargo.lock'],
    versions: ['^name = "P"\\r?\\nversion = "([^"]{1,100})"'],
  },
};
