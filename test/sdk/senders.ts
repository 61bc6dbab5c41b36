import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requirePart } from '../lab/find-part.ts';
import { type Environment, finish, type Launch, launch } from '../lab/process.ts';
import type { SdkName } from './versions.ts';

/** How a real SDK fared that was to send one span. */
export interface Sent {
  /** Empty where the program did not come as far as to start a span. */
  readonly traceId: string;
  readonly exitCode: number;
  /** What it wrote, on both streams. */
  readonly log: string;
}

/** What is sent: one span, a point of each instrument, or one log record (the last from Python alone). */
export type SentSignal = 'traces' | 'metrics' | 'logs';

/** Sends with the environment given and nothing else of this machine's; `start` says in which namespace. */
export type Sender = (environment: Environment, start?: Launch, signal?: SentSignal) => Promise<Sent>;

const here = dirname(fileURLToPath(import.meta.url));

/** The other signals are off. Python, JavaScript, Go and Java send metrics only where an exporter is named. */
const alone: Readonly<Record<SentSignal, Environment>> = {
  traces: only({ OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' }),
  metrics: only({ OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'otlp', OTEL_LOGS_EXPORTER: 'none' }),
  logs: only({ OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'otlp' }),
};

function only(exporters: Environment): Environment {
  return { OTEL_SERVICE_NAME: 'otel-doctor-test', ...exporters };
}

/** Python: opentelemetry-instrument configures the SDK, as it does for an application. */
export const sendWithPython: Sender = (environment, start, signal) => {
  const python = requirePart('python');
  const program = join(here, 'python', 'send.py');
  return send(
    join(dirname(python), 'opentelemetry-instrument'),
    [python, program],
    environment,
    start,
    signal,
  );
};

/** JavaScript: @opentelemetry/sdk-node's NodeSDK. */
export const sendWithJs: Sender = (environment, start, signal) =>
  send(process.execPath, [join(here, 'js', 'send.mjs')], environment, start, signal);

/** Go: the span exporter of contrib's autoexport. */
export const sendWithGo: Sender = (environment, start, signal) =>
  send(requirePart('go-sdk'), [], environment, start, signal);

/** As little work for the compiler as a program needs that runs for a second. */
const briefly = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];

/** Java: the SDK that autoconfigure makes, with the exporter of opentelemetry-exporter-otlp. */
export const sendWithJava: Sender = (environment, start, signal) => {
  const classPath = join(dirname(requirePart('java-sdk')), '*');
  return send('java', [...briefly, '-cp', classPath, 'Send'], environment, start, signal);
};

/** Rust: opentelemetry-otlp, with tonic where the protocol is grpc, else with reqwest. */
export const sendWithRust: Sender = (environment, start, signal) =>
  send(requirePart('rust-sdk'), [], environment, start, signal);

/** The sender of each SDK. */
export const senders: Readonly<Record<SdkName, Sender>> = {
  python: sendWithPython,
  js: sendWithJs,
  go: sendWithGo,
  java: sendWithJava,
  rust: sendWithRust,
};

async function send(
  program: string,
  args: string[],
  environment: Environment,
  start = launch,
  signal: SentSignal = 'traces',
): Promise<Sent> {
  const wanted = signal === 'traces' ? args : [...args, signal];
  const { exitCode, stdout, stderr } = await finish(
    start(program, wanted, { environment: { ...alone[signal], ...environment } }),
    120_000,
  );
  const traceId = /"traceId": ?"(\w+)"/.exec(stdout)?.[1] ?? '';
  return { traceId, exitCode, log: stdout + stderr };
}
