import { errorCode } from '../model/error-code.ts';
import type { Report } from '../model/report.ts';
import type { TelemetryEvent } from '../model/telemetry-event.ts';
import { LONGEST_TIMER_MS } from '../model/time-limit.ts';
import type { TraceTree } from '../model/trace-tree.ts';
import { usageError } from '../model/usage.ts';
import { openMachine } from '../processes/machine.ts';
import type { Format } from '../report/formats/render.ts';
import { eventJson } from '../report/screen/event-json.ts';
import { eventLines } from '../report/screen/event-lines.ts';
import { createLiveView, type TerminalSize } from '../report/screen/live-view.ts';
import { type ForwardProtocol, forwardTargets } from './forward-targets.ts';
import { TELEMETRY_CHECKS } from './judge-telemetry.ts';
import { type ListenOptions, startListening } from './listen.ts';
import { type Selection, selectionOf } from './selection.ts';

/** What is listened for, in the words of the command line. */
interface ListenRequest
  extends Pick<ListenOptions, 'host' | 'grpcPort' | 'httpPort' | 'maxSpans' | 'settleMs' | 'allowedOrigins'>,
    Selection {
  readonly format: Format;
  readonly colour: boolean;
  /** Show every trace as it is complete. */
  readonly traces: boolean;
  readonly forward: string | undefined;
  readonly forwardProtocol: ForwardProtocol | undefined;
  /** Milliseconds until it ends; null waits for the reader. */
  readonly forMs: number | null;
  readonly untilSpans: number | null;
}

/** Where events are shown, and the reader who may end it. */
interface Screen {
  write(text: string): void;
  /** Writes to standard error. */
  note(text: string): void;
  readonly columns: number;
  readonly live: boolean;
  terminalSize?(): TerminalSize;
  onInterrupt?(listener: () => void): () => void;
  onKey?(listener: (key: string) => void): () => void;
}

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
  const code = errorCode(thrown);
  const { port } = thrown as { port?: number };
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
const outputOf = ({ format, colour }: ListenRequest, screen: Screen): Output => {
  const { write, columns } = screen;
  const size = (): TerminalSize => screen.terminalSize?.() ?? { columns, rows: 24 };
  const still = { draw: nothing, say: nothing, clear: nothing };
  if (format === 'json') return { ...still, onEvent: (event) => write(eventJson(event)) };
  if (screen.live) return createLiveView({ write, size, colour });
  const writeLine = format === 'text' ? write : screen.note;
  const onEvent = (event: TelemetryEvent): void => {
    for (const line of eventLines(event, columns)) writeLine(`${line}\n`);
  };
  return { ...still, onEvent };
};

/** Until the time is over, enough spans came, or the reader ends it. */
const waitFor = (
  forMs: number | null,
  enough: Promise<void>,
  tick: () => void,
  screen: Screen,
): Promise<void> =>
  new Promise((resolve) => {
    const finish = (): void => {
      clearInterval(timer);
      clearTimeout(deadline);
      release?.();
      resolve();
    };
    const release = screen.onInterrupt?.(finish);
    const timer = setInterval(tick, TICK_MS);
    const deadline = forMs === null ? undefined : setTimeout(finish, Math.min(forMs, LONGEST_TIMER_MS));
    void enough.then(finish);
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

/** Listens until it is told to end, and shows what comes meanwhile; the report is for the caller to write. */
export const listenLive = async (request: ListenRequest, screen: Screen): Promise<Report> => {
  const { host, grpcPort, httpPort, maxSpans, settleMs, forward, forwardProtocol } = request;
  const { enough, onSpans } = countSpans(request.untilSpans);
  const output = outputOf(request, screen);
  let latest: TraceTree | null = null;
  const onEvent = (event: TelemetryEvent): void => {
    if (event.event === 'trace') latest = event.trace;
    if (event.event !== 'trace' || request.traces) output.onEvent(event);
  };
  const listening = await startListening({
    ...{ host, grpcPort, httpPort, maxSpans, settleMs, windowMs: WINDOW_MS, onSpans, onEvent },
    forward: forward === undefined ? [] : forwardTargets(forward, forwardProtocol),
    allowedOrigins: request.allowedOrigins,
    chooses: selectionOf(TELEMETRY_CHECKS, request),
  }).catch((thrown: unknown) => {
    throw explainStart(thrown, host, grpcPort);
  });
  const started = performance.now();
  const draw = (): void => output.draw(performance.now() - started);
  const showLatest = (): void => {
    if (latest === null) output.say('no trace is complete yet');
    else output.onEvent({ at: new Date().toISOString(), event: 'trace', trace: latest });
  };
  const releaseKeys = screen.live
    ? screen.onKey?.((key) => (key === 't' ? showLatest() : undefined))
    : undefined;
  const tick = (): void => {
    listening.tick();
    draw();
  };
  draw();
  await waitFor(request.forMs, enough, tick, screen);
  releaseKeys?.();
  const report = await listening.finish();
  output.clear();
  return report;
};
