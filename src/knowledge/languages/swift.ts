import type { LanguageWords } from './language.ts';

/** Swift. */
export const swift: LanguageWords = {
  sdk: 'swift',
  told: 'swift',
  programs: [],
  commands: ['swift'],
  extensions: ['swift'],
  images: ['swift'],
  marks: /\bswift\b|\biOS\b/,
  project: {
    manifest: /^Package\.swift$/,
    telemetry: /\bopentelemetry-swift\b/,
    packages: ['opentelemetry-swift'],
    locks: ['Package.resolved'],
    versions: [
      '"identity"\\s*:\\s*"P"[^}]*\\}?[^}]*?"version"\\s*:\\s*"([^"]+)"',
      'P(?:\\.git)?"\\s*,\\s*exact:\\s*"([^"]+)"',
    ],
  },
};
