import type { TriedFix } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { visibleReport } from '../screen/visible.ts';
import { fixLines, placeOf } from './shell.ts';

/** One line has no room for a block of Compose or Kubernetes. */
const inFile = (report: Report, fix: TriedFix): boolean => 'env' in fix && placeOf(report, fix.env) !== null;

/** One line where the shell takes one; a patch or a block stays what it is, below. */
const shortFix = (report: Report, fix: TriedFix): readonly string[] => {
  const word = `fix${fix.proven ? ' (proven)' : ''}:`;
  const lines = fixLines(report, fix, inFile(report, fix) ? null : 'shell');
  const oneLine = !('patch' in fix) && lines.every((line) => !/^\s|:$/.test(line));
  return oneLine
    ? [`${word} ${lines.join('; ')}`]
    : [`${word} ${fix.title}`, ...lines.map((line) => `  ${line}`)];
};

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
    if (fix) lines.push(...shortFix(report, fix));
  }
  lines.push(`${tool.name} ${tool.version}, settings as ${sdk.name}, ${report.startedAt}`);
  return `${lines.join('\n')}\n`;
};
