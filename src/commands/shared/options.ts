import type { Options } from 'yargs';

/** Flags that give settings, or say whose they are. */
const SETTING_OPTIONS = {
  endpoint: { type: 'string', describe: 'Use this instead of OTEL_EXPORTER_OTLP_ENDPOINT' },
  protocol: {
    type: 'string',
    describe: 'grpc, http/protobuf or http/json, instead of OTEL_EXPORTER_OTLP_PROTOCOL',
  },
  header: {
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'Add a header, name=value (any number of times)',
  },
  certificate: { type: 'string', describe: 'Trust the certificates in this PEM file' },
  'client-certificate': { type: 'string', describe: 'Client certificate (PEM file) for mutual TLS' },
  'client-key': { type: 'string', describe: 'Key of the client certificate (PEM file)' },
  compression: { type: 'string', describe: 'gzip or none' },
  insecure: { type: 'boolean', describe: 'gRPC without TLS when the endpoint has no scheme' },
  'env-file': {
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'Read settings from this file, over the environment',
  },
  pid: {
    type: 'string',
    describe: 'Take the settings, directory, SDK and network of this running process',
  },
} as const satisfies Record<string, Options>;

/** Flags that choose checks, and say how and where the report is written. */
export const REPORT_OPTIONS = {
  only: { type: 'string', describe: 'Only these checks: codes or areas, separated by commas' },
  skip: { type: 'string', describe: 'Without these checks: codes or areas, separated by commas' },
  'fail-on': {
    type: 'string',
    describe: 'Exit 1 also on findings of this severity: error or warning',
    default: 'error',
  },
  format: {
    type: 'string',
    describe: 'text, short, json, junit, sarif, markdown, html or github',
    default: 'text',
  },
  output: {
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'Write the report to this file too; its ending tells the format (any number of times)',
  },
  color: { type: 'boolean', describe: 'Colours (--no-color or NO_COLOR to switch off)' },
} as const satisfies Record<string, Options>;

/** Flags of a diagnosis, as one table. */
export const DIAGNOSE_OPTIONS = {
  ...SETTING_OPTIONS,
  sdk: {
    type: 'string',
    describe: 'Read the settings as this SDK does: spec, js, python, java, java-agent, go, dotnet',
  },
  signals: { type: 'string', describe: 'Send these: traces,metrics,logs or all', default: 'traces' },
  timeout: { type: 'string', describe: 'Time for the whole run, for example 5s or 500ms' },
  wait: { type: 'string', describe: 'Try again until healthy, at most this long, for example 60s' },
  offline: { type: 'boolean', describe: 'Settings and files only, no connection', default: false },
  controls: {
    type: 'boolean',
    describe: 'Ask once without the credentials too (--no-controls: do not)',
    default: true,
  },
  'fix-as': {
    type: 'string',
    describe: 'Write fixes for: shell, powershell, env-file, docker, compose, kubernetes, code',
  },
  save: {
    type: 'string',
    describe: 'Write what was seen and the report to this file (packed where it ends in .gz)',
  },
  from: { type: 'string', describe: 'Judge again what --save has written; nothing is connected to' },
  quiet: { type: 'boolean', describe: 'Write nothing to standard output' },
  verbose: { type: 'boolean', describe: 'List every check too, in the format text' },
  ...REPORT_OPTIONS,
} as const satisfies Record<string, Options>;

/** Flags of the table of settings. */
export const ENV_OPTIONS = {
  ...SETTING_OPTIONS,
  sdk: { type: 'string', describe: 'Read the settings as this SDK does, or as each does: all' },
  reveal: { type: 'boolean', describe: 'Show the values of headers', default: false },
  format: { type: 'string', describe: 'text or json', default: 'text' },
} as const satisfies Record<string, Options>;

/** Flags that would quietly mean their default without a value. */
export const withValue = (options: Readonly<Record<string, Options>>): readonly string[] =>
  Object.entries(options).flatMap(([name, { type }]) => (type === 'string' ? [name] : []));

interface SettingArguments {
  readonly endpoint?: string | undefined;
  readonly protocol?: string | undefined;
  readonly header?: readonly string[] | undefined;
  readonly certificate?: string | undefined;
  readonly clientCertificate?: string | undefined;
  readonly clientKey?: string | undefined;
  readonly compression?: string | undefined;
  readonly insecure?: boolean | undefined;
  readonly envFile?: readonly string[] | undefined;
  readonly pid?: string | undefined;
  readonly sdk?: string | undefined;
}

/** Values of the flags of `env` as yargs hands them over. */
export interface EnvArguments extends SettingArguments {
  readonly reveal: boolean;
  readonly format: string;
}

/** Values of the flags of a diagnosis as yargs hands them over. */
export interface DiagnoseArguments extends SettingArguments {
  readonly signals: string;
  readonly timeout?: string | undefined;
  readonly wait?: string | undefined;
  readonly only?: string | undefined;
  readonly skip?: string | undefined;
  readonly failOn?: string | undefined;
  readonly offline: boolean;
  readonly controls: boolean;
  readonly fixAs?: string | undefined;
  readonly format: string;
  readonly output?: readonly string[] | undefined;
  readonly save?: string | undefined;
  readonly from?: string | undefined;
  readonly verbose?: boolean | undefined;
  readonly color?: boolean | undefined;
}
