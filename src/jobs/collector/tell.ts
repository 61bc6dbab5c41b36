import type { CollectorExporter } from '../../collector/exporters.ts';
import type { Finding, Location, TriedFix } from '../../model/finding.ts';
import type { Source } from '../../model/setting.ts';
import { tellFinding } from '../../prove/tell.ts';
import {
  generalSettingOf,
  generalVariable,
  type OtlpSetting,
  settingOf,
  signalVariable,
} from '../../resolve/variables.ts';

const KEYS: Readonly<Record<OtlpSetting, string>> = {
  ENDPOINT: 'endpoint',
  PROTOCOL: 'the kind of the exporter',
  HEADERS: 'headers',
  COMPRESSION: 'compression',
  TIMEOUT: 'timeout',
  INSECURE: 'tls.insecure',
  CERTIFICATE: 'tls.ca_file',
  CLIENT_CERTIFICATE: 'tls.cert_file',
  CLIENT_KEY: 'tls.key_file',
};

const sourceOf = (variable: string, { layer, signals }: CollectorExporter): Source | undefined => {
  const setting = generalSettingOf(variable);
  const [signal = 'traces'] = signals;
  return layer.values[setting === null ? variable : signalVariable(setting, signal)]?.source;
};

/** A key as the reader finds it: its last part, and where it stands. */
const keyText = (variable: string, exporter: CollectorExporter): string => {
  const setting = settingOf(variable);
  const source = sourceOf(variable, exporter);
  const key = setting === null ? null : KEYS[setting];
  if (source?.kind !== 'file') return key ?? variable;
  const written = source.name.replace(`exporters.${exporter.id}`, '').replace(/^\./, '');
  return `${written === '' ? (key ?? exporter.id) : written} (${source.path}:${source.line})`;
};

/** Over gRPC an exporter wants host and port, where an SDK wants a URL. */
const asPlace = (text: string, { carrier }: CollectorExporter): string =>
  carrier === 'grpc'
    ? text
        .replace(/http:\/\/(HOST:PORT|host:port) or https:\/\/(?:HOST:PORT|host:port)/g, '$1')
        .replace('http://localhost:4318', 'localhost:4317')
        .replace('Write the endpoint as a URL', 'Write host and port')
        .replace('is not a URL that an exporter can use', 'is not the host and port that this exporter wants')
    : text;

/** Names of variables are what the keys stand for inside; the reader knows the keys. */
const inTerms = (text: string, exporter: CollectorExporter): string =>
  asPlace(text, exporter)
    .replace(/\bOTEL_[A-Z_]{1,80}\b|\bHTTPS?_PROXY\b|\bTLS_[A-Z_]{1,60}\b/g, (name) =>
      exporter.layer.values[name] !== undefined || settingOf(name) !== null ? keyText(name, exporter) : name,
    )
    .replace(/\b([Tt])his SDK\b|\b([Tt])he SDK\b/g, (_, one?: string, other?: string) =>
      (one ?? other) === 'T' ? 'The Collector' : 'the Collector',
    );

/** Areas whose findings stand where a setting other than the endpoint does. */
const SETTING_OF_CODE: readonly (readonly [code: RegExp, setting: OtlpSetting])[] = [
  [/^auth\/|header/, 'HEADERS'],
  [/^tls\/(?:ca-file|certificate)/, 'CERTIFICATE'],
  [/^tls\/client/, 'CLIENT_CERTIFICATE'],
  [/compression/, 'COMPRESSION'],
  [/timeout-suspicious/, 'TIMEOUT'],
];

const placeIn = (source: Source | undefined): Location | null =>
  source?.kind === 'file' ? { path: source.path, line: source.line, column: 1 } : null;

/** Where the setting stands that a finding is about. */
const locationOf = (finding: Finding, exporter: CollectorExporter): Location => {
  const [, setting] = SETTING_OF_CODE.find(([code]) => code.test(finding.code)) ?? [];
  const proxy = /proxy/.test(finding.code) ? placeIn(exporter.layer.values['HTTPS_PROXY']?.source) : null;
  const own = setting === undefined ? null : placeIn(sourceOf(generalVariable(setting), exporter));
  return proxy ?? own ?? placeIn(sourceOf(generalVariable('ENDPOINT'), exporter)) ?? exporter.at;
};

const toldFix = (fix: TriedFix, exporter: CollectorExporter): TriedFix => {
  const title = inTerms(fix.title, exporter).replace(/^Unset the variable$/, 'Take it out of the file');
  if ('text' in fix) return { ...fix, title, text: inTerms(fix.text, exporter) };
  if (!('env' in fix)) return { ...fix, title };
  const { env, ...rest } = fix;
  const lines = Object.entries(env).map(([name, value]) =>
    value === null
      ? `Take ${keyText(name, exporter)} out of the exporter ${exporter.id}.`
      : `Set ${keyText(name, exporter)} of the exporter ${exporter.id} to ${value}.`,
  );
  return { ...rest, title, text: lines.join('\n') };
};

/** A finding of a sender in the terms of the Collector's file, with its place. */
export const tellInKeys = (finding: Finding, exporter: CollectorExporter): Finding => {
  const told = tellFinding(finding, (text) => inTerms(text, exporter));
  return {
    ...told,
    evidence: [{ label: 'exporter', value: exporter.id }, ...told.evidence],
    fixes: finding.fixes.map((fix) => toldFix(fix, exporter)),
    location: finding.location ?? locationOf(finding, exporter),
  };
};
