import type { PathStep, Report, ReportHop, ReportTarget } from '../../model/report.ts';
import { filePlace, hopStateWords, hopWords, isBadHop, lostWords, sentWords, sourceWords } from '../words.ts';
import { folded, html, type Markup, NOTHING, own, rowTable, section, stacked } from './html-parts.ts';
import { stepName } from './text-way.ts';

const MARKS: Readonly<Record<PathStep['state'], string>> = {
  ok: '<path d="M3 8.5l3.5 3.5L13 4.5" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>',
  failed: '<path d="M4 4l8 8M12 4l-8 8" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"/>',
  blocked: '<path d="M4 8h8" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>',
  skipped: '<path d="M4 8h8" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>',
  unknown: '<circle cx="8" cy="8" r="2.5" fill="currentColor"/>',
};

const STATES: Readonly<Record<PathStep['state'], string>> = {
  ok: 'ok',
  failed: 'failed',
  blocked: 'not reached',
  skipped: 'not used',
  unknown: 'not known',
};

const station = (state: PathStep['state'], name: string, note: string): Markup =>
  html`<li class="${state}"><svg viewBox="0 0 16 16" aria-hidden="true">${own(MARKS[state])}</svg><b>${name}</b><span>${note}</span></li>`;

const stepStation =
  (target: ReportTarget) =>
  (way: PathStep): Markup => {
    const { step, state, ms } = way;
    const lost = lostWords(target, way);
    const who = lost === '' ? '' : `: ${lost}`;
    const time = ms === undefined || state === 'skipped' ? '' : `, ${ms} ms`;
    return station(state, stepName(step), `${STATES[state]}${who}${time}`);
  };

const hopMark = (hop: ReportHop): PathStep['state'] => {
  if (isBadHop(hop)) return 'failed';
  return hop.state === 'passed' || hop.state === 'found' ? 'ok' : 'unknown';
};

const hopStation = (hop: ReportHop): Markup => {
  const note = [hopWords(hop), hopStateWords(hop)].filter((text) => text !== '').join(', ');
  return station(hopMark(hop), `${hop.kind} ${hop.name}`, note);
};

const settingRows = ({ settings }: ReportTarget): readonly (readonly [string, string])[] =>
  settings.map(({ name, value, source }) => {
    const place = source.kind === 'file' ? `${source.name} in ${filePlace(source)}` : source.name;
    return [name, `${value ?? 'not set'} (${source.kind === 'default' ? 'default' : place})`];
  });

const pathOf = (sdk: string, target: ReportTarget): Markup => {
  const { signals, url, protocol, path, delivered, traceId, settings, behind = [] } = target;
  const id = traceId === null ? NOTHING : html`, trace id <code>${traceId}</code>`;
  const trace = delivered ? html`<p class="soft">Sent: ${sentWords(target)}${id}</p>` : NOTHING;
  const chosen = settings.find(({ name }) => name === 'protocol');
  const by = chosen === undefined ? '' : ` (${sourceWords(chosen, sdk)})`;
  return section(
    `The way of ${signals.join(', ')}`,
    html`<p>${protocol}${by} to <code>${url}</code></p>${
      path.length === 0
        ? NOTHING
        : html`<ol class="way">${path.map(stepStation(target))}${behind.map(hopStation)}</ol>`
    }${trace}${folded(own('Settings'), rowTable(settingRows(target)))}`,
  );
};

const ROUTES = {
  accepted: 'accepted',
  missing: 'not enabled',
  refused: 'refused',
  unreachable: 'not reached',
} as const;

/** What the routes of the signals that were not chosen said. */
export const routes = (report: Report): Markup =>
  section(
    'Other signals',
    rowTable(
      report.routes
        .filter(({ state }) => state !== 'unreachable')
        .map(({ signal, state, detail }) => [signal, `${ROUTES[state]} (${detail})`]),
    ),
  );

/** The way of every target as a picture, the broken step marked. */
export const paths = (report: Report): Markup =>
  stacked(report.targets.map((target) => pathOf(report.sdk.name, target)));
