import type { Clause } from './clause.ts';

const SOURCE =
  'opentelemetry-java 1.66 exporters/otlp OtlpConfigUtil.java validateEndpoint, exporters/common ExporterBuilderUtil.java validateEndpoint; JDK 21 java.net.URL';

const clause = (rest: Pick<Clause, 'id' | 'pattern' | 'meaning' | 'codes' | 'alone'>): Clause => ({
  ...rest,
  own: true,
  told: { layer: 'setting' },
  source: SOURCE,
});

const RUST = 'opentelemetry-otlp 0.33 src/exporter/mod.rs; http 1.1 uri/mod.rs';

/** Endpoints that the exporters of Rust refuse: they show them as they were written. */
export const RUST_SETUP_CLAUSES: readonly Clause[] = [
  {
    ...clause({
      id: 'rust-quoted',
      pattern: /OTLP_\w{0,8}ENDPOINT: invalid endpoint '["']/,
      meaning: 'Quotes are part of the endpoint',
      codes: ['endpoint/quoted'],
      alone: true,
    }),
    source: RUST,
  },
  {
    ...clause({
      id: 'rust-placeholder',
      pattern: /OTLP_\w{0,8}ENDPOINT: invalid endpoint '[^'\n]{0,200}?(?:\$[({A-Za-z_]|\{\{|<[a-z])/,
      meaning: 'A reference that nobody filled in stands in the endpoint',
      codes: ['config/value-unexpanded'],
      alone: true,
    }),
    source: RUST,
  },
  {
    ...clause({
      id: 'rust-scheme-missing',
      pattern: /OTLP_\w{0,8}ENDPOINT: invalid endpoint '[\w.-]{1,253}:\d{2,5}(?:\/[^\s']{0,200})?'/,
      meaning: 'The endpoint has no http:// or https:// in front',
      codes: ['endpoint/scheme-missing'],
      alone: true,
    }),
    source: RUST,
  },
  {
    ...clause({
      id: 'rust-invalid',
      pattern: /OTLP_\w{0,8}ENDPOINT: invalid endpoint '|encountered the following error\(s\): invalid URI/,
      meaning: 'The endpoint is no URL that the exporter can use',
      codes: ['endpoint/invalid', 'config/value-unexpanded', 'endpoint/scheme-missing', 'endpoint/quoted'],
    }),
    source: RUST,
  },
];

/** Endpoints that the exporters of Java refuse: they show them as they were written, some with the path appended. */
export const JAVA_SETUP_CLAUSES: readonly Clause[] = [
  clause({
    id: 'java-quoted',
    pattern:
      /(?:OTLP endpoint must be a (?:valid )?URL(?: with a scheme of either http or https)?|Invalid endpoint, must (?:be a URL|start with http:\/\/ or https:\/\/)): ["']/i,
    meaning: 'Quotes are part of the endpoint',
    codes: ['endpoint/quoted'],
    alone: true,
  }),
  clause({
    id: 'java-placeholder',
    pattern:
      /(?:OTLP endpoint must be a (?:valid )?URL(?: with a scheme of either http or https)?|Invalid endpoint, must (?:be a URL|start with http:\/\/ or https:\/\/)): [^\n]{0,200}?(?:\$[({A-Za-z_]|\{\{|<[a-z])/i,
    meaning: 'A reference that nobody filled in stands in the endpoint',
    codes: ['config/value-unexpanded'],
    alone: true,
  }),
  clause({
    id: 'java-one-slash',
    pattern:
      /(?:OTLP endpoint must be a (?:valid )?URL(?: with a scheme of either http or https)?|Invalid endpoint, must (?:be a URL|start with http:\/\/ or https:\/\/)): (?:https?:(?!\/\/)|https?\/\/)|OTLP endpoint must not have a path: \/[\w.-]{1,253}:\d{2,5}\b/i,
    meaning: 'The endpoint has a slash or the colon too few behind its scheme, so that it names no host',
    codes: ['endpoint/invalid'],
    alone: true,
  }),
  clause({
    id: 'java-scheme-unsupported',
    pattern:
      /(?:OTLP endpoint must be a (?:valid )?URL(?: with a scheme of either http or https)?|Invalid endpoint, must (?:be a URL|start with http:\/\/ or https:\/\/)): (?!https?:)[a-z][a-z\d+.-]{1,20}:\/\//i,
    meaning: 'The scheme of the endpoint is none that this exporter knows',
    codes: ['endpoint/scheme-unsupported'],
    alone: true,
  }),
  clause({
    id: 'java-scheme-missing',
    pattern:
      /(?:OTLP endpoint must be a (?:valid )?URL(?: with a scheme of either http or https)?|Invalid endpoint, must (?:be a URL|start with http:\/\/ or https:\/\/)): [\w.-]{1,253}(?::\d{2,5})?(?:\/\S{0,200})?$/i,
    meaning: 'The endpoint has no http:// or https:// in front',
    codes: ['endpoint/scheme-missing'],
    alone: true,
  }),
  clause({
    id: 'java-no-url',
    pattern: /Parameter specified as non-null is null: method okhttp3\.Request\$Builder\.url/,
    meaning: 'The endpoint is no URL that the HTTP client can use: its port may be out of range',
    codes: ['endpoint/invalid'],
  }),
];
