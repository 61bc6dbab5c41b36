import { type AnyCheck, look } from '../model/check.ts';
import type { CheckCode } from '../model/check-code.ts';
import type { Found, TriedFix } from '../model/finding.ts';
import type { SettingsLayer } from '../model/setting.ts';
import { SIGNALS } from '../model/signal.ts';
import type { SettingEffect, Target } from '../model/target.ts';
import { mergeLayers } from '../resolve/layers.ts';
import { resolve } from '../resolve/resolve.ts';
import { findSdk } from '../resolve/sdks/index.ts';
import { healthyFacts } from '../samples/facts.ts';
import type { Confidence, Hit, Reading } from './reading.ts';
import { senderTransport } from './transport.ts';

/** What the settings of a text mean to the SDK that it is about. */
export interface Resolved {
  readonly targets: readonly Target[];
  /** Secret values that no output may hold. */
  readonly secretValues: readonly string[];
}

/** The protocol that the text tells without setting it, so that defaults do not stand in for it. */
const protocolOf = (reading: Reading): SettingsLayer => {
  const sender = senderTransport(reading);
  if (!sender || sender.byDefault) return { values: {} };
  const value = sender.transport === 'grpc' ? 'grpc' : 'http/protobuf';
  const name = 'OTEL_EXPORTER_OTLP_PROTOCOL';
  return { values: { [name]: { value, source: { kind: 'default', name } } } };
};

const layerOf = ({ settings, lines }: Reading): SettingsLayer => ({
  values: Object.fromEntries(
    settings.map(({ name, value, start }) => {
      const line = lines.findLast((candidate) => candidate.start <= start)?.number ?? 1;
      return [name, { value, source: { kind: 'file', name, path: 'the text', line } as const }];
    }),
  ),
});

/** The settings of a text, and the protocol that it tells without setting it. */
export const settingsLayers = (reading: Reading): readonly SettingsLayer[] =>
  reading.settings.length === 0 ? [] : [protocolOf(reading), layerOf(reading)];

/** Reads the settings of a text as its SDK would, the specification where the text names none. */
export const resolveReading = (reading: Reading): Resolved => {
  if (reading.settings.length === 0) return { targets: [], secretValues: [] };
  const sdk = findSdk(reading.sdk?.sdk ?? 'spec') ?? findSdk('spec');
  if (sdk === undefined) return { targets: [], secretValues: [] };
  const { resolution, secrets } = resolve(mergeLayers([...settingsLayers(reading)]), sdk, SIGNALS);
  return { targets: resolution.targets, secretValues: secrets.secretValues };
};

const SURE: Readonly<Record<SettingEffect, Confidence>> = {
  'does-not-start': 'high',
  'sends-nothing': 'high',
  'falls-back': 'medium',
  changed: 'medium',
  ignored: 'low',
};

/** Faults of the settings that only a whole environment would show. */
const NEEDS_ALL = new Set(['config/service-name-missing', 'config/exporter-not-otlp']);

/** Names that nothing of OpenTelemetry has, and other programs do. */
const OF_OTHERS = /^OTEL_(?:ENDPOINT|HEADERS?|URL|TOKEN|API_KEY|ENABLED|HOST|PORT)$/;

/** Other programs have variables of their own, such as OTEL_ENDPOINT of LLM gateways. */
const isOfOthers = (code: CheckCode, variable: string): boolean =>
  code === 'config/variable-misspelled'
    ? !/EXPORTER|OTLP/.test(variable)
    : code === 'config/variable-unsupported' && OF_OTHERS.test(variable);

/** A reference that nobody filled in, whatever its SDK makes of it. */
const UNFILLED = /\$[({]|\{\{|<[a-z][\w -]{0,40}>/i;

type SettingHit = Hit & { readonly code: CheckCode; readonly confidence: Confidence };

/** Faults that `resolve` sees in the settings of the text, with the setting that shows them. */
export const settingHits = (reading: Reading, { targets }: Resolved): readonly SettingHit[] => {
  const known = reading.sdk !== null;
  const problems = targets.flatMap((target) => target.problems);
  return problems.flatMap(({ code, variable, effect }): readonly SettingHit[] => {
    const clue = reading.settings.find(({ name }) => name === variable);
    if (!clue || NEEDS_ALL.has(code) || isOfOthers(code, variable)) return [];
    if (code === 'endpoint/path-on-grpc' && senderTransport(reading)?.transport !== 'grpc') return [];
    if (code === 'endpoint/invalid' && UNFILLED.test(clue.value))
      return [{ code: 'config/value-unexpanded', places: [clue], confidence: 'high' }];
    if (code === 'config/variable-misspelled') return [{ code, places: [clue], confidence: 'high' }];
    return [{ code, places: [clue], confidence: known || SURE[effect] !== 'high' ? SURE[effect] : 'medium' }];
  });
};

const TOLD = new Set(['target', 'send', 'tcp']);

/** What the check of a code says of the settings of the text, on an answer as in its example; undefined when it says nothing. */
export const foundBy = (check: AnyCheck | undefined, { targets }: Resolved): Found | undefined => {
  const needs = (check?.needs ?? []) as readonly string[];
  if (!check || !needs.every((need) => TOLD.has(need))) return undefined;
  for (const target of targets) {
    if (needs.length > 1 && target.host === '') continue;
    const facts: Record<string, unknown> = { ...healthyFacts(), ...check.example, target };
    const [found] = look(check, Object.fromEntries(needs.map((need) => [need, facts[need]])));
    if (found) return found;
  }
  return undefined;
};

/** Ways out that hold nothing masked, which nobody could paste. */
export const usableFixes = (found: Found | undefined): readonly TriedFix[] =>
  (found?.fixes ?? [])
    .filter((fix) => !JSON.stringify(fix).includes('***'))
    .map((fix) => ({ ...fix, proven: false }));
