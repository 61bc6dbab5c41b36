import type { SettingsLayer } from '../model/setting.ts';
import { SIGNALS, type Signal } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import { mergeLayers } from '../resolve/layers.ts';
import { resolve } from '../resolve/resolve.ts';
import { findSdk } from '../resolve/sdks/index.ts';
import { sampleTarget } from '../samples/facts.ts';
import { signalOf } from './other-signal.ts';
import type { Reading } from './reading.ts';
import { exporterIn, exporterLayer, layer, proxyLayer, requestedLayer } from './requested.ts';
import { settingsLayers } from './resolved.ts';
import type { ToldClue } from './told.ts';
import { senderTransport } from './transport.ts';

/** How much is known of the sender's settings. */
type Knowledge = 'settings' | 'url' | 'nothing';

/** Who sent what failed. */
export interface Sender {
  readonly target: Target;
  /** By its settings it sends nothing, and yet its errors show that it did. */
  readonly contradicted?: true;
  readonly knows: Knowledge;
}

/** Where a signal goes by settings: the first target that sends, where there is one. */
export const targetOf = (
  layers: readonly SettingsLayer[],
  sdk: string,
  signal: Signal | undefined,
): Target | undefined => {
  const reads = findSdk(sdk) ?? findSdk('spec');
  if (reads === undefined || layers.length === 0) return undefined;
  const signals = signal === undefined ? SIGNALS : [signal];
  const { targets } = resolve(mergeLayers([...layers]), reads, signals).resolution;
  return targets.find(({ sends }) => sends) ?? targets[0];
};

/** Parts of the way that a sender reaches without a connection: later ones show that it does send. */
export const BEFORE = new Set<string>(['setting', 'file']);

/** Faults of an address that versions of an SDK read differently: as another one, or not at all. */
export const MISREAD = new Set<string>([
  'endpoint/scheme-unsupported',
  'endpoint/scheme-missing',
  'endpoint/quoted',
  'config/value-quoted',
]);

/** Whether the settings of a text say where its sender sends. */
const namesEndpoint = ({ endpoints }: Reading): boolean =>
  endpoints.some(({ use }) => use === 'general' || use === 'signal');

/** The URL that the code of a text gives to an exporter over HTTP, where no setting names one: used as it stands. */
const codeLayer = (reading: Reading): readonly SettingsLayer[] => {
  const clue = reading.endpoints.find(({ use }) => use === 'code');
  const http = clue?.transport === 'http' || senderTransport(reading)?.transport === 'http';
  if (clue === undefined || !http || !/^https?$/.test(clue.scheme ?? '') || namesEndpoint(reading)) return [];
  return [
    layer({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: clue.value, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' }),
  ];
};

/** Whether settings leave the endpoint open, rather than name it in a way that is not read. */
const isUnnamed = (reading: Reading, { problems }: Target): boolean =>
  !namesEndpoint(reading) && !problems.some(({ code }) => code === 'config/variable-misspelled');

/** A sender by the settings of the text, and by the URL of a message where they name none. */
const bySettings = (
  reading: Reading,
  { clause }: ToldClue,
  requested: SettingsLayer | null,
  target: (layers: readonly SettingsLayer[]) => Target | undefined,
): Sender | undefined => {
  const settings = [...settingsLayers(reading), ...codeLayer(reading)];
  const plain = target(settings);
  const unnamed = requested !== null && plain !== undefined && isUnnamed(reading, plain);
  const found = unnamed ? target([...settings, requested]) : plain;
  if (found && (found.sends || BEFORE.has(clause.told.layer))) return { target: found, knows: 'settings' };
  const misread = found?.problems.some(({ code }) => MISREAD.has(code));
  return found && misread ? { target: found, knows: 'settings', contradicted: true } : undefined;
};

/** A Collector as a sender, by the first of its exporters. */
const byExporter = (
  reading: Reading,
  target: (layers: readonly SettingsLayer[]) => Target | undefined,
): Sender | undefined => {
  const exporter = exporterIn(reading);
  const found = exporter && target([exporterLayer(reading, exporter), proxyLayer(reading)]);
  return found && { target: found, knows: 'settings' };
};

/** The one whose error it is, by its settings where the text has them, by the URL of the message where it has not. */
export const senderOf = (reading: Reading, clue: ToldClue): Sender => {
  const signal = signalOf(clue);
  const sdk = clue.sayer === 'collector' ? 'go' : (reading.sdk?.sdk ?? 'spec');
  const target = (layers: readonly SettingsLayer[]) => targetOf(layers, sdk, signal);
  const requested = requestedLayer(clue, reading);
  const known =
    clue.sayer === 'collector' ? byExporter(reading, target) : bySettings(reading, clue, requested, target);
  if (known) return known;
  const asked = requested === null ? undefined : target([requested]);
  return asked
    ? { target: asked, knows: 'url' }
    : { target: sampleTarget({ host: 'the receiver' }), knows: 'nothing' };
};
