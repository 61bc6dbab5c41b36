import type { EnvSdk, EnvSignal } from '../../model/env.ts';
import type { Setting } from '../../model/setting.ts';
import { SIGNALS, type Signal } from '../../model/signal.ts';
import type { SettingProblem, Target } from '../../model/target.ts';
import { indent, pad, width, wrap } from '../screen/layout.ts';
import { visible } from '../screen/visible.ts';
import { filePlace } from '../words.ts';
import { EFFECTS, headerTexts, proxyText, sourceText, timeoutText, UNKNOWN_PARTS } from './words.ts';

/** Label, and what stands beside it, line by line. */
type Row = readonly [string, readonly string[]];

const LOST = { shadowed: 'instead of', invalid: 'after' } as const;

/** What the value is, where it comes from, and what it hides; a default needs no more words. */
const withSource = (values: readonly string[], setting: Setting | undefined): readonly string[] => {
  if (setting === undefined) return values;
  const { source, candidates } = setting;
  const lost = candidates.map(
    (candidate) =>
      `  ${LOST[candidate.outcome]} ${candidate.value || '(empty)'} from ${sourceText(candidate.source)}${candidate.outcome === 'invalid' ? ', which counts as not set' : ''}`,
  );
  if (source.kind === 'default') {
    const [first = '', ...rest] = values;
    return [first === 'none' ? first : `${first} (default)`, ...rest, ...lost];
  }
  return [...values, `  from ${sourceText(source)}`, ...lost];
};

const named = ({ settings }: Target, name: string): Setting | undefined =>
  settings.find((setting) => setting.name === name);

const row = (label: string, target: Target, value: string | null): Row => [
  label,
  withSource([value ?? 'none'], named(target, label)),
];

/** Where nothing connects there is nothing to encrypt. */
const tlsRow = ({ connect }: EnvSignal): readonly Row[] =>
  connect === null ? [] : [['TLS', [connect.tls ? 'yes' : 'no']]];

const FILES = ['certificate', 'client certificate', 'client key'] as const;

const fileRows = (target: Target): readonly Row[] =>
  FILES.flatMap((label): readonly Row[] => {
    const setting = named(target, label);
    if (setting === undefined) return [];
    const ignored = target.ignoredFiles.some(({ path }) => path === setting.value);
    const value = `${setting.value ?? ''}${ignored ? ' (not used by this SDK here)' : ''}`;
    return [[label, withSource([value], setting)]];
  });

const headerRow = (signal: EnvSignal, target: Target): Row => {
  const texts = headerTexts(signal, target);
  return ['headers', withSource(texts.length > 0 ? texts : ['none'], named(target, 'headers'))];
};

const insecureRow = (target: Target): readonly Row[] => {
  const setting = named(target, 'insecure');
  const isGiven =
    setting !== undefined && (setting.source.kind !== 'default' || setting.candidates.length > 0);
  return isGiven ? [row('insecure', target, setting.value)] : [];
};

/** Rows of what nobody has set tell nothing where the SDK does not get as far as to use them. */
const given = ({ settings }: Target, rows: readonly Row[]): readonly Row[] =>
  rows.filter(([label]) => settings.some(({ name, source }) => name === label && source.kind !== 'default'));

/** Everything of a signal but where it goes, which differs in the path at least. */
const rowsOf = (signal: EnvSignal, target: Target): readonly Row[] => {
  const rows = settingRows(signal, target);
  const sends: readonly Row[] = signal.sends ? [] : [['sends', [`nothing (${signal.why ?? 'not known'})`]]];
  const unused = !signal.sends && target.url === null && named(target, 'endpoint')?.source.kind === 'default';
  return [...sends, ...(unused ? given(target, rows) : rows)];
};

const settingRows = (signal: EnvSignal, target: Target): readonly Row[] => {
  const { unknown } = target;
  const endpoint = target.endpoint === '' ? '(empty)' : (named(target, 'endpoint')?.value ?? null);
  return [
    row('endpoint', target, endpoint),
    row('protocol', target, signal.protocol),
    ...tlsRow(signal),
    ['proxy', [unknown.includes('proxy') ? 'not known' : proxyText(signal)]],
    headerRow(signal, target),
    row('compression', target, signal.compression),
    row('timeout', target, timeoutText(signal, target)),
    ...insecureRow(target),
    ...fileRows(target),
    ...(unknown.length > 0 ? [['not known', unknown.map((part) => UNKNOWN_PARTS[part])] as const] : []),
  ];
};

interface Block {
  readonly signals: readonly Signal[];
  readonly rows: readonly Row[];
}

/** Signals that differ in nothing but the URL stand together. */
const blocksOf = ({ signals, targets }: EnvSdk): readonly Block[] => {
  const blocks = new Map<string, { readonly signals: Signal[]; readonly rows: readonly Row[] }>();
  for (const signal of SIGNALS) {
    const rows = rowsOf(signals[signal], targets[signal]);
    const key = JSON.stringify(rows);
    const known = blocks.get(key);
    if (known === undefined) blocks.set(key, { signals: [signal], rows });
    else known.signals.push(signal);
  }
  return [...blocks.values()];
};

