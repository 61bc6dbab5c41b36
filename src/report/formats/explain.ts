import { Chalk, type ChalkInstance } from 'chalk';
import type { Cause, Explanation, Note, QuotedLine, ServiceExplanation } from '../../model/explanation.ts';
import type { TriedFix } from '../../model/finding.ts';
import { changeAs, shellWord } from '../forms.ts';
import { indent, wrap } from '../screen/layout.ts';
import { visible } from '../screen/visible.ts';

/** How an explanation is written. */
export interface ExplanationOptions {
  readonly columns: number;
  readonly colour: boolean;
}

const CONFIDENCE = { high: 'the text settles it', medium: 'likely', low: 'possible' } as const;

const fixText = (fix: TriedFix): readonly string[] => {
  if ('env' in fix) return changeAs('shell', fix.env);
  if ('command' in fix) return [fix.command.map(shellWord).join(' ')];
  if ('patch' in fix) return fix.patch.diff.trimEnd().split('\n');
  return fix.text.split('\n');
};

/** A quoted line with marks under the parts that count, cut to the width with the first mark in view. */
const quotedLines = ({ line, text, marks }: QuotedLine, columns: number): readonly string[] => {
  const front = `    ${line}: `;
  const room = Math.max(columns - front.length, 20);
  const flat = visible(text);
  const [first = 0, last = 0] = marks[0] ?? [];
  const start = flat.length > room && last > room ? Math.max(0, Math.min(first - 10, flat.length - room)) : 0;
  const shown = flat.slice(start, start + room);
  const from = Math.max(first - start, 0);
  const to = Math.min(last - start, shown.length);
  const under = to > from ? [`${' '.repeat(front.length + from)}${'^'.repeat(to - from)}`] : [];
  return [`${front}${shown}`.trimEnd(), ...under];
};

const causeLines = (
  cause: Cause,
  index: number,
  columns: number,
  paint: ChalkInstance,
): readonly string[] => [
  ...wrap(`${index + 1}. ${cause.code}: ${cause.title} (${CONFIDENCE[cause.confidence]})`, columns).map(
    (line) => paint.bold(line),
  ),
  ...cause.why.flatMap((sentence) => indent(sentence, columns, 3)),
  ...cause.evidence.flatMap((quoted) => quotedLines(quoted, columns)),
  ...cause.fixes.flatMap((fix) => [
    ...indent(`Fix: ${fix.title}`, columns, 3),
    ...fixText(fix).flatMap((line) => indent(line.trimStart(), columns, 5 + line.search(/\S|$/))),
  ]),
  '',
];

/** What each service of a log says, under its name. */
const serviceLines = (
  { names, causes }: ServiceExplanation,
  columns: number,
  paint: ChalkInstance,
): readonly string[] => [
  ...wrap(`${names.join(', ')}:`, columns).map((line) => paint.bold(line)),
  ...causes.flatMap((cause, index) => causeLines(cause, index, columns, paint)),
];

const noteLines = ({ text, evidence }: Note, columns: number): readonly string[] => [
  ...indent(text, columns, 2),
  ...evidence.flatMap((quoted) => quotedLines(quoted, columns)),
];

const listLines = (title: string, lines: readonly string[], paint: ChalkInstance): readonly string[] =>
  lines.length === 0 ? [] : [paint.bold(title), ...lines, ''];

/** An explanation for people. */
export const renderExplanation = (
  explanation: Explanation,
  { columns, colour }: ExplanationOptions,
): string => {
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const { causes, services, notes, missing, next, summary, verdict, cut } = explanation;
  const lines = [
    ...wrap(`${verdict === 'found' ? 'Found' : 'Inconclusive'}: ${summary}.`, columns).map((line) =>
      paint.bold(line),
    ),
    ...(cut ? ['More lines may have to do with telemetry than were looked at (600 that differ).'] : []),
    '',
    ...(services.length > 0
      ? services.flatMap((service) => serviceLines(service, columns, paint))
      : causes.flatMap((cause, index) => causeLines(cause, index, columns, paint))),
    ...listLines(
      'Also known',
      notes.flatMap((note) => noteLines(note, columns)),
      paint,
    ),
    ...listLines(
      'What the text does not tell',
      missing.flatMap((thing) => indent(`- ${thing}`, columns, 2)),
      paint,
    ),
    paint.bold('Next'),
    `  ${next}`,
  ];
  const text = `${lines.join('\n')}\n`;
  return colour ? text : visible(text);
};

/** An explanation for programs. */
export const explanationJson = (explanation: Explanation): string =>
  `${JSON.stringify(explanation, null, 2)}\n`;
