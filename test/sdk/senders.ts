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

/** Sends one span with the environment given and nothing else of this machine's; `start` says in which namespace. */
export type Sender = (environment: Environment, start?: Launch) => Promise<Sent>;

const here = dirname(fileURLToPath(import.meta.url));
const alone: Environment = {
  OTEL_SERVICE_NAME: 'otel-doctor-test',
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
};

/** Python: opentelemetry-instrument configures the SDK, as it does for an application. */
export const sendWithPython: Sender = (environment, start) => {
  const python = requirePart('python');
  const program = join(here, 'python', 'send.py');
  return send(join(dirname(python), 'opentelemetry-instrument'), [python, program], environment, start);
};

/** JavaScript: @opentelemetry/sdk-node's NodeSDK. */
export const sendWithJs: Sender = (environment, start) =>
  send(process.execPath, [join(here, 'js', 'send.mjs')], environment, start);

/** Go: the span exporter of contrib's autoexport. */
export const sendWithGo: Sender = (environment, start) => send(requirePart('go-sdk'), [], environment, start);

/** As little work for the compiler as a program needs that runs for a second. */
const briefly = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];

/** Java: the SDK that autoconfigure makes, with the exporter of opentelemetry-exporter-otlp. */
export const sendWithJava: Sender = (environment, start) => {
  const classPath = join(dirname(requirePart('java-sdk')), '*');
  return send('java', [...briefly, '-cp', classPath, 'Send'], environment, start);
};

/** Rust: opentelemetry-otlp, with tonic where the protocol is grpc, else with reqwest. */
export const sendWithRust: Sender = (environment, start) =>
  send(requirePart('rust-sdk'), [], environment, start);

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
): Promise<Sent> {
  const { exitCode, stdout, stderr } = await finish(
    start(program, args, { environment: { ...alone, ...environment } }),
    25_000,
  );
  const traceId = /"traceId": ?"(\w+)"/.exec(stdout)?.[1] ?? '';
  return { traceId, exitCode, log: stdout + stderr };
}
