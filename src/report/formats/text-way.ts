import type { PathStep, ReportHop, ReportTarget } from '../../model/report.ts';
import { hopStateWords, hopWords, isBadHop, lostWords, sentWords, sourceWords } from '../words.ts';
import { isUnsent } from './next.ts';
import { type Page, type Row, rows, section } from './text-page.ts';

const STEP_NAMES: Readonly<Record<PathStep['step'], string>> = {
  dns: 'name lookup',
  tcp: 'connection',
  proxy: 'proxy',
  tls: 'TLS',
  protocol: 'protocol',
  send: 'test item',
};

/** Name of a step for a person. */
export const stepName = (step: PathStep['step']): string => STEP_NAMES[step];

/** What became of a step: a sign that needs no colour, and a word. */
const STATES: Readonly<Record<PathStep['state'], string>> = {
  ok: '+ ok',
  failed: 'x FAILED',
  blocked: '- not reached',
  skipped: '- not used',
  unknown: '? not known',
};

const stepRow =
  ({ paint }: Page, target: ReportTarget) =>
  (way: PathStep): Row => {
    const { step, state, ms, by } = way;
    const colours = {
      ok: paint.green,
      failed: paint.red.bold,
      blocked: paint.dim,
      skipped: paint.dim,
      unknown: paint.yellow,
    };
    const time = ms === undefined || state === 'skipped' ? '' : `  ${ms} ms`;
    const why = by === undefined ? '' : `  (${STEP_NAMES[by as PathStep['step']] ?? by})`;
    const lost = lostWords(target, way);
    const who = lost === '' ? '' : ` for ${lost}`;
    return [STEP_NAMES[step], `${STATES[state]}${who}${time}${why}`, colours[state]];
  };

/** The protocol and who chose it: most people never said one. */
const protocolRow = ({ report }: Page, { protocol, settings }: ReportTarget): readonly Row[] => {
  const setting = settings.find(({ name }) => name === 'protocol');
  return setting === undefined ? [] : [['speaks', `${protocol} (${sourceWords(setting, report.sdk.name)})`]];
};

const sentRow = (target: ReportTarget): readonly Row[] => {
  if (!target.delivered) return [];
  const trace = target.traceId === null ? '' : `, trace id ${target.traceId}`;
  return [['sent', `${sentWords(target)}${trace}`]];
};

/** The way to one receiver: where to, in which protocol, what was sent, and each step. */
export const waySection = (page: Page, target: ReportTarget): readonly string[] => {
  const title = `The way of ${target.signals.join(', ')}`;
  const spoken = protocolRow(page, target);
  const all: readonly Row[] = [
    ['to', spoken.length > 0 ? target.url : `${target.url} (${target.protocol})`],
    ...spoken,
    ...sentRow(target),
    // A way that nobody looked at has no steps to tell.
    ...(isUnsent({ targets: [target] }) ? [] : target.path.map(stepRow(page, target))),
  ];
  return section(page, title, rows(page, all));
};

/** Signs of a hop, as those of a step. */
const signOf = (hop: ReportHop): string => {
  if (isBadHop(hop)) return 'x';
  return hop.state === 'passed' || hop.state === 'found' ? '+' : '?';
};

const hopRow =
  ({ paint }: Page, manySignals: boolean) =>
  (hop: ReportHop): Row => {
    const word = hopStateWords(hop);
    const about = [hopWords(hop), word].filter((text) => text !== '').join(', ');
    const colour = isBadHop(hop) ? paint.red.bold : signOf(hop) === '+' ? paint.green : paint.yellow;
    const of = manySignals ? ` (${hop.signal})` : '';
    return [`${hop.kind} ${hop.name}${of}`, `${signOf(hop)} ${about}`, colour];
  };

/** The way behind the receiver, a line a hop, under the address that told it. */
export const behindSection = (page: Page, { behind = [], signals }: ReportTarget): readonly string[] => {
  const places = [...new Set(behind.map(({ at }) => at))];
  const all = places.flatMap((at): readonly Row[] => [
    ['told by', at],
    ...behind.filter((hop) => hop.at === at).map(hopRow(page, signals.length > 1)),
  ]);
  return section(page, 'Behind the receiver', rows(page, all));
};

const ROUTES = {
  accepted: 'accepted',
  missing: 'not enabled',
  refused: 'refused',
  unreachable: 'not reached',
} as const;

/** Where nothing can be reached, the other signals say nothing new. */
export const routeSection = (page: Page): readonly string[] =>
  page.report.routes.every(({ state }) => state === 'unreachable')
    ? []
    : section(
        page,
        'Other signals (asked with an empty request)',
        rows(
          page,
          page.report.routes.map(({ signal, state, detail }) => [signal, `${ROUTES[state]}  (${detail})`]),
        ),
      );
