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
      '"identity"\\s{0,20}:\\s{0,20}"P"[^}]{0,600}?"version"\\s{0,20}:\\s{0,20}"([^"]{1,100})"',
      'P(?:\\.git)?"\\s{0,20},\\s{0,20}exact:\\s{0,20}"([^"]{1,100})"',
    ],
  },
};
