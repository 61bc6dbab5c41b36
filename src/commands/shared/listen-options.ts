import type { Options } from 'yargs';
import { REPORT_OPTIONS } from './options.ts';

/** Flags that `listen` and `run` share. */
const TELEMETRY_OPTIONS = {
  'max-spans': {
    type: 'string',
    default: '100000',
    describe: 'Spans kept at the same time; the oldest go first',
  },
  ...REPORT_OPTIONS,
} as const satisfies Record<string, Options>;

/** Flags of `listen`, as one table. */
export const LISTEN_OPTIONS = {
  host: { type: 'string', default: '127.0.0.1', describe: 'Address to listen on (0.0.0.0: every one)' },
  'grpc-port': { type: 'string', default: '4317', describe: 'Port of OTLP/gRPC (0: any free one)' },
  'http-port': { type: 'string', default: '4318', describe: 'Port of OTLP/HTTP (0: any free one)' },
  forward: { type: 'string', describe: 'Pass everything on, unchanged, to this OTLP endpoint' },
  'forward-protocol': {
    type: 'string',
    describe: 'grpc or http/protobuf, for --forward (default: by its port, 4317 is grpc)',
  },
  for: { type: 'string', describe: 'End after this time with a report, for example 30s' },
  'until-spans': { type: 'string', describe: 'End once this many spans arrived, with a report' },
  settle: {
    type: 'string',
    default: '5s',
    describe: 'A trace is judged when nothing more of it came for this long',
  },
  traces: { type: 'boolean', default: false, describe: 'Show every trace as a tree once it is complete' },
  quiet: { type: 'boolean', describe: 'Write nothing to standard output' },
  ...TELEMETRY_OPTIONS,
} as const satisfies Record<string, Options>;

/** Flags of `run`, as one table. */
export const RUN_OPTIONS = {
  service: {
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'Start this too: name="command with arguments" (any number of times)',
  },
  sdk: {
    type: 'string',
    describe: 'SDK of the commands: js, python, java, java-agent, go, dotnet, ... (default: recognised)',
  },
  forward: {
    type: 'boolean',
    default: true,
    describe: 'Pass on to where the settings say (--no-forward: do not)',
  },
  'exit-code': {
    type: 'string',
    default: 'app',
    describe: 'Exit with the status of the command (app) or of the report (doctor)',
  },
  for: { type: 'string', describe: 'End the commands after this time, for example 30s' },
  prove: {
    type: 'boolean',
    default: false,
    describe: 'Start the commands again with the fix, where it is a change of variables',
  },
  quiet: { type: 'boolean', default: false, describe: 'Write no report to standard error' },
  ...TELEMETRY_OPTIONS,
} as const satisfies Record<string, Options>;

/** Values of the shared flags as yargs hands them over. */
export interface TelemetryArguments {
  readonly 'max-spans': string;
  readonly only?: string | undefined;
  readonly skip?: string | undefined;
  readonly failOn?: string | undefined;
  readonly format: string;
  readonly output?: readonly string[] | undefined;
  readonly color?: boolean | undefined;
}

/** Values of the flags of `listen` as yargs hands them over. */
export interface ListenArguments extends TelemetryArguments {
  readonly host: string;
  readonly 'grpc-port': string;
  readonly 'http-port': string;
  readonly forward?: string | undefined;
  readonly forwardProtocol?: string | undefined;
  readonly for?: string | undefined;
  readonly untilSpans?: string | undefined;
  readonly settle: string;
  readonly traces: boolean;
}

/** Values of the flags of `run` as yargs hands them over; what stands behind `--` comes as it was written. */
export interface RunArguments extends TelemetryArguments {
  readonly '--'?: readonly string[] | undefined;
  readonly service?: readonly string[] | undefined;
  readonly sdk?: string | undefined;
  readonly forward: boolean;
  readonly 'exit-code': string;
  readonly for?: string | undefined;
  readonly prove: boolean;
  readonly quiet: boolean;
}
