import type { Candidate } from '../../model/setting.ts';
import type { LayeredEnvironment } from '../layers.ts';
import type { Sdk } from '../sdks/sdk.ts';
import type { Flavour, OwnSetting } from './flavour.ts';
import { canonical } from './property.ts';

type Entry = NonNullable<ReturnType<LayeredEnvironment['get']>>;

/** Front of a variable that is set and not read: it is kept for what is told, and for the secrets in it. */
const UNREAD = 'not read: ';

const entriesFor = (environment: LayeredEnvironment, own: OwnSetting): readonly Entry[] => {
  const byVariable = own.variable === null ? undefined : environment.get(own.variable);
  const wanted = own.property === null ? null : canonical(own.property);
  const byProperty =
    wanted === null
      ? undefined
      : [...environment].find(([name]) => name.includes('.') && canonical(name) === wanted)?.[1];
  return [byVariable, byProperty].filter((entry) => entry !== undefined);
};

/** `api-key: T` below the front of all headers, as a list of OpenTelemetry has it. */
const mapEntry = (environment: LayeredEnvironment, own: OwnSetting): readonly Entry[] => {
  const fronts = [own.variable === null ? null : `${own.variable}_`, own.property && `${own.property}.`];
  const found = [...environment].flatMap(([name, entry]) => {
    const front = fronts.find((one) => one !== null && name.startsWith(one));
    return front == null ? [] : [{ name: name.slice(front.length).toLowerCase(), entry }];
  });
  const [first] = found;
  if (first === undefined) return [];
  const list = found.map(({ name, entry }) => `${name}=${encodeURIComponent(entry.value)}`);
  return [{ ...first.entry, value: list.join(',') }];
};

const meant = ({ words, appends }: OwnSetting, value: string): string => {
  const word = words?.[value.trim().toLowerCase()] ?? value;
  if (appends === undefined || word.trim() === '' || word.endsWith(appends)) return word;
  return `${word}${appends}`;
};

const given = (environment: LayeredEnvironment, flavour: Flavour, variable: string): Entry | undefined => {
  const found = flavour.own
    .filter(({ means }) => means === variable)
    .flatMap((own) =>
      (own.isMap ? mapEntry(environment, own) : entriesFor(environment, own)).map((entry) => ({
        ...entry,
        value: meant(own, entry.value),
      })),
    );
  const [first, ...rest] = found;
  if (first === undefined) return undefined;
  const lost = rest
    .filter(({ value }) => value !== first.value)
    .map(({ value, source }): Candidate => ({ value, source, outcome: 'shadowed' }));
  return { ...first, shadowed: [...first.shadowed, ...lost] };
};

/** Whether a variable of OpenTelemetry counts under its own name. */
export const countsAsItIs = ({ only }: Flavour, variable: string): boolean =>
  only === null || only.includes(variable);

const isOwnOf = ({ own }: Flavour, name: string): boolean => own.some(({ variable }) => variable === name);

/**
 * What a program makes of its own settings, as the variables that mean the same to the SDK inside; the source of each is the
 * setting that says so. What it does not read is kept aside. Done once: what is laid on top later counts as it is.
 */
export const throughFlavour = (environment: LayeredEnvironment, { flavour }: Sdk): LayeredEnvironment => {
  if (flavour === undefined) return environment;
  const read = new Map<string, Entry>();
  for (const [name, entry] of environment) {
    if (!/^OTEL_/.test(name) || countsAsItIs(flavour, name)) read.set(name, entry);
    else if (!isOwnOf(flavour, name)) read.set(`${UNREAD}${name}`, entry);
  }
  for (const [name, value] of Object.entries(flavour.defaults))
    if (!read.has(name)) read.set(name, { value, source: { kind: 'default', name: value }, shadowed: [] });
  for (const variable of new Set(flavour.own.map(({ means }) => means))) {
    const entry = given(environment, flavour, variable);
    if (entry !== undefined) read.set(variable, entry);
  }
  return read;
};

/** Variables that are set and that the program does not read. */
export const unreadOf = (
  environment: LayeredEnvironment,
): readonly { readonly variable: string; readonly entry: Entry }[] =>
  [...environment].flatMap(([name, entry]) =>
    name.startsWith(UNREAD) ? [{ variable: name.slice(UNREAD.length), entry }] : [],
  );

/** How the program spells a variable: as it was given, else as its file or the environment would have it. */
export const ownName = (variable: string, environment: LayeredEnvironment, { flavour }: Sdk): string => {
  if (flavour === undefined) return variable;
  const source = environment.get(variable)?.source;
  if (source !== undefined && source.kind !== 'default' && source.kind !== 'flag') return source.name;
  if (countsAsItIs(flavour, variable)) return variable;
  const own = flavour.own.find(({ means }) => means === variable);
  return own?.property ?? own?.variable ?? variable;
};
