import type { CheckCode } from '../model/check-code.ts';
import type { EnvironmentChange, Finding, TriedFix } from '../model/finding.ts';
import type { Signal } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import type { Flavour, OwnSetting } from '../resolve/flavours/flavour.ts';
import { ownVariable } from '../resolve/flavours/property.ts';
import { countsAsItIs, ownName } from '../resolve/flavours/translate.ts';
import type { LayeredEnvironment } from '../resolve/layers.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { generalSettingOf, generalVariable, signalVariable } from '../resolve/variables.ts';
import { ownValue } from './in-file.ts';
import { tellFinding } from './tell.ts';

/** Whose settings a fix is written in. */
interface Program {
  readonly environment: LayeredEnvironment;
  readonly sdk: Sdk;
}

/** One line of a change: the setting that the program reads, and its value there; null to take it out. */
interface OwnLine {
  readonly own: OwnSetting;
  readonly value: string | null;
}

const ownSetting = (flavour: Flavour, variable: string): OwnSetting | undefined =>
  countsAsItIs(flavour, variable)
    ? ownVariable(variable)
    : (flavour.own.find(({ property, variable: own }) => property === variable || own === variable) ??
      flavour.own.find(({ means }) => means === variable));

/** The program's own word for a value: the other way round as it is read. */
const inOwnWords = ({ words = {} }: OwnSetting, value: string | null): string | null =>
  value === null ? null : (Object.entries(words).find(([, meaning]) => meaning === value)?.[0] ?? value);

/** A general variable is what each signal of the target has by itself, where the program reads no general one. */
const linesOf = (change: EnvironmentChange, target: Target, flavour: Flavour): readonly OwnLine[] =>
  Object.entries(change).flatMap(([name, value]) => {
    const own = ownSetting(flavour, name);
    if (own !== undefined) return [{ own, value: inOwnWords(own, value) }];
    const setting = generalSettingOf(name);
    if (setting === null) return [];
    const grpc = (change[generalVariable('PROTOCOL')] ?? target.protocol) === 'grpc';
    return target.signals.flatMap((signal: Signal) => {
      const ofSignal = ownSetting(flavour, signalVariable(setting, signal));
      if (ofSignal === undefined) return [];
      return [{ own: ofSignal, value: inOwnWords(ofSignal, ownValue(setting, value, grpc, signal)) }];
    });
  });

const propertyLine = ({ own, value }: OwnLine): string =>
  value === null ? `# take out ${own.property}` : `${own.property}=${value}`;

const variableLine = ({ own, value }: OwnLine): string =>
  value === null ? `unset ${own.variable}` : `export ${own.variable}=${value}`;

const textFor = (lines: readonly OwnLine[]): string => {
  const inFile = lines.filter(({ own }) => own.property !== null);
  const inEnvironment = lines.filter(({ own }) => own.variable !== null);
  const others = inEnvironment.filter(({ own }) => own.property === null);
  return [
    ...(inFile.length > 0 ? ['# application.properties', ...inFile.map(propertyLine)] : []),
    ...others.map(variableLine),
    ...(inFile.length > 0
      ? ['# or as variables', ...inEnvironment.filter(({ own }) => own.property !== null).map(variableLine)]
      : []),
  ].join('\n');
};

/** A change as the program takes it; null where it has no setting for it. */
const fixInFlavour = (fix: TriedFix, target: Target, flavour: Flavour): TriedFix | null => {
  if (!('env' in fix)) return fix;
  const lines = linesOf(fix.env, target, flavour);
  if (lines.length === 0) return null;
  const { env: _, ...rest } = fix;
  if (lines.every(({ own }) => own.variable !== null && own.property === null))
    return { ...rest, env: Object.fromEntries(lines.map(({ own, value }) => [own.variable ?? '', value])) };
  return { ...rest, text: textFor(lines) };
};

/** Findings in the settings that a program reads, where it has settings of its own; those of `verbatim` checks name others. */
export const tellInFlavour = (
  findings: readonly Finding[],
  targets: readonly Target[],
  { environment, sdk }: Program,
  verbatim: readonly CheckCode[] = [],
): readonly Finding[] => {
  const { flavour } = sdk;
  if (flavour === undefined) return findings;
  const tell = (text: string): string =>
    text.replace(/\bOTEL_[A-Z_]{1,100}\b/g, (name) => ownName(name, environment, sdk));
  return findings.map((finding) => {
    const target = targets.find(({ id }) => finding.targets.includes(id));
    if (target === undefined || verbatim.includes(finding.code)) return finding;
    const fixes = finding.fixes.flatMap((fix) => fixInFlavour(fix, target, flavour) ?? []);
    return {
      ...tellFinding(finding, tell),
      fixes: fixes.map((fix) =>
        'text' in fix ? { ...fix, title: tell(fix.title), text: tell(fix.text) } : fix,
      ),
    };
  });
};
