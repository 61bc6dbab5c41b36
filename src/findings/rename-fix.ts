import type { Fix } from '../model/finding.ts';
import type { SettingProblem, Target } from '../model/target.ts';

type Renamed = SettingProblem & { readonly rename: string };

const isRenamed = (problem: SettingProblem): problem is Renamed => problem.rename !== undefined;

/** A rename in words that do not hold the value, which may be a secret. */
const renameLines = ({ variable, rename, source }: Renamed): readonly string[] => {
  if (source.kind === 'file')
    return [`In ${source.path}:${source.line} write ${rename}= in place of ${variable}=.`];
  // The shell has the value: it need not be typed again.
  if (source.kind === 'env' && /^[A-Za-z_]\w*$/.test(variable))
    return [`export ${rename}="$${variable}"`, `unset ${variable}`];
  return [`Rename ${variable} to ${rename}.`];
};

/**
 * One fix that renames all variables together: they were all meant. Values that may be shown are written out; with the
 * others it is tried all the same.
 */
export const renameFix = (problems: readonly SettingProblem[]): Fix => {
  const renamed = problems.filter(isRenamed);
  const title = renamed.length === 1 ? 'Rename the variable' : 'Rename the variables';
  if (renamed.every(({ repaired }) => repaired !== null))
    return {
      title,
      env: Object.fromEntries(
        renamed.flatMap(({ variable, rename, repaired }) => [
          [rename, repaired],
          [variable, null],
        ]),
      ),
    };
  return {
    title,
    text: renamed.flatMap(renameLines).join('\n'),
    tries: Object.fromEntries(
      renamed.flatMap(({ variable, rename }) => [
        [rename, { of: variable, repaired: false }],
        [variable, null],
      ]),
    ),
  };
};

/** Where telemetry goes instead, for an endpoint that stands under a name nobody reads; empty where it is not known. */
export const goesInstead = ({ rename, repaired }: SettingProblem, { sends, url }: Target): string => {
  if (rename === undefined || !rename.endsWith('_ENDPOINT') || !sends || url === null) return '';
  return ` Telemetry goes to ${url} instead${repaired === null ? '' : ` of ${repaired}`}.`;
};
