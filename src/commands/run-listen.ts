import { telemetryChecks } from '../../checks/telemetry.ts';
import type { ForwardTarget } from '../forward/forward.ts';
import { type Listening, startListening } from '../listen.ts';
import type { TelemetryEvent } from '../model/telemetry-event.ts';
import type { TraceTree } from '../model/trace-tree.ts';
import { usageError } from '../model/usage.ts';
import { openMachine } from '../processes/machine.ts';
import { eventJson } from '../report/event-json.ts';
import { eventLines } from '../report/event-lines.ts';
import { createLiveView } from '../report/live-view.ts';
import { withoutSecrets } from '../report/net.ts';
import { render } from '../report/render.ts';
import { forwardTargets } from './forward-targets.ts';
import type { ListenArguments } from './listen-options.ts';
import { parseOutputs, writeOutputs } from './outputs.ts';
import { parseDuration, parseFormat } from './parse.ts';
import { parseCount, parsePort } from './parse-number.ts';
import { parseSelection } from './select.ts';
import type { Session } from './session.ts';
import { exitStatus, parseFailOn } from './status.ts';

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

/** What cannot be listened on is said in one line; the ports never move by themselves. */
const explainStart = (thrown: unknown, given: ListenArguments): unknown => {
  const { code, port } = thrown as { code?: string; port?: number };
  if (code === 'EADDRINUSE' && port !== undefined) {
    const flag = String(port) === given['grpc-port'] ? '--grpc-port' : '--http-port';
    return usageError(`port ${port} is ${holderOf(port)}: stop it, or choose another with ${flag}`);
  }
  if (code === 'EACCES')
    return usageError(`port ${port} may be listened on by root only: choose one above 1023`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return usageError(`--host ${given.host} is no address of this machine`);
  return thrown;
};

/** Shows events in the way that was asked for. */
interface Output {
  onEvent(event: TelemetryEvent): void;
  draw(elapsedMs: number): void;
  clear(): void;
}

const outputOf = (json: boolean, session: Session): Output => {
  if (json) return { onEvent: (event) => session.write(eventJson(event)), draw: () => {}, clear: () => {} };
  if (session.live) return createLiveView(session.write, session.columns);
  const onEvent = (event: TelemetryEvent): void => {
    for (const line of eventLines(event, session.columns)) session.write(`${line}\n`);
  };
  return { onEvent, draw: () => {}, clear: () => {} };
};

/** Until the time is over, enough spans came, or the reader ends it. */
const waitFor = (
  listening: Listening,
  forMs: number | null,
  untilSpans: number | null,
  afterTick: () => void,
  session: Session,
): Promise<void> =>
  new Promise((resolve) => {
    const started = performance.now();
    const release = session.onInterrupt?.(() => finish()) ?? (() => undefined);
    const finish = (): void => {
      clearInterval(timer);
      clearTimeout(deadline);
      release();
      resolve();
    };
    const timer = setInterval(() => {
      listening.tick();
      afterTick();
      if (untilSpans !== null && listening.spans() >= untilSpans) finish();
    }, TICK_MS);
    const left = forMs === null ? null : Math.max(forMs - (performance.now() - started), 1);
    const deadline = left === null ? undefined : setTimeout(finish, left);
  });

/** Listens until it is told to end, then writes the report. */
export const runListen = async (given: ListenArguments, session: Session): Promise<void> => {
  const format = parseFormat(given.format);
  const failOn = parseFailOn(given.failOn);
  const outputs = parseOutputs(given.output);
  const forMs = parseDuration(given.for, 'for');
  const untilSpans = given.untilSpans === undefined ? null : parseCount(given.untilSpans, 'until-spans');
  const forward: readonly ForwardTarget[] = given.forward
    ? forwardTargets(given.forward, given.forwardProtocol)
    : [];
  const output = outputOf(format === 'json', session);
  let latest: TraceTree | null = null;
  const onEvent = (event: TelemetryEvent): void => {
    if (event.event === 'trace') latest = event.trace;
    if (event.event !== 'trace' || given.traces) output.onEvent(event);
  };
  const listening = await startListening({
    host: given.host,
    grpcPort: parsePort(given['grpc-port'], 'grpc-port'),
    httpPort: parsePort(given['http-port'], 'http-port'),
    maxSpans: parseCount(given['max-spans'], 'max-spans'),
    settleMs: parseDuration(given.settle, 'settle') ?? 0,
    windowMs: WINDOW_MS,
    forward,
    chooses: parseSelection(telemetryChecks, given.only, given.skip),
    onEvent,
  }).catch((thrown: unknown) => {
    throw explainStart(thrown, given);
  });
  const started = performance.now();
  const draw = (): void => output.draw(performance.now() - started);
  const showLatest = (): void => {
    if (latest !== null) output.onEvent({ at: new Date().toISOString(), event: 'trace', trace: latest });
    draw();
  };
  const releaseKeys = session.live
    ? session.onKey?.((key) => (key === 't' ? showLatest() : undefined))
    : undefined;
  draw();
  await waitFor(listening, forMs, untilSpans, draw, session);
  releaseKeys?.();
  output.clear();
  const report = await listening.finish();
  output.clear();
  if (format === 'json') session.write(eventJson({ at: new Date().toISOString(), event: 'report', report }));
  else {
    const colour = given.color ?? session.colour;
    const text = await render(report, format, { columns: session.columns, colour });
    session.write(withoutSecrets(`${session.live ? '' : '\n'}${text}`, []));
  }
  await writeOutputs(outputs, report, [], session);
  session.finish(exitStatus(report, failOn));
};
