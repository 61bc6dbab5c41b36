import type { EnvironmentChange, TriedFix } from '../model/finding.ts';
import type { Report } from '../model/report.ts';

const quote = (value: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(value) ? value : `'${value.replace(/'/g, `'\\''`)}'`;

const fileOf = (report: Report, variable: string): string | null => {
  for (const { settings } of report.targets) {
    for (const { source } of settings) {
      if (source.kind === 'file' && source.name === variable) return `${source.path}:${source.line}`;
    }
  }
  return null;
};

/** Where the first of the changed variables is set, when that is a file. */
export const placeOf = (report: Report, change: EnvironmentChange): string | null =>
  Object.keys(change)
    .map((name) => fileOf(report, name))
    .find((file) => file !== null) ?? null;

/** An environment change as lines to paste: into a shell, or into the file that set the variables. */
export const changeLines = (report: Report, change: EnvironmentChange): readonly string[] => {
  const inFile = placeOf(report, change) !== null;
  return Object.entries(change).map(([name, value]) => {
    if (value === null) return inFile ? `# remove ${name}` : `unset ${name}`;
    return inFile ? `${name}=${value}` : `export ${name}=${quote(value)}`;
  });
};

/** Lines to paste or to read for any kind of fix. */
export const fixLines = (report: Report, fix: TriedFix): readonly string[] => {
  if ('env' in fix) return changeLines(report, fix.env);
  if ('command' in fix) return [fix.command.map(quote).join(' ')];
  return fix.text.split('\n');
};
