import type { LanguageWords } from './language.ts';

/** Ruby. */
export const ruby: LanguageWords = {
  sdk: 'ruby',
  told: 'ruby',
  programs: ['ruby', 'jruby', 'truffleruby', 'rails', 'rackup', 'sidekiq'],
  commands: ['puma', 'unicorn', 'rake', 'bundle', 'irb', 'resque'],
  extensions: ['rb', 'ru'],
  images: ['ruby', 'jruby', 'truffleruby', 'rails', 'puma', 'sidekiq', 'passenger-ruby', 'passenger-jruby'],
  library: /\/libruby[\d.-]*\.so/,
  marks: /OpenTelemetry error:|OTLP exporter received|Gemfile|\.rb\b/i,
  project: {
    manifest: /^Gemfile(?:\.lock)?$/,
    telemetry: /\bopentelemetry-(?:sdk|api|exporter|instrumentation)\b/,
    packages: ['opentelemetry-exporter-otlp', 'opentelemetry-sdk', 'opentelemetry-api'],
    locks: ['Gemfile.lock'],
    versions: ['^ {4}P \\(([^)]{1,100})\\)'],
  },
};
