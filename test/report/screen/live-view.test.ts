import { expect, test } from 'vitest';
import type { Finding } from '../../../src/model/finding.ts';
import type { TelemetryEvent, TelemetryEventBody } from '../../../src/model/telemetry-event.ts';
import type { ReportService } from '../../../src/model/telemetry-report.ts';
import { width } from '../../../src/report/screen/layout.ts';
import { createLiveView, type TerminalSize } from '../../../src/report/screen/live-view.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what this reads
const PARTS = /([^\u001b\n\r]*)(\u001b\[\??\d*[A-Za-z]|\n|\r|$)/g;

/** A terminal that knows what the view uses: lines, up, start of the line, and erasing. */
const terminal = (size: TerminalSize) => {
  const rows: string[] = [''];
  let row = 0;
  const state = { size, writes: 0, wrapped: 0 };
  const print = (text: string): void => {
    if (width(text) > state.size.columns) state.wrapped += 1;
    rows[row] = text;
  };
  const act = (command: string): void => {
    const [, up] = /\[(\d+)A$/.exec(command) ?? [];
    if (up !== undefined) row = Math.max(row - Number(up), 0);
    else if (command === '\n') {
      row += 1;
      rows[row] ??= '';
    } else if (command.endsWith('[0J')) rows.splice(row, rows.length, '');
  };
  const write = (text: string): void => {
    state.writes += 1;
    for (const [, line = '', command = ''] of text.matchAll(PARTS)) {
      if (line !== '' || command === '\u001b[K') print(line);
      act(command);
    }
  };
  return { state, write, size: () => state.size, shown: () => rows.join('\n').trimEnd() };
};

const viewOn = (size: TerminalSize, colour = false) => {
  const screen = terminal(size);
  const view = createLiveView({ write: screen.write, size: screen.size, colour });
  const tell = (body: TelemetryEventBody): void =>
    view.onEvent({ at: '2026-06-01T10:11:12.000Z', ...body } as TelemetryEvent);
  tell({ event: 'listening', grpc: '127.0.0.1:4317', http: '127.0.0.1:4318', forward: [] });
  return { ...screen, view, tell };
};

const service = (label: string, spans = 1): ReportService => ({
  ...{ id: label, label, language: 'python', sdkVersion: null },
  ...{ spans, traces: 1, metricPoints: 0, logRecords: 0 },
});

const received = (services: readonly ReportService[], spans = 12): TelemetryEventBody => ({
  event: 'received',
  spansPerSecond: 6,
  services,
  received: { requests: 1, refused: 0, spans, traces: 3, metricPoints: 0, logRecords: 0, bytes: 10 },
});

test('the block is drawn over itself, and lines stay above it', () => {
  const { view, tell, shown } = viewOn({ columns: 80, rows: 24 });
  view.draw(1_000);
  expect(shown()).toBe(
    `
nothing has arrived yet
gRPC on 127.0.0.1:4317, HTTP on 127.0.0.1:4318, for 1 s
t shows the latest trace, Ctrl-C ends with a report`,
  );
  tell({ event: 'service', service: service('shop') });
  tell(received([service('shop')]));
  view.draw(2_000);
  expect(shown()).toBe(
    `10:11:12  service shop (python)

12 spans in 3 traces, 6 a second
  shop  1 span in 1 trace, python
nothing wrong so far
gRPC on 127.0.0.1:4317, HTTP on 127.0.0.1:4318, for 2 s
t shows the latest trace, Ctrl-C ends with a report`,
  );
  view.clear();
  expect(shown()).toBe('10:11:12  service shop (python)');
});

test('without a new count nothing arrives', () => {
  const { view, tell, shown } = viewOn({ columns: 80, rows: 24 });
  tell(received([]));
  view.draw(1_000);
  view.draw(2_000);
  expect(shown()).toContain('12 spans in 3 traces, 0 a second');
});

test('each drawing is one write between the marks of a synchronised update', () => {
  const { view, state, tell } = viewOn({ columns: 80, rows: 24 });
  view.draw(0);
  expect(state.writes).toBe(1);
  tell({ event: 'service', service: service('shop') });
  expect(state.writes).toBe(2);
});

test.each([
  { columns: 40, rows: 24 },
  { columns: 20, rows: 10 },
  { columns: 80, rows: 5 },
])('no row of the block wraps and it never fills the terminal: $columns x $rows', (size) => {
  const { view, tell, state, shown } = viewOn(size);
  tell(received(Array.from({ length: 30 }, (_, index) => service(`在庫サービス${index}`.repeat(3)))));
  view.draw(1_000);
  view.draw(2_000);
  expect(state.wrapped).toBe(0);
  expect(shown().split('\n').length).toBeLessThan(size.rows);
});

test('the services with the most spans are listed, the rest counted', () => {
  const { view, tell, shown } = viewOn({ columns: 80, rows: 24 });
  tell(received(Array.from({ length: 11 }, (_, index) => service(`s${index}`, index))));
  view.draw(1_000);
  expect(shown()).toMatch(/s10 {2}10 spans/);
  expect(shown()).toContain('and 3 services more');
});

test('findings are counted while they stand', () => {
  const { view, tell, shown } = viewOn({ columns: 80, rows: 24 });
  const finding: Finding = {
    code: 'telemetry/clock-skew',
    title: 'Clocks differ',
    severity: 'warning',
    summary: 'the clock is ahead',
    explanation: 'It is.',
    evidence: [],
    fixes: [],
    targets: ['s1'],
    refuted: false,
    suspicion: false,
  };
  tell(received([]));
  tell({ event: 'finding', finding });
  view.draw(1_000);
  expect(shown()).toMatch(/warning: the clock is ahead \(telemetry\/clock-skew\)[\s\S]*\n1 warning\n/);
  tell({ event: 'finding-gone', code: finding.code, targets: finding.targets });
  expect(shown()).toMatch(/no longer: telemetry\/clock-skew[\s\S]*\nnothing wrong so far\n/);
});

test('a window that became narrower loses nothing of what is above', () => {
  const { view, tell, state, shown } = viewOn({ columns: 80, rows: 24 });
  tell({ event: 'service', service: service('shop') });
  view.draw(1_000);
  state.size = { columns: 60, rows: 24 };
  view.draw(2_000);
  expect(shown()).toContain('service shop');
});

test('hostile text of a sender moves no cursor', () => {
  const written: string[] = [];
  const view = createLiveView({
    write: (text) => written.push(text),
    size: () => ({ columns: 80, rows: 24 }),
    colour: false,
  });
  view.onEvent({ at: '2026-06-01T10:11:12.000Z', event: 'service', service: service('a\u001b[2J\u0007\nb') });
  view.onEvent({ at: '2026-06-01T10:11:12.000Z', ...received([service('a\u001b[2J\nb')]) } as TelemetryEvent);
  view.draw(1);
  expect(written.join('')).not.toContain('\u001b[2J');
  expect(written.join('')).not.toContain('\u0007');
  expect(written.join('')).toContain('service a?[2J? b');
});
