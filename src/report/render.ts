import type { Report } from '../model/report.ts';
import type { TextOptions } from './text.ts';

/** A way to write a report. */
export type Format = 'text' | 'short' | 'json';

/** Renders a report; each format is loaded when it is used. */
export const render = async (report: Report, format: Format, options: TextOptions): Promise<string> => {
  if (format === 'json') return (await import('./json.ts')).renderJson(report);
  if (format === 'short') return (await import('./short.ts')).renderShort(report);
  return (await import('./text.ts')).renderText(report, options);
};
