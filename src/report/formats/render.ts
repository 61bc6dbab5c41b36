import type { Report } from '../../model/report.ts';
import { withoutRunnerCommands, withoutRunnerCommandsInJson } from '../screen/runner-lines.ts';
import type { TextOptions } from './text-page.ts';

/** Every way to write a report. */
export const FORMATS = [
  ...(['text', 'short', 'json', 'junit', 'sarif', 'markdown', 'html', 'github'] as const),
  'mermaid',
] as const;

export type Format = (typeof FORMATS)[number];

const rendered = async (report: Report, format: Format, options: TextOptions): Promise<string> => {
  if (format === 'json') return (await import('./json.ts')).renderJson(report);
  if (format === 'short') return (await import('./short.ts')).renderShort(report);
  if (format === 'junit') return (await import('./junit.ts')).renderJunit(report);
  if (format === 'sarif') return (await import('./sarif.ts')).renderSarif(report);
  if (format === 'mermaid') return (await import('./mermaid.ts')).renderMermaid(report);
  if (format === 'github') return (await import('./github.ts')).renderGithub(report);
  if (format === 'html') return (await import('./html.ts')).renderHtml(report, options.form ?? null);
  if (format === 'markdown')
    return (await import('./markdown.ts')).renderMarkdown(report, options.form ?? null);
  return (await import('./text.ts')).renderText(report, options);
};

/** Renders a report; each format is loaded when it is used. No text of a stranger becomes a command for a CI runner. */
export const render = async (report: Report, format: Format, options: TextOptions): Promise<string> => {
  const text = await rendered(report, format, options);
  if (format === 'json' || format === 'sarif') return withoutRunnerCommandsInJson(text);
  // Its lines are commands: the format escapes what it puts into them.
  return format === 'github' ? text : withoutRunnerCommands(text);
};
