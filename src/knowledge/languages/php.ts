import type { LanguageWords } from './language.ts';

/** PHP. */
export const php: LanguageWords = {
  sdk: 'php',
  told: 'php',
  programs: ['php', 'php-fpm', 'php-cgi', 'frankenphp'],
  commands: ['artisan', 'composer', 'symfony', 'drush'],
  extensions: ['php', 'phar'],
  images: ['php', 'php-fpm', 'php-nginx', 'php-apache', 'frankenphp', 'composer'],
  library: /\/libphp[\d.]*\.so/,
  marks: /\blaravel\b|\bsymfony\b|\bcomposer require\b|ext-protobuf/i,
  project: {
    manifest: /^composer\.json$/,
    telemetry: /"open-telemetry\/[\w-]+"/,
    packages: ['open-telemetry/sdk', 'open-telemetry/exporter-otlp', 'open-telemetry/api'],
    locks: ['composer.lock'],
    versions: [
      '"name":\\s{0,20}"P",\\s{0,20}"version":\\s{0,20}"v?([^"]{1,100})"',
      '"P"\\s{0,20}:\\s{0,20}"v?(\\d+\\.\\d+\\.\\d+)"',
    ],
  },
};
