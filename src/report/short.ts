import type { Report } from '../model/report.ts';
import { fixLines } from './shell.ts';
import { visibleReport } from './visible.ts';

/** A few lines to paste into a ticket. */
export const renderShort = (given: Report): string => {
  const report = visibleReport(given);
  const { rootCause, tool, sdk } = report;
  const lines = [`${report.verdict}: ${report.summary}`];
  for (const { signals, protocol, url } of report.targets)
    lines.push(`${signals.join(', ')}: ${protocol} to ${url}`);
  if (rootCause !== null) {
    lines.push(`cause: ${rootCause.code}`);
    const fix = rootCause.fixes[0];
    if (fix) lines.push(`fix${fix.proven ? ' (proven)' : ''}: ${fixLines(report, fix).join('; ')}`);
  }
  lines.push(`${tool.name} ${tool.version}, settings as ${sdk.name}, ${report.startedAt}`);
  return `${lines.join('\n')}\n`;
};
