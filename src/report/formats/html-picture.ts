import type { Report, ReportMap } from '../../model/report.ts';
import { folded, html, type Markup, NOTHING, own, rowTable, section, stacked } from './html-parts.ts';

const WIDTH = 210;
const HEIGHT = 42;
const GAP = 110;
const ROW = 62;
const MARGIN = 8;
const LONGEST = 30;

/** Pictures of a report at most: who has more units reads the list. */
const MOST = 12;

type Node = ReportMap['nodes'][number];

interface Placed extends Node {
  readonly x: number;
  readonly y: number;
}

/** Columns from left to right: whoever sends stands left of whoever receives, as far as no circle forbids it. */
const columnsOf = ({ nodes, links }: ReportMap): ReadonlyMap<string, number> => {
  const columns = new Map(nodes.map(({ id, kind }) => [id, kind === 'application' ? 0 : 1]));
  for (let round = 0; round < 3; round += 1)
    for (const { from, to } of links) {
      const wanted = Math.min((columns.get(from) ?? 0) + 1, 3);
      if (from !== to && (columns.get(to) ?? 0) < wanted) columns.set(to, wanted);
    }
  return columns;
};

const placedNodes = (map: ReportMap): readonly Placed[] => {
  const columns = columnsOf(map);
  const counts = new Map<number, number>();
  return map.nodes.map((node) => {
    const column = columns.get(node.id) ?? 0;
    const row = counts.get(column) ?? 0;
    counts.set(column, row + 1);
    return { ...node, x: MARGIN + column * (WIDTH + GAP), y: MARGIN + row * ROW };
  });
};

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

const nodeBox = ({ x, y, label, kind, broken }: Placed): Markup =>
  html`<g class="${kind}${broken ? ' bad' : ''}"><title>${label}</title><rect x="${x}" y="${y}" width="${WIDTH}" height="${HEIGHT}" rx="${kind === 'outside' ? HEIGHT / 2 : 8}"/><text x="${x + WIDTH / 2}" y="${y + HEIGHT / 2 + 4}">${short(label)}</text></g>`;

const edgeLine = (
  { label, broken }: ReportMap['links'][number],
  from: Placed | undefined,
  to: Placed | undefined,
): Markup => {
  if (from === undefined || to === undefined) return NOTHING;
  const [x1, y1] = [from.x + WIDTH, from.y + HEIGHT / 2];
  const [x2, y2] = [to.x, to.y + HEIGHT / 2];
  const bend = Math.max(Math.abs(x2 - x1) / 2, 30);
  const [mx, my] = [(x1 + x2) / 2, (y1 + y2) / 2];
  const path = html`<path d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}"/><path class="tip" d="M${x2 - 7} ${y2 - 4}L${x2} ${y2}L${x2 - 7} ${y2 + 4}"/>`;
  const cross =
    broken === null
      ? NOTHING
      : html`<path class="cross" d="M${mx - 6} ${my - 6}l12 12M${mx + 6} ${my - 6}l-12 12"/>`;
  const kind = broken === null ? 'edge' : 'edge bad';
  const says = broken === null ? label : `${label}: ${broken}`;
  return html`<g class="${kind}"><title>${says}</title>${path}${cross}<text x="${mx}" y="${my - 9}">${label}</text></g>`;
};

const rowsOf = ({ nodes, links }: ReportMap): readonly (readonly [string, string])[] => {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  return links.map(({ from, to, label, broken }) => [
    labels.get(from) ?? from,
    `${label} to ${labels.get(to) ?? to}${broken === null ? '' : `: broken (${broken})`}`,
  ]);
};

const pictureOf = (map: ReportMap): Markup => {
  const nodes = placedNodes(map);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const width = Math.max(...nodes.map(({ x }) => x)) + WIDTH + MARGIN;
  const height = Math.max(...nodes.map(({ y }) => y)) + HEIGHT + MARGIN;
  const edges = map.links.map((link) => edgeLine(link, byId.get(link.from), byId.get(link.to)));
  const broken = map.links.filter((link) => link.broken !== null).length;
  const says = `${nodes.length} senders and receivers, ${map.links.length} ways between them, ${broken} of them broken`;
  const drawing = html`<svg class="map" viewBox="0 0 ${width} ${height}" style="max-width:${width}px;min-width:${Math.min(width, 520)}px" role="img" aria-label="${says}">${edges}${nodes.map(nodeBox)}</svg>`;
  return html`<div class="scroll">${drawing}</div>${folded(own('As a list'), rowTable(rowsOf(map)))}`;
};

/** Who sends what to whom in each unit, what is broken marked; those with errors first. */
export const pictures = ({ units = [] }: Report): Markup => {
  const drawn = units.filter(({ map }) => map !== undefined);
  const ordered = [...drawn].sort((a, b) => Number(b.errors > 0) - Number(a.errors > 0)).slice(0, MOST);
  return stacked(
    ordered.map(({ name, map }) =>
      section(`Who sends to whom: ${name}`, map === undefined ? NOTHING : pictureOf(map)),
    ),
  );
};