const urlRows = ({ signals }: EnvSdk, block: Block): readonly Row[] => {
  const urls = block.signals.map((signal) => [signal, signals[signal].url] as const);
  const [first] = urls;
  if (first === undefined || urls.every(([, url]) => url === null)) return [];
  if (urls.every(([, url]) => url === first[1])) return [['URL', [first[1] ?? 'none']]];
  return urls.map(([signal, url]): Row => [`URL of ${signal}`, [url ?? 'none']]);
};

/** What the telemetry is, beside where it goes. */
const otherRows = ({ others }: EnvSdk): readonly Row[] =>
  others.map(({ label, value, source, read }) => [
    label,
    [
      source.kind === 'default' ? `${value} (default)` : value,
      ...(source.kind === 'default' ? [] : [`  from ${sourceText(source)}`]),
      ...(read ? [] : ['  not read by this SDK']),
    ],
  ]);

const otherLines = (entry: EnvSdk, columns: number): readonly string[] => {
  const rows = otherRows(entry);
  return rows.length === 0 ? [] : ['What is sent', ...lines(rows, columns), ''];
};

/** What its log and its end say: where it is silent, an empty log is no good sign. */
const programLines = ({ program }: EnvSdk, columns: number): readonly string[] =>
  program === null
    ? []
    : [
        'How it behaves',
        ...lines(
          [
            ['failures', [program.tells ?? 'are not told: an empty log does not say that all is well']],
            ['sends', [program.flushes]],
          ],
          columns,
        ),
        '',
      ];

/** A terminal may leave less room than that beside the labels; a column of letters would help nobody. */
const NARROWEST = 10;

const lines = (rows: readonly Row[], columns: number): readonly string[] => {
  const left = Math.max(...rows.map(([label]) => width(label)));
  return rows.flatMap(([label, texts]) =>
    texts
      .flatMap((text) => {
        const by = text.length - text.trimStart().length;
        return wrap(text.trimStart(), Math.max(columns - left - 6 - by, NARROWEST)).map(
          (line, at) => ' '.repeat(at === 0 ? by : by + 2) + line,
        );
      })
      .map((text, at) => `  ${pad(at === 0 ? label : '', left)}  ${text}`.trimEnd()),
  );
};

/** What a reason means where its effect alone would say too little. */
const MEANINGS: Readonly<Record<string, string>> = {
  part: 'only a part of the traces is sent',
  tiny: 'hardly any trace is sent',
  'needs-package': 'works only where the application has the package of it',
};

const problemText = (problem: SettingProblem): string => {
  const { variable, shown, source, effect, detail, code, rename, repaired } = problem;
  if (source.kind === 'default') return `${variable} is not set (${detail.replaceAll('-', ' ')}) [${code}]`;
  const value = shown === null ? '' : `=${shown}`;
  const meant = rename ?? repaired;
  const hint = meant === null ? '' : `; probably meant: ${meant}`;
  const place = source.kind === 'file' && source.line > 0 ? ` in ${filePlace(source)}` : '';
  return `${variable}${value}${place}: ${MEANINGS[detail] ?? `${EFFECTS[effect]} (${detail.replaceAll('-', ' ')})`}${hint} [${code}]`;
};

const problemLines = ({ targets }: EnvSdk, columns: number): readonly string[] => {
  const texts = SIGNALS.flatMap((signal) => targets[signal].problems.map(problemText));
  const distinct = [...new Set(texts)];
  if (distinct.length === 0) return [];
  return ['Problems', ...distinct.flatMap((text) => indent(text, columns)), ''];
};

const titleOf = ({ sdk, release, evidence }: EnvSdk): string => {
  if (sdk === 'spec') return `What the settings mean by the specification (${release})`;
  if (evidence === 'specification')
    return `What the configuration file means to ${sdk} (release ${release}, read as the specification of such files says)`;
  const how = evidence === 'measured' ? 'measured' : 'read in its source';
  return `What the settings mean to ${sdk} (as release ${release} has it, ${how})`;
};

/** What the settings mean to one SDK, for a person. `notes` says how it was chosen. */
export const renderEnv = (entry: EnvSdk, notes: readonly string[], columns: number): string => {
  const blocks = blocksOf(entry).flatMap((block) => [
    block.signals.join(', '),
    ...lines([...urlRows(entry, block), ...block.rows], columns),
    '',
  ]);
  const all = [
    ...wrap(titleOf(entry), columns),
    '',
    ...blocks,
    ...otherLines(entry, columns),
    ...programLines(entry, columns),
    ...problemLines(entry, columns),
    ...notes.flatMap((note) => wrap(note, columns)),
  ];
  return `${visible(all.join('\n').trimEnd())}\n`;
};
