import type { ListedProcess, ProcessList } from '../../model/process-list.ts';
import { SIGNALS } from '../../model/signal.ts';
import { pad, width, wrap } from '../screen/layout.ts';

const HEAD = ['PID', 'PROGRAM', 'LANGUAGE', 'PORTS'] as const;

type Row = readonly [string, string, string, string];

const SCOPES = { all: 'all', loopback: 'loopback', address: '' } as const;

/** `4317 (all), 4318 (192.168.1.4)` */
const portsText = ({ ports }: ListedProcess): string =>
  [...new Set(ports.map(({ port, address, scope }) => `${port} (${SCOPES[scope] || address})`))].join(', ') ||
  '-';

const rowOf = (listed: ListedProcess): Row => [
  listed.pid === null ? '?' : String(listed.pid),
  listed.program ?? listed.name ?? '(may not be seen)',
  listed.language === 'unknown' ? '-' : listed.language,
  portsText(listed),
];

/** Signals that do the same are told together. */
const exportLines = ({ exports }: ListedProcess): readonly (readonly [string, string])[] => {
  if (exports === null) return [];
  const lines = SIGNALS.map((signal) => {
    const { sends, why, protocol, url } = exports[signal];
    return [signal, sends ? `${url} (${protocol})` : `sends nothing${why ? ` (${why})` : ''}`] as const;
  });
  const texts = [...new Set(lines.map(([, text]) => text))];
  return texts.map((text) => [
    lines
      .filter(([, other]) => other === text)
      .map(([signal]) => signal)
      .join(', '),
    text,
  ]);
};

const remarks = ({ network, settings, pid }: ListedProcess): readonly string[] => [
  ...(network === 'other' ? ['in another network namespace'] : []),
  ...(settings === 'not-permitted' && pid !== null ? ['its environment may not be read'] : []),
];

/** Text behind a margin; what is too long continues below itself. */
const behind = (margin: string, text: string, columns: number): readonly string[] =>
  wrap(text, Math.max(columns - width(margin), 20)).map((line, index) =>
    index === 0 ? margin + line : ' '.repeat(width(margin)) + line,
  );

const rowLines = ([pid, program, language, ports]: Row, left: readonly number[], columns: number) => {
  const [first = 0, second = 0, third = 0] = left;
  const margin = `${pid.padStart(first)}  ${pad(program, second)}  ${pad(language, third)}  `;
  return behind(margin, ports, columns).map((line) => line.trimEnd());
};

const PROGRAM_COLUMNS = 30;

const cut = (text: string): string =>
  width(text) > PROGRAM_COLUMNS ? `${text.slice(0, PROGRAM_COLUMNS - 3)}...` : text;

const plural = (count: number): string => (count === 1 ? 'one process' : `${count} processes`);

const permission = ({ notPermitted }: ProcessList): string =>
  notPermitted === 0 ? '' : `The environment of ${plural(notPermitted)} may not be read (root may).`;

const NOTHING = 'No process has OTEL_ settings or holds port 4317 or 4318.';

/** Processes as a table for a person; where each sends stands below it. */
export const renderProcessList = (list: ProcessList, columns: number): string => {
  const { processes } = list;
  if (processes.length === 0) return `${[NOTHING, permission(list)].filter(Boolean).join(' ')}\n`;
  const rows = processes.map((listed) => {
    const [pid, program, language, ports] = rowOf(listed);
    return [pid, cut(program), language, ports] as const;
  });
  const left = [0, 1, 2].map((column) => Math.max(...[HEAD, ...rows].map((row) => width(row[column] ?? ''))));
  const margin = ' '.repeat((left[0] ?? 0) + 2);
  const blocks = processes.flatMap((listed, index) => [
    ...rowLines(rows[index] ?? HEAD, left, columns),
    ...exportLines(listed).flatMap(([signals, text]) => behind(`${margin}${signals}: `, text, columns)),
    ...remarks(listed).flatMap((remark) => behind(margin, remark, columns)),
  ]);
  const end = permission(list);
  return `${[...rowLines(HEAD, left, columns), ...blocks, ...(end ? ['', ...wrap(end, columns)] : [])].join('\n')}\n`;
};

/** The same as JSON. */
export const renderProcessListJson = (list: ProcessList): string =>
  `${JSON.stringify({ schemaVersion: 1, ...list }, null, 2)}\n`;
