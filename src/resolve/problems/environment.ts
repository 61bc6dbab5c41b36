import type { CheckCode } from '../../model/check-code.ts';
import { governing } from '../config-file/use.ts';
import type { FileStates } from '../files.ts';
import { unreadOf } from '../flavours/translate.ts';
import type { LayeredEnvironment } from '../layers.ts';
import { CONFIG_FILES, readsVariable } from '../reads.ts';
import { isUnexpanded } from '../rules/endpoint.ts';
import { type Remark, remark } from '../rules/verdict.ts';
import type { Sdk } from '../sdks/sdk.ts';
import { type Given, givenVariable } from '../settings.ts';
import { hidesSecret, isRealVariable } from '../variables.ts';
import { configFile, isInvalid } from './config-file.ts';
import { emptyEndpoints } from './empty.ts';
import { misspelled, ownOfPrograms } from './names.ts';
import { numberProblems } from './numbers.ts';
import { hasServiceName, overriddenName, resourceProblems } from './resource.ts';

/** A login or a query in a URL, or a variable that is all secret. */
const mayHoldSecret = ({ variable, value }: Given): boolean => hidesSecret(variable) || /[@?]/.test(value);

const placeholder = (text: string): string => {
  if (/\$\(/.test(text)) return 'kubernetes-reference';
  if (/\{\{/.test(text)) return 'template';
  return text.includes('$') ? 'shell-reference' : 'placeholder';
};

const named = (environment: LayeredEnvironment): readonly Given[] =>
  [...environment.keys()]
    .filter((name) => name.startsWith('OTEL_') && isRealVariable(name))
    .flatMap((name) => givenVariable(environment, name) ?? []);

const about = (given: Given, code: CheckCode, detail: string, repaired: string | null): Remark => ({
  ...remark(given, code, 'changed', detail, mayHoldSecret(given) ? null : repaired),
  showable: !hidesSecret(given.variable),
});

/** Straight, typographic and backward quotes, also several of them. */
const QUOTED =
  /^["'`\u2018\u2019\u201c\u201d\u00ab\u00bb]{1,4}([^"'`\u2018\u2019\u201c\u201d\u00ab\u00bb].*)$/s;
const QUOTES_BEHIND =
  /(?<!["'`\u2018\u2019\u201c\u201d\u00ab\u00bb])["'`\u2018\u2019\u201c\u201d\u00ab\u00bb]+$/;

/** What stands between quotes at both ends; null where there are none. */
const withoutQuotes = (text: string): string | null => {
  const behind = QUOTED.exec(text)?.[1];
  if (behind === undefined) return /^(["'])\1$/.test(text) ? '' : null;
  const inner = behind.replace(QUOTES_BEHIND, '');
  return inner === behind ? null : inner;
};

/** Literal quotes and placeholders; what they do is said where the setting itself is read, if it is more than that. */
const literals = (environment: LayeredEnvironment): readonly Remark[] =>
  named(environment).flatMap((given) => {
    const text = given.value.trim();
    const inner = withoutQuotes(text);
    return [
      ...(inner === null ? [] : [about(given, 'config/value-quoted', 'quoted', inner)]),
      ...(isUnexpanded(text) ? [about(given, 'config/value-unexpanded', placeholder(text), null)] : []),
    ];
  });

/** Real variables that this SDK does not read. */
const unsupported = (environment: LayeredEnvironment, sdk: Sdk): readonly Remark[] =>
  // The variables stand for keys of a configuration file then, which are read.
  (governing(environment) === null ? named(environment) : [])
    .filter(({ value }) => value.trim() !== '')
    .filter(({ variable }) => !CONFIG_FILES.includes(variable) && !readsVariable(variable, sdk))
    .map((given) => ({
      ...remark(given, 'config/variable-unsupported', 'ignored', 'not-read'),
      showable: !hidesSecret(given.variable),
    }));

/** What a program with settings of its own does not read. */
const unreadByFlavour = (environment: LayeredEnvironment): readonly Remark[] =>
  unreadOf(environment)
    .filter(({ variable, entry }) => isRealVariable(variable) && entry.value.trim() !== '')
    .map(({ variable, entry: { value, source, shadowed } }) => ({
      ...remark(
        { variable, value, source, shadowed, perSignal: false, byFlag: false },
        'config/variable-unsupported',
        'ignored',
        'not-of-program',
      ),
      showable: !hidesSecret(variable),
    }));

/** Propagators that some package has for every language; an SDK knows them where the application has the package. */
const OF_PACKAGES: readonly string[] = [
  ...['tracecontext', 'baggage', 'b3', 'b3multi', 'jaeger', 'xray', 'xray-lambda', 'ottrace'],
];

const STANDARD = 'tracecontext,baggage';

const propagators = (environment: LayeredEnvironment, sdk: Sdk): readonly Remark[] => {
  const given = givenVariable(environment, 'OTEL_PROPAGATORS');
  if (given === undefined || sdk.propagators === null) return [];
  const { known, unknown, ignoreCase } = sdk.propagators;
  const names = given.value
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const cased = ignoreCase ? names.map((name) => name.toLowerCase()) : names;
  const code = 'config/propagators-invalid';
  if (cased.includes('none')) {
    const mixed = cased.length > 1 && unknown === 'does-not-start' && sdk.asOne === 'all';
    const [effect, detail] = mixed
      ? (['does-not-start', 'none-in-list'] as const)
      : (['changed', 'none'] as const);
    return [remark(given, code, effect, detail, STANDARD)];
  }
  // Baggage alone carries no trace.
  if (cased.join() === 'baggage') return [remark(given, code, 'changed', 'no-trace-context', STANDARD)];
  if (cased.every((name) => known.includes(name))) return [];
  // Whether the application has the package is not seen in its settings.
  if (cased.every((name) => known.includes(name) || OF_PACKAGES.includes(name)))
    return [remark(given, code, unknown === 'does-not-start' ? 'changed' : 'ignored', 'needs-package')];
  const effect = unknown === 'does-not-start' ? 'does-not-start' : 'ignored';
  return [remark(given, code, effect, 'unknown', STANDARD)];
};

const disabledLookalike = (environment: LayeredEnvironment): readonly Remark[] => {
  const given = givenVariable(environment, 'OTEL_SDK_DISABLED');
  if (given === undefined || /^\s*(?:(true|false)\s*)?$/i.test(given.value)) return [];
  return [remark(given, 'config/sdk-disabled', 'ignored', 'not-a-boolean', null)];
};

const serviceName = (environment: LayeredEnvironment): readonly Remark[] => {
  if (hasServiceName(environment)) return [];
  const source = { kind: 'default', name: 'none' } as const;
  const given: Given = {
    ...{ variable: 'OTEL_SERVICE_NAME', value: '', source },
    ...{ perSignal: false, byFlag: false, shadowed: [] },
  };
  return [{ ...remark(given, 'config/service-name-missing', 'changed', 'unknown-service'), showable: false }];
};

/** What is to be said of the environment as a whole, whatever the signal. */
export const environmentProblems = (
  environment: LayeredEnvironment,
  sdk: Sdk,
  states: FileStates,
): readonly Remark[] =>
  // Nothing else counts for an SDK that refuses its configuration file.
  isInvalid(environment)
    ? configFile(environment, sdk, states)
    : [...configFile(environment, sdk, states), ...variableProblems(environment, sdk)];

const variableProblems = (environment: LayeredEnvironment, sdk: Sdk): readonly Remark[] => [
  ...propagators(environment, sdk),
  ...numberProblems(environment, sdk),
  ...resourceProblems(environment, sdk),
  ...overriddenName(environment),
  ...serviceName(environment),
  ...disabledLookalike(environment),
  ...emptyEndpoints(environment, sdk),
  ...literals(environment),
  ...misspelled(environment),
  ...ownOfPrograms(environment),
  ...unsupported(environment, sdk),
  ...unreadByFlavour(environment),
];
