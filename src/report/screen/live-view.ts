import { Chalk, type ChalkInstance } from 'chalk';
import type { TelemetryEvent } from '../../model/telemetry-event.ts';
import { grouped } from '../../text/grouped.ts';
import { count, duration } from '../words.ts';
import { clip } from './clip.ts';
import { paintedEventLines } from './event-lines.ts';
import { pad, width } from './layout.ts';
import { visible } from './visible.ts';

/** What is shown while listening, on a terminal: events as lines, and under them a block that is drawn again. */
export interface LiveView {
  onEvent(event: TelemetryEvent): void;
  /** Draws the block again, about once a second. */
  draw(elapsedMs: number): void;
  /** A line above the block. */
  say(line: string): void;
  /** Takes the block away. */
  clear(): void;
}

/** A terminal as it is at the moment. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** How a live view is written. */
export interface LiveViewOptions {
  write(text: string): void;
  size(): TerminalSize;
  readonly colour: boolean;
}

/** Services that are listed by name. */
const LISTED = 8;

/** Rows of the block apart from services, the one that says that there are more, and one for the cursor. */
const OTHER_ROWS = 7;

/** Wider lines are hard to read. */
const WIDEST = 100;

/** The terminal shows what comes in between at once: https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036 */
const BEGIN = '\u001b[?2026h';
const END = '\u001b[?2026l';

const ERASE_REST_OF_LINE = '\u001b[K';
const ERASE_BELOW = '\u001b[0J';

type Received = Extract<TelemetryEvent, { readonly event: 'received' }>;
type Started = Extract<TelemetryEvent, { readonly event: 'listening' }>;

/** What the block tells. */
interface State {
  readonly started: Started | null;
  readonly received: Received | null;
  readonly spansPerSecond: number;
  readonly elapsedMs: number;
  /** Different findings by severity that stand. */
  readonly findings: ReadonlyMap<string, 'error' | 'warning' | 'info'>;
}

const serviceLines = ({ services }: Received, room: number, columns: number): readonly string[] => {
  const shown = [...services].sort((a, b) => b.spans - a.spans).slice(0, Math.min(LISTED, Math.max(room, 0)));
  const labels = shown.map(({ label }) => clip(visible(label), Math.floor(columns / 2)));
  const left = Math.max(...labels.map(width), 0);
  const more = services.length - shown.length;
  return [
    ...shown.map(
      ({ language, spans, traces }, index) =>
        `  ${pad(labels[index] ?? '', left)}  ${count(spans, 'span')} in ${count(traces, 'trace')}${language === null ? '' : `, ${language}`}`,
    ),
    ...(more > 0 ? [`  and ${count(more, 'service')} more`] : []),
  ];
};

const findingsLine = ({ findings }: State, paint: ChalkInstance): string => {
  const number = (severity: string): number =>
    [...findings.values()].filter((one) => one === severity).length;
  const [errors, warnings, notes] = [number('error'), number('warning'), number('info')];
  const parts = [
    ...(errors > 0 ? [paint.red(count(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint.yellow(count(warnings, 'warning'))] : []),
    ...(notes > 0 ? [paint.cyan(count(notes, 'note'))] : []),
  ];
  return parts.length === 0 ? paint.green('nothing wrong so far') : parts.join(', ');
};

const totalLine = ({ received, spansPerSecond }: State): string => {
  if (received === null) return 'nothing has arrived yet';
  const { spans, traces, metricPoints, logRecords, refused } = received.received;
  return [
    `${count(spans, 'span')} in ${count(traces, 'trace')}, ${grouped(spansPerSecond)} a second`,
    ...(metricPoints > 0 ? [count(metricPoints, 'metric point')] : []),
    ...(logRecords > 0 ? [count(logRecords, 'log record')] : []),
    ...(refused > 0 ? [`${grouped(refused)} refused`] : []),
  ].join(', ');
};

/** Lines that fit: wrapped ones would be more rows than are taken away again. */
const blockOf = (state: State, size: TerminalSize, paint: ChalkInstance): readonly string[] => {
  const columns = Math.min(size.columns, WIDEST);
  const clipped = (line: string): string => clip(visible(line), columns);
  const { started, received, elapsedMs } = state;
  const lines = [
    '',
    paint.bold(clipped(totalLine(state))),
    ...(received === null ? [] : serviceLines(received, size.rows - OTHER_ROWS, columns).map(clipped)),
    ...(received === null ? [] : [findingsLine(state, paint)]),
    paint.dim(
      clipped(`gRPC on ${started?.grpc ?? ''}, HTTP on ${started?.http ?? ''}, for ${duration(elapsedMs)}`),
    ),
    paint.dim(clipped('t shows the latest trace, Ctrl-C ends with a report')),
  ];
  return lines.slice(0, Math.max(size.rows - 1, 1));
};

/** Events of counting are what the block shows; the rest stays as lines above it. */
const isLine = ({ event }: TelemetryEvent): boolean =>
  event !== 'received' && event !== 'listening' && event !== 'report';

const afterEvent = (state: State, event: TelemetryEvent): State => {
  if (event.event === 'listening') return { ...state, started: event };
  if (event.event === 'received') return { ...state, received: event, spansPerSecond: event.spansPerSecond };
  const findings = new Map(state.findings);
  if (event.event === 'finding')
    findings.set(`${event.finding.code} ${event.finding.targets.join(' ')}`, event.finding.severity);
  if (event.event === 'finding-gone') findings.delete(`${event.code} ${event.targets.join(' ')}`);
  return { ...state, findings };
};

/** Writes cursor movements, so only for a terminal. */
export const createLiveView = ({ write, size, colour }: LiveViewOptions): LiveView => {
  const paint = new Chalk({ level: colour ? 1 : 0 });
  let state: State = {
    started: null,
    received: null,
    spansPerSecond: 0,
    elapsedMs: 0,
    findings: new Map(),
  };
  let drawn: { readonly rows: number; readonly columns: number } | null = null;
  /** To the first row of the block. In a window that became narrower it has other rows: it is left then, for what is above. */
  const back = (): string =>
    drawn === null || drawn.columns > size().columns ? '' : `\u001b[${drawn.rows}A\r`;
  /** Writes lines above the block and the block below them, in one go. */
  const paintAll = (above: readonly string[]): void => {
    const block = blockOf(state, size(), paint);
    const lines = [...above, ...block].map((line) => `${line}${ERASE_REST_OF_LINE}\n`).join('');
    write(`${BEGIN}${back()}${lines}${ERASE_BELOW}${END}`);
    drawn = { rows: block.length, columns: size().columns };
  };
  const columns = (): number => Math.min(size().columns, WIDEST);
  return {
    clear: () => {
      if (drawn !== null) write(`${back()}${ERASE_BELOW}`);
      drawn = null;
    },
    say: (line) => paintAll([`          ${clip(visible(line), columns() - 10)}`]),
    onEvent: (event) => {
      state = afterEvent(state, event);
      if (isLine(event)) paintAll(paintedEventLines(event, columns(), colour));
    },
    draw: (elapsedMs) => {
      state = { ...state, elapsedMs };
      paintAll([]);
      // Without a new event of counting nothing arrives.
      state = { ...state, spansPerSecond: 0 };
    },
  };
};
