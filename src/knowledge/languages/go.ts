import type { LanguageWords } from './language.ts';

/** Go. */
export const go: LanguageWords = {
  sdk: 'go',
  told: 'go',
  programs: ['golang'],
  commands: ['go'],
  extensions: ['go'],
  images: ['golang'],
  operator: 'go',
  marks:
    /otlp(?:trace|metric|log)(?:grpc|http)|With(?:Endpoint(?:URL)?|Insecure|ExportEndpoint)\(|go\.opentelemetry\.io|too many colons in address|traces export:|\bGo (?:pods?|SDK|services?|app)/,
  project: {
    manifest: /^go\.mod$/,
    telemetry: /\bgo\.opentelemetry\.io\//,
    packages: ['go.opentelemetry.io/otel/sdk', 'go.opentelemetry.io/otel'],
    locks: [],
    versions: ['^[ \\t]{0,40}(?:require\\s{1,20})?P\\s{1,20}v(\\S{1,100})'],
  },
};
