import type { SettingsLayer, Source } from '../model/setting.ts';
import { isRead } from './variables.ts';

/** A line that is no setting, with why. */
export interface EnvFileProblem {
  readonly line: number;
  readonly problem: string;
}

const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\s*=(.*)$/s;

const withoutEscapes = (text: string): string =>
  text.replace(/\\([nrt"\\$])/g, (_, character: string) =>
    character === 'n' ? '\n' : character === 'r' ? '\r' : character === 't' ? '\t' : character,
  );

const DOUBLE_QUOTED = /^"((?:\\.|[^"\\])*)"/s;
const QUOTED = /^(['`])(.*?)\1/s;

/** Value of the right-hand side as dotenv reads it: quotes are taken off, a comment behind a blank is cut. */
const readValue = (text: string): string => {
  const trimmed = text.trim();
  const double = DOUBLE_QUOTED.exec(trimmed)?.[1];
  if (double !== undefined) return withoutEscapes(double);
  return QUOTED.exec(trimmed)?.[2] ?? text.replace(/(?<!\s)\s+#.*$/s, '').trim();
};

/**
 * Reads an env file in the dialect of dotenv, keeping the line of every variable.
 * Nothing is executed or expanded; `$X` stays as it is.
 */
export const parseEnvFile = (
  path: string,
  text: string,
  reads: (name: string) => boolean = isRead,
): { readonly layer: SettingsLayer; readonly problems: readonly EnvFileProblem[] } => {
  const values: Record<string, { value: string; source: Source }> = {};
  const problems: EnvFileProblem[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  lines.forEach((content, index) => {
    if (/^\s*(#|$)/.test(content)) return;
    const assignment = ASSIGNMENT.exec(content);
    const name = assignment?.[1];
    if (name === undefined) {
      problems.push({ line: index + 1, problem: 'not of the form NAME=value' });
      return;
    }
    if (!reads(name)) return;
    values[name] = {
      value: readValue(assignment?.[2] ?? ''),
      source: { kind: 'file', name, path, line: index + 1 },
    };
  });
  return { layer: { values }, problems };
};
