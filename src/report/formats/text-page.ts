import type { ChalkInstance } from 'chalk';
import type { Report } from '../../model/report.ts';
import type { Form } from '../forms.ts';
import { indent, pad, width, wrap } from '../screen/layout.ts';

/** How a text report is written. */
export interface TextOptions {
  readonly columns: number;
  readonly colour: boolean;
  /** How environment changes are written; null leaves it to where the values came from. */
  readonly form?: Form | 'code' | null;
}

/** A text report while it is written. */
export interface Page extends TextOptions {
  readonly report: Report;
  readonly paint: ChalkInstance;
}

/** A headed part of the page; nothing without lines. */
export const section = (page: Page, title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [...wrap(title, page.columns).map((line) => page.paint.bold(line)), ...lines, ''];

/** Label and value, and the colour of the value. */
export type Row = readonly [label: string, value: string, paint?: (text: string) => string];

/** Label and value in two columns; long values continue under themselves. */
export const rows = (page: Page, pairs: readonly Row[]): readonly string[] => {
  const left = Math.min(
    Math.max(...pairs.map(([label]) => width(label)), 0),
    Math.floor(page.columns / 2),
    page.columns - 24,
  );
  return pairs.flatMap(([label, value, paint = (text: string) => text]) => {
    if (width(label) > left)
      return [...indent(label, page.columns), ...indent(value, page.columns, 4).map(paint)];
    const [first = '', ...rest] = wrap(value, Math.max(page.columns - left - 4, 20));
    return [
      `  ${pad(label, left)}  ${paint(first)}`,
      ...rest.map((line) => `  ${' '.repeat(left)}  ${paint(line)}`),
    ];
  });
};
