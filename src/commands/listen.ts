import { usageError } from '../model/usage.ts';
import { eventJson } from '../report/screen/event-json.ts';
import { defineCommand } from './shared/command.ts';
import type { Given, Rows } from './shared/flags.ts';
import { parseOutputs, tryOutputs, writeOutputs } from './shared/outputs.ts';
import { parseCount, parseDuration, parseOrigin, parsePort } from './shared/parse.ts';
import { present } from './shared/present.ts';
import { exitStatus } from './shared/status.ts';
import { EXIT_STATUS, TELEMETRY_FLAGS } from './shared/tables.ts';

const FLAGS = {
  host: { default: '127.0.0.1', describe: 'Address to listen on (0.0.0.0: every one)' },
  'grpc-port': { default: '4317', describe: 'Port of OTLP/gRPC (0: any free one)' },
  'http-port': { default: '4318', describe: 'Port of OTLP/HTTP (0: any free one)' },
  forward: { describe: 'Pass everything on, unchanged, to this OTLP endpoint' },
  'forward-protocol': {
    describe: 'grpc or http/protobuf, for --forward (default: by its port, 4317 is grpc)',
    words: ['grpc', 'http/protobuf'],
  },
  'allow-origin': {
    many: true,
    describe: 'Let pages of this origin send, such as https://app.example (default: those of this machine)',
  },
  for: { describe: 'End after this time with a report, for example 30s' },
  'until-spans': { describe: 'End once this many spans arrived, with a report' },
  settle: { default: '5s', describe: 'A trace is judged when nothing more of it came for this long' },
  traces: {
    type: 'boolean',
    default: false,
    describe: 'Show every trace as a tree once it is complete',
  },
  quiet: { type: 'boolean', describe: 'Write nothing to standard output' },
  ...TELEMETRY_FLAGS,
} as const satisfies Rows;

const whereToListen = (
  given: Given<typeof FLAGS>,
): { readonly host: string; readonly grpcPort: number; readonly httpPort: number } => {
  const { host } = given;
  if (host.trim() === '') throw usageError('--host takes an address of this machine, such as 127.0.0.1');
  const grpcPort = parsePort(given.grpcPort, 'grpc-port');
  const httpPort = parsePort(given.httpPort, 'http-port');
  if (grpcPort === httpPort && grpcPort !== 0)
    throw usageError(`--grpc-port and --http-port are both ${grpcPort}: each needs a port of its own`);
  return { host, grpcPort, httpPort };
};

/** `otel-doctor listen`: be the receiver, and judge what applications send. */
export const listenCommand = defineCommand(
  {
    name: 'listen',
    describe: 'Receive what an application sends, and judge it',
    positionals: {},
    flags: FLAGS,
    epilogue: EXIT_STATUS,
    examples: [
      ['$0 listen', 'on 127.0.0.1:4317 (gRPC) and 127.0.0.1:4318 (HTTP), until Ctrl-C'],
      ['$0 listen --for 30s --forward http://collector:4318', 'in front of a Collector, with a report'],
    ],
  },
  async (given, session) => {
    const { format, failOn, only, skip, traces, forward, forwardProtocol, untilSpans } = given;
    const outputs = parseOutputs(given.output);
    await tryOutputs(outputs, session);
    const colour = given.color ?? session.colour;
    const forMs = parseDuration(given.for, 'for');
    const options = {
      ...{ ...whereToListen(given), format, colour, traces, only, skip, forward, forwardProtocol, forMs },
      allowedOrigins: given.allowOrigin?.map(parseOrigin),
      untilSpans: untilSpans === undefined ? null : parseCount(untilSpans, 'until-spans'),
      maxSpans: parseCount(given.maxSpans, 'max-spans'),
      settleMs: parseDuration(given.settle, 'settle') ?? 0,
    };
    const { listenLive } = await import('../jobs/listen-live.ts');
    const report = await listenLive(options, session);
    if (format === 'json')
      session.write(eventJson({ at: new Date().toISOString(), event: 'report', report }));
    else {
      const text = await present(report, [], format, { columns: session.columns, colour });
      session.write(`${format === 'text' ? '\n' : ''}${text}`);
    }
    await writeOutputs(outputs, report, [], session);
    session.finish(exitStatus(report, failOn));
  },
);
