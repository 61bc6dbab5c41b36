import type { TelemetryEvent } from '../model/telemetry-event.ts';
import { eventLines } from './event-lines.ts';
import { pad, width } from './layout.ts';
import { visible } from './visible.ts';
import { count, duration } from './words.ts';

/** What is shown while listening, on a terminal: events as lines, and under them a block that is drawn again. */
export interface LiveView {
  onEvent(event: TelemetryEvent): void;
  /** Draws the block again. */
  draw(elapsedMs: number): void;
  clear(): void;
}

/** Services that are listed by name. */
const LISTED = 8;

const cut = (line: string, columns: number): string =>
  width(line) <= columns ? line : `${[...line].slice(0, columns - 3).join('')}...`;

type Received = Extract<TelemetryEvent, { readonly event: 'received' }>;
type Started = Extract<TelemetryEvent, { readonly event: 'listening' }>;

const serviceLines = ({ services }: Received): readonly string[] => {
  const shown = [...services].sort((a, b) => b.spans - a.spans).slice(0, LISTED);
  const left = Math.max(...shown.map(({ label }) => width(label)), 0);
  const more = services.length - shown.length;
  return [
    ...shown.map(
      ({ label, language, spans, traces }) =>
        `  ${pad(label, left)}  ${count(spans, 'span')} in ${count(traces, 'trace')}${language === null ? '' : `, ${language}`}`,
    ),
    ...(more > 0 ? [`  and ${count(more, 'service')} more`] : []),
  ];
};

const blockOf = (
  started: Started | null,
  received: Received | null,
  rate: number,
  elapsedMs: number,
): readonly string[] => {
  const total = received?.received;
  const refused = total && total.refused > 0 ? `, ${total.refused.toLocaleString('en-US')} refused` : '';
  return [
    `gRPC on ${started?.grpc ?? ''}, HTTP on ${started?.http ?? ''}, for ${duration(elapsedMs)}`,
    total === undefined
      ? 'nothing has arrived yet'
      : `${count(total.spans, 'span')} in ${count(total.traces, 'trace')}, ${rate.toLocaleString('en-US')} a second${refused}`,
    ...(received === null ? [] : serviceLines(received)),
    't shows the latest trace, Ctrl-C ends with a report',
  ];
};

/** Events of counting are what the block shows; the rest stays as lines above it. */
const isLine = ({ event }: TelemetryEvent): boolean =>
  event !== 'received' && event !== 'listening' && event !== 'report';

/** Writes cursor movements, so only for a terminal. */
export const createLiveView = (write: (text: string) => void, columns: number): LiveView => {
  let lines = 0;
  let started: Started | null = null;
  let received: Received | null = null;
  let rate = 0;
  const clear = (): void => {
    if (lines > 0) write(`\u001b[${lines}A\u001b[0J`);
    lines = 0;
  };
  return {
    clear,
    onEvent: (event) => {
      if (event.event === 'listening') started = event;
      if (event.event === 'received') {
        received = event;
        rate = event.spansPerSecond;
      }
      if (!isLine(event)) return;
      clear();
      write(`${eventLines(event, columns).join('\n')}\n`);
    },
    draw: (elapsedMs) => {
      clear();
      const block = blockOf(started, received, rate, elapsedMs).map((line) => cut(visible(line), columns));
      write(`${block.join('\n')}\n`);
      lines = block.length;
      // Without a new event of counting nothing arrives.
      rate = 0;
    },
  };
};
