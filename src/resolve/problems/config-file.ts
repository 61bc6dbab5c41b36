import type { ConfigFileUse, ConfigProblem } from '../config-file/tree.ts';
import { governing } from '../config-file/use.ts';
import type { FileStates } from '../files.ts';
import type { LayeredEnvironment } from '../layers.ts';
import { CONFIG_FILES, readsVariable } from '../reads.ts';
import { type Remark, remark } from '../rules/verdict.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { type Given, givenVariable } from '../settings.ts';

const INVALID = 'config/file-invalid';
const OVERRIDES = 'config/file-overrides';

/** Whether the configuration file keeps the SDK from starting. */
export const isInvalid = (environment: LayeredEnvironment): boolean =>
  (governing(environment)?.problems.length ?? 0) > 0;

const place = (path: string, { line, column, says }: ConfigProblem): string =>
  line === 0 ? `${path}: ${says}` : `${path}:${line}:${column}: ${says}`;

/** One remark a kind of problem, with the first of its kind and how many more there are. */
const invalid = (given: Given, { path, problems }: ConfigFileUse): readonly Remark[] =>
  problems
    .filter(({ detail }, index) => problems.findIndex((other) => other.detail === detail) === index)
    .map((first) => {
      const more = problems.filter(({ detail }) => detail === first.detail).length - 1;
      const value = `${place(path, first)}${more > 0 ? ` (and ${more} more)` : ''}`;
      const at: Given = {
        ...given,
        value,
        source: { kind: 'file', name: given.variable, path, line: first.line },
      };
      return remark(at, INVALID, 'does-not-start', first.detail);
    });

const SHOWN = 4;

const listed = (names: readonly string[]): string => {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return names.length === 0 ? '' : `; ignored: ${names.slice(0, SHOWN).join(', ')}${more}`;
};

const mayHoldSecret = (variable: string): boolean => /HEADERS$|RESOURCE_ATTRIBUTES$/.test(variable);

/** What the file makes of the variables: the contradicted ones in front. */
const used = (given: Given, { path, ignored, contradicted, former }: ConfigFileUse): readonly Remark[] => {
  const whole: Given = { ...given, value: `${path}${listed(ignored)}` };
  return [
    ...contradicted.map(({ variable, value, source }) => ({
      ...remark({ ...given, variable, value, source }, OVERRIDES, 'ignored', 'contradicted'),
      showable: !mayHoldSecret(variable),
    })),
    remark(whole, OVERRIDES, 'changed', former ? 'former-format' : 'file-used'),
  ];
};

const notRead = (given: Given, sdk: Sdk): Remark =>
  remark(
    given,
    'config/variable-unsupported',
    'ignored',
    sdk.configFile.length === 0 ? 'config-file-not-read' : 'not-read',
  );

/** What is to be said of the configuration file that the settings name. */
export const configFile = (
  environment: LayeredEnvironment,
  sdk: Sdk,
  states: FileStates,
): readonly Remark[] => {
  const ignored: Remark[] = [];
  for (const name of CONFIG_FILES) {
    const given = givenVariable(environment, name);
    if (given === undefined || given.value.trim() === '') continue;
    const use = environment.get(name)?.configFile;
    if (use !== undefined) return use.problems.length > 0 ? invalid(given, use) : used(given, use);
    if (!readsVariable(name, sdk)) {
      ignored.push(notRead(given, sdk));
      continue;
    }
    const missing = states[given.value.trim()] === 'missing' || states[given.value.trim()] === 'unreadable';
    if (missing) return [remark(given, INVALID, 'does-not-start', 'missing')];
    return [remark(given, OVERRIDES, 'changed', 'replaces-variables')];
  }
  return ignored;
};
