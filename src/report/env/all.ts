import type { EnvReport, EnvSdk } from '../../model/env.ts';
import { SIGNALS, type Signal } from '../../model/signal.ts';
import { pad, width, wrap } from '../screen/layout.ts';
import { visible } from '../screen/visible.ts';
import { headerTexts, proxyText, timeoutText } from './words.ts';

/** What one SDK does with one signal, in texts that can be compared with those of another SDK. */
interface Doing {
  readonly protocol: string;
  readonly to: string;
  readonly sends: boolean;
  readonly details: Readonly<Record<string, string>>;
  readonly unknown: readonly string[];
}

/** Paths of the three signals look alike, so that signals that go the same way can be told together. */
const general = (url: string, signal: Signal): string => url.replace(`/v1/${signal}`, '/v1/{signal}');

const doingOf = ({ signals, targets }: EnvSdk, signal: Signal): Doing => {
  const [row, target] = [signals[signal], targets[signal]];
  const to = row.sends
    ? general(row.url ?? 'not known', signal)
    : `sends nothing (${row.why ?? 'not known'})`;
  const details = {
    headers: headerTexts(row, target).join(', ') || 'none',
    compression: row.compression,
    timeout: timeoutText(row, target),
    proxy: target.unknown.includes('proxy') ? 'not known' : proxyText(row),
  };
  return { protocol: row.protocol, to, details, sends: row.sends, unknown: target.unknown };
};

interface Group {
  readonly signals: readonly Signal[];
  readonly doing: Doing;
  /** What the specification says for the first of the signals. */
  readonly spec: Doing | null;
}

const groupsOf = (entry: EnvSdk, spec: EnvSdk | undefined): readonly Group[] => {
  const groups = new Map<string, { readonly signals: Signal[] } & Omit<Group, 'signals'>>();
  for (const signal of SIGNALS) {
    const doing = doingOf(entry, signal);
    const expected = spec === undefined ? null : doingOf(spec, signal);
    // Signals of which the specification says different things are told apart: the marks differ.
    const key = JSON.stringify([doing, expected]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { signals: [signal], doing, spec: expected });
    else known.signals.push(signal);
  }
  return [...groups.values()];
};

const MARK = '*';

const mark = (text: string, expected: string | undefined): string =>
  expected === undefined || expected === text ? text : `${MARK}${text}`;

/** Of the specification everything is told, of the others what differs. */
const detailLines = ({ doing, spec }: Group, isSpec: boolean): readonly string[] => {
  if (!doing.sends) return [];
  const all = Object.entries(doing.details);
  const told = isSpec ? all : all.filter(([label, text]) => spec?.details[label] !== text);
  const texts = told
    .filter(([, text]) => text !== 'not known')
    .map(([label, text]) => `${isSpec ? '' : MARK}${label}: ${text}`);
  return [...texts, ...(doing.unknown.length > 0 ? [`not known: ${doing.unknown.join(', ')}`] : [])];
};

const HEAD = ['SDK', 'PROTOCOL', 'SENDS TO'] as const;

interface Layout {
  readonly first: number;
  readonly second: number;
  readonly columns: number;
}

const line = ({ first, second }: Layout, cells: readonly [string, string, string]): string =>
  `${pad(cells[0], first)}  ${pad(cells[1], second)}  ${cells[2]}`.trimEnd();

const groupLines = (layout: Layout, name: string, group: Group, alone: boolean): readonly string[] => {
  const { doing, spec, signals } = group;
  const isSpec = name === 'spec';
  const who = alone ? '' : `${signals.join(', ')}: `;
  const [only] = signals.length === 1 ? signals : ['{signal}'];
  const marked = mark(doing.to, isSpec ? undefined : spec?.to);
  const to = who + marked.replace('{signal}', only ?? '');
  const room = Math.max(layout.columns - layout.first - layout.second - 4, 9);
  const texts = [
    ...wrap(to, room),
    ...detailLines(group, isSpec).flatMap((text) => wrap(text, room - 2).map((part) => `  ${part}`)),
  ];
  const protocol = mark(doing.protocol, isSpec ? undefined : spec?.protocol);
  return texts.map((text, at) => line(layout, ['', at === 0 ? protocol : '', text]));
};

const sdkLines = (layout: Layout, entry: EnvSdk, spec: EnvSdk | undefined): readonly string[] => {
  const groups = groupsOf(entry, spec);
  const [first = '', ...rest] = groups.flatMap((group) =>
    groupLines(layout, entry.sdk, group, groups.length === 1),
  );
  return [pad(entry.sdk, layout.first) + first.slice(layout.first), ...rest];
};

const evidence = (sdks: readonly EnvSdk[], kind: EnvSdk['evidence']): string =>
  sdks
    .filter((entry) => entry.evidence === kind)
    .map(({ sdk, release }) => `${sdk} ${release}`)
    .join(', ');

const footnotes = (sdks: readonly EnvSdk[]): readonly string[] => [
  `${MARK} differs from the specification (spec).`,
  ...(
    [
      ['Measured', 'measured'],
      ['Read in the source', 'source'],
    ] as const
  ).flatMap(([label, kind]) => {
    const list = evidence(sdks, kind);
    return list === '' ? [] : [`${label}: ${list}.`];
  }),
];

/** What the settings mean to every SDK: a row each, with the differences from the specification marked. */
export const renderEnvAll = ({ sdks }: EnvReport, notes: readonly string[], columns: number): string => {
  const spec = sdks.find(({ sdk }) => sdk === 'spec');
  const protocols = sdks.flatMap(({ signals }) => SIGNALS.map((signal) => signals[signal].protocol));
  const layout: Layout = {
    first: Math.max(...[HEAD[0], ...sdks.map(({ sdk }) => sdk)].map(width)),
    second: Math.max(...[HEAD[1], ...protocols].map(width)) + MARK.length,
    columns,
  };
  const row = (entry: EnvSdk): readonly string[] => sdkLines(layout, entry, spec);
  const programs = sdks.filter(({ program }) => program !== null);
  const all = [
    line(layout, HEAD),
    ...sdks.filter(({ program }) => program === null).flatMap(row),
    ...(programs.length > 0 ? ['', line(layout, ['PROGRAM', '', '']), ...programs.flatMap(row)] : []),
    '',
    ...[...footnotes(sdks), ...notes].flatMap((note) => wrap(note, columns)),
  ];
  return `${visible(all.join('\n'))}\n`;
};
