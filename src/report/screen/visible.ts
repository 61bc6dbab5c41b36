import type { Report } from '../../model/report.ts';

/**
 * What a terminal or a reader could be deceived by: control and format characters (directions, tags, what has no
 * width), and separators of lines that are no line break for us.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** Text without anything that a terminal would act on. Line breaks stay, a tab becomes a blank. */
export const visible = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/\t/g, ' ').replace(HIDDEN, '?'))
    .join('\n');

/** A report in which every text is visible: the last net under formats that are read on a terminal. */
export const visibleReport = (report: Report): Report =>
  JSON.parse(JSON.stringify(report), (_, value: unknown) =>
    typeof value === 'string' ? visible(value) : value,
  ) as Report;
