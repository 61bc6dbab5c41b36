import { TELEMETRY_CHECKS } from '../jobs/judge-telemetry.ts';
import { type ListenOptions, startListening } from '../jobs/listen.ts';
import type { TelemetryEvent } from '../model/telemetry-event.ts';
import type { TraceTree } from '../model/trace-tree.ts';
import { usageError } from '../model/usage.ts';
import { openMachine } from '../processes/machine.ts';
import { type Format, render } from '../report/formats/render.ts';
import { withoutSecrets } from '../report/redact.ts';
import { eventJson } from '../report/screen/event-json.ts';
import { eventLines } from '../report/screen/event-lines.ts';
import { createLiveView, type TerminalSize } from '../report/screen/live-view.ts';
import { forwardTargets } from './shared/forward-targets.ts';
import type { ListenArguments } from './shared/listen-options.ts';
import { parseOutputs, writeOutputs } from './shared/outputs.ts';
import { parseDuration, parseFormat } from './shared/parse.ts';
import { parseCount, parsePort } from './shared/parse-number.ts';
import { parseSelection } from './shared/select.ts';
import type { Session } from './shared/session.ts';
import { exitStatus, parseFailOn } from './shared/status.ts';

/** Between two looks at what arrived. */
const TICK_MS = 1_000;

/** Milliseconds that findings look back, at least. */
const WINDOW_MS = 300_000;

/** Who holds a busy port, in words. */
const holderOf = (port: number): string => {
  const holder = openMachine(() => false)
    ?.listeners([port])
    .find(({ pid }) => pid !== null);
  return holder ? `held by ${holder.name ?? 'a process'} (process ${holder.pid})` : 'held by another process';
};

const NO_ADDRESS: readonly unknown[] = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL', 'EAFNOSUPPORT'];

/** What cannot be listened on is said in one line; the ports never move by themselves. */
const explainStart = (thrown: unknown, host: string, grpcPort: number): unknown => {
  const { code, port } = thrown as { code?: string; port?: number };
  if (code === 'EADDRINUSE' && port !== undefined) {
    const flag = port === grpcPort ? '--grpc-port' : '--http-port';
    return usageError(`port ${port} is ${holderOf(port)}: stop it, or choose another with ${flag}`);
  }
  if (code === 'EACCES')
    return usageError(`port ${port} may be listened on by root only: choose one above 1023`);
  return NO_ADDRESS.includes(code) ? usageError(`--host ${host} is no address of this machine`) : thrown;
};

/** Shows events in the way that was asked for. */
interface Output {
  onEvent(event: TelemetryEvent): void;
  draw(elapsedMs: number): void;
  say(line: string): void;
  clear(): void;
}

const nothing = (): void => undefined;

/** Standard output is for one format: lines go with the text, and beside any other. */
const outputOf = (format: Format, colour: boolean, session: Session): Output => {
  const { write, columns } = session;
  const size = (): TerminalSize => session.terminalSize?.() ?? { columns, rows: 24 };
  const still = { draw: nothing, say: nothing, clear: nothing };
  if (format === 'json') return { ...still, onEvent: (event) => write(eventJson(event)) };
  if (session.live) return createLiveView({ write, size, colour });
  const writeLine = format === 'text' ? write : session.note;
  const onEvent = (event: TelemetryEvent): void => {
    for (const line of eventLines(event, columns)) writeLine(`${line}\n`);
  };
  return { ...still, onEvent };
};

/** A timer of Node that is longer ends at once: 24 days. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Until the time is over, enough spans came, or the reader ends it. */
const waitFor = (
  forMs: number | null,
  enough: Promise<void>,
  tick: () => void,
  session: Session,
): Promise<void> =>
  new Promise((resolve) => {
    const finish = (): void => {
      clearInterval(timer);
      clearTimeout(deadline);
      release?.();
      resolve();
    };
    const release = session.onInterrupt?.(finish);
    const timer = setInterval(tick, TICK_MS);
    const deadline = forMs === null ? undefined : setTimeout(finish, Math.min(forMs, LONGEST_TIMER_MS));
    void enough.then(finish);
  });

const portsOf = (given: ListenArguments): { readonly grpcPort: number; readonly httpPort: number } => {
  const grpcPort = parsePort(given['grpc-port'], 'grpc-port');
  const httpPort = parsePort(given['http-port'], 'http-port');
  if (grpcPort === httpPort && grpcPort !== 0)
    throw usageError(`--grpc-port and --http-port are both ${grpcPort}: each needs a port of its own`);
  return { grpcPort, httpPort };
};

const hostOf = ({ host }: ListenArguments): string => {
  if (host.trim() === '') throw usageError('--host takes an address of this machine, such as 127.0.0.1');
  return host;
};

const optionsOf = (given: ListenArguments): Omit<ListenOptions, 'onEvent' | 'onSpans'> => ({
  host: hostOf(given),
  ...portsOf(given),
  maxSpans: parseCount(given['max-spans'], 'max-spans'),
  settleMs: parseDuration(given.settle, 'settle') ?? 0,
  windowMs: WINDOW_MS,
  forward: given.forward === undefined ? [] : forwardTargets(given.forward, given.forwardProtocol),
  chooses: parseSelection(TELEMETRY_CHECKS, given.only, given.skip),
});

/** Told once enough spans have come; never without a number. */
const countSpans = (
  untilSpans: number | null,
): { readonly enough: Promise<void>; readonly onSpans: (spans: number) => void } => {
  let reach = nothing;
  const enough = new Promise<void>((resolve) => {
    reach = resolve;
  });
  return { enough, onSpans: (spans) => (untilSpans !== null && spans >= untilSpans ? reach() : undefined) };
};

/** Listens until it is told to end, then writes the report. */
export const runListen = async (given: ListenArguments, session: Session): Promise<void> => {
  const format = parseFormat(given.format);
  const failOn = parseFailOn(given.failOn);
  const outputs = parseOutputs(given.output);
  const forMs = parseDuration(given.for, 'for');
  const { enough, onSpans } = countSpans(
    given.untilSpans === undefined ? null : parseCount(given.untilSpans, 'until-spans'),
  );
  const options = optionsOf(given);
  const colour = given.color ?? session.colour;
  const output = outputOf(format, colour, session);
  let latest: TraceTree | null = null;
  const onEvent = (event: TelemetryEvent): void => {
    if (event.event === 'trace') latest = event.trace;
    if (event.event !== 'trace' || given.traces) output.onEvent(event);
  };
  const listening = await startListening({ ...options, onSpans, onEvent }).catch((thrown: unknown) => {
    throw explainStart(thrown, options.host, options.grpcPort);
  });
  const started = performance.now();
  const draw = (): void => output.draw(performance.now() - started);
  const showLatest = (): void => {
    if (latest === null) output.say('no trace is complete yet');
    else output.onEvent({ at: new Date().toISOString(), event: 'trace', trace: latest });
  };
  const releaseKeys = session.live
    ? session.onKey?.((key) => (key === 't' ? showLatest() : undefined))
    : undefined;
  const tick = (): void => {
    listening.tick();
    draw();
  };
  draw();
  await waitFor(forMs, enough, tick, session);
  releaseKeys?.();
  const report = await listening.finish();
  output.clear();
  if (format === 'json') session.write(eventJson({ at: new Date().toISOString(), event: 'report', report }));
  else {
    const text = await render(report, format, { columns: session.columns, colour });
    session.write(withoutSecrets(`${format === 'text' ? '\n' : ''}${text}`, []));
  }
  await writeOutputs(outputs, report, [], session);
  session.finish(exitStatus(report, failOn));
};
