import { SDK_NAMES } from '../../jobs/choose-sdk.ts';
import { SIGNALS } from '../../model/signal.ts';
import { FORMATS } from '../../report/formats/render.ts';
import { grouped, type Rows } from './flags.ts';

/** Where to send, beside the settings. */
export const ENDPOINT = {
  endpoint: { describe: 'Where to send, instead of OTEL_EXPORTER_OTLP_ENDPOINT', offers: [] },
} as const satisfies Rows;

/** Flags that give settings, or say whose they are. */
export const SETTING_FLAGS = grouped('Settings:', {
  endpoint: { describe: 'Use this instead of OTEL_EXPORTER_OTLP_ENDPOINT' },
  // Any word is taken: what an SDK makes of a wrong one is what is asked.
  protocol: {
    describe: 'grpc, http/protobuf or http/json, instead of OTEL_EXPORTER_OTLP_PROTOCOL',
    offers: ['grpc', 'http/protobuf', 'http/json'],
  },
  header: { many: true, describe: 'Add a header, name=value (any number of times)' },
  certificate: { describe: 'Trust the certificates in this PEM file', offers: 'file' },
  'client-certificate': { describe: 'Client certificate (PEM file) for mutual TLS', offers: 'file' },
  'client-key': { describe: 'Key of the client certificate (PEM file)', offers: 'file' },
  compression: { describe: 'gzip or none', offers: ['gzip', 'none'] },
  insecure: { type: 'boolean', describe: 'gRPC without TLS when the endpoint has no scheme' },
  'env-file': {
    many: true,
    describe: 'Read settings from this file, over the environment',
    offers: 'file',
  },
  pid: { describe: 'Take the settings, directory, SDK and network of this running process' },
} as const satisfies Rows);

/** Signals, for a flag that says itself what they are for. */
export const SIGNAL_OFFERS = [...SIGNALS, 'all'] as const;

/** Where an SDK is named. */
export const SDK_WORDS: readonly string[] = SDK_NAMES;

/** How a short answer is written. */
export const SHORT_FORMAT = {
  format: { describe: 'text or json', default: 'text', words: ['text', 'json'] },
} as const satisfies Rows;

/** Flags that choose checks, and say how and where the report is written. */
export const REPORT_FLAGS = grouped('Report:', {
  only: { describe: 'Only these checks: codes or areas, separated by commas' },
  skip: { describe: 'Without these checks: codes or areas, separated by commas' },
  'fail-on': {
    describe: 'Exit 1 also on findings of this severity: error or warning',
    default: 'error',
    words: ['error', 'warning'],
  },
  format: {
    describe: 'text, short, json, junit, sarif, markdown, html, github or mermaid',
    default: 'text',
    words: FORMATS,
  },
  output: {
    many: true,
    describe: 'Write the report to this file too; its ending tells the format (any number of times)',
    offers: 'file',
  },
  color: { type: 'boolean', describe: 'Colours (--no-color or NO_COLOR to switch off)' },
} as const satisfies Rows);

/** Flags that `listen` and `run` share. */
export const TELEMETRY_FLAGS = {
  'max-spans': { default: '100000', describe: 'Spans kept at the same time; the oldest go first' },
  ...REPORT_FLAGS,
} as const satisfies Rows;

/** What scripts go by, where the exit status is that of a report. */
export const EXIT_STATUS =
  'Exit status: 0 healthy, 1 unhealthy, 2 the doctor could not tell or was called wrongly.';
