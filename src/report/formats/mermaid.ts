import type { Report, ReportMap } from '../../model/report.ts';
import { visibleReport } from '../screen/visible.ts';

/** A text between quotes: every sign that might be read is written by its number. https://mermaid.js.org/syntax/flowchart.html */
const quoted = (text: string): string =>
  `"${text.replace(/\s+/g, ' ').replace(/[^\w ./:,()@*-]/gu, (sign) => `#${sign.codePointAt(0)};`)}"`;

const SHAPES: Readonly<Record<ReportMap['nodes'][number]['kind'], readonly [string, string]>> = {
  application: ['[', ']'],
  collector: ['[[', ']]'],
  outside: ['([', '])'],
};

interface Drawing {
  readonly title: string;
  readonly map: ReportMap;
}

/** The ways of a run that is no scan: from here to each target. */
const wayMap = ({ targets, findings }: Report): ReportMap => ({
  nodes: [
    { id: '', label: 'this program', kind: 'application', broken: false },
    ...targets.map(({ id, url }) => ({ id, label: url, kind: 'outside' as const, broken: false })),
  ],
  links: targets.map(({ id, protocol, signals, delivered }) => ({
    ...{ from: '', to: id, label: `${signals.join(', ')}: ${protocol}` },
    broken: delivered ? null : (findings.find(({ targets: own }) => own.includes(id))?.code ?? null),
  })),
});

const linesOf = ({ title, map }: Drawing, unit: number, first: number) => {
  const names = new Map(map.nodes.map(({ id }, index) => [id, `u${unit}n${index}`]));
  const nodes = map.nodes.map(({ id, label, kind, broken }) => {
    const [open, close] = SHAPES[kind];
    return `    ${names.get(id)}${open}${quoted(label)}${close}${broken ? ':::broken' : ''}`;
  });
  const links = map.links.map(({ from, to, label, broken }) =>
    broken === null
      ? `  ${names.get(from)} -->|${quoted(label)}| ${names.get(to)}`
      : `  ${names.get(from)} -. ${quoted(`${label}: ${broken}`)} .-x ${names.get(to)}`,
  );
  const red = map.links.flatMap(({ broken }, index) => (broken === null ? [] : [first + index]));
  const box = title === '' ? nodes : [`  subgraph u${unit}[${quoted(title)}]`, ...nodes, '  end'];
  return { lines: [...box, ...links], red };
};

/** Who sends what to whom as a flow chart of Mermaid, what is broken in red. */
export const renderMermaid = (given: Report): string => {
  const report = visibleReport(given);
  const drawings: readonly Drawing[] =
    report.units === undefined
      ? [{ title: '', map: wayMap(report) }]
      : report.units.flatMap(({ name, map }) => (map === undefined ? [] : [{ title: name, map }]));
  const lines: string[] = ['flowchart LR'];
  const red: number[] = [];
  let links = 0;
  for (const [unit, drawing] of drawings.entries()) {
    const drawn = linesOf(drawing, unit, links);
    lines.push(...drawn.lines);
    red.push(...drawn.red);
    links += drawing.map.links.length;
  }
  if (drawings.length === 0) lines.push(`  nothing[${quoted('nobody who sends was found')}]`);
  lines.push('  classDef broken stroke:#b8283a,stroke-width:2px');
  if (red.length > 0) lines.push(`  linkStyle ${red.join(',')} stroke:#b8283a`);
  return `${lines.join('\n')}\n`;
};
