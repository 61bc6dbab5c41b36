import type { EnvironmentChange, TriedFix } from '../../model/finding.ts';
import type { Report } from '../../model/report.ts';
import { changeAs, type Form, formFor, shellWord } from '../forms.ts';
import { codeLines } from '../page/code.ts';
import { filePlace } from '../words.ts';

const fileOf = (report: Report, variable: string): string | null => {
  for (const { settings } of report.targets) {
    for (const { source } of settings) {
      if (source.kind === 'file' && source.name === variable) return filePlace(source);
    }
  }
  return null;
};

/** Where the first of the changed variables is set, when that is a file. */
export const placeOf = (report: Report, change: EnvironmentChange): string | null =>
  Object.keys(change)
    .map((name) => fileOf(report, name))
    .find((file) => file !== null) ?? null;

/** An environment change as lines to paste: in the form that was asked for, else where the value came from. */
export const changeLines = (
  report: Report,
  change: EnvironmentChange,
  form: Form | 'code' | null = null,
): readonly string[] => {
  const code = form === 'code' ? codeLines(report, change) : null;
  if (code !== null) return code;
  const place = placeOf(report, change) !== null ? 'env-file' : formFor(report.runsIn);
  return changeAs(form === null || form === 'code' ? place : form, change);
};

/** Lines to paste or to read for any kind of fix. */
export const fixLines = (
  report: Report,
  fix: TriedFix,
  form: Form | 'code' | null = null,
): readonly string[] => {
  if ('env' in fix) return changeLines(report, fix.env, form);
  if ('command' in fix) return [fix.command.map(shellWord).join(' ')];
  if ('patch' in fix) return fix.patch.diff.trimEnd().split('\n');
  return fix.text.split('\n');
};
