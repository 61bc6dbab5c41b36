import type { SettingsLayer } from '../model/setting.ts';
import { isSignalPath } from './address.ts';
import type { Reading } from './reading.ts';
import type { ToldClue } from './told.ts';

/** Where a message says that an export went to. */
const REQUESTED =
  /(?:failed to send (?:\w{1,10} )?to|request to|Post \\*"|POST |for url:|url:|requests? to) ?\\*"?(https?:\/\/[^\s"\\,)]{3,400})/i;

/** Host and port as the gRPC exporter of Python names them. */
const CALLED = /(?:exporting|export) \w{1,30} to ([\w.-]{1,253}:\d{2,5})\b/;

const layer = (values: Readonly<Record<string, string>>): SettingsLayer => ({
  values: Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { value, source: { kind: 'file', name, path: 'the text', line: 1 } as const },
    ]),
  ),
});

const GENERAL = 'OTEL_EXPORTER_OTLP_ENDPOINT';

/** The setting that leads to a URL: the general one where the path of the signal was appended. */
const settingOfUrl = (url: string): Readonly<Record<string, string>> => {
  const plain = url.replace(/(?<![:.])[:.]+$/, '');
  return isSignalPath(plain)
    ? { [GENERAL]: plain.replace(/\/v1\/(?:traces|metrics|logs)\/?$/, '') || plain }
    : { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: plain };
};

/** Settings that the message itself shows: the URL that was asked for. */
export const requestedLayer = ({ line }: ToldClue): SettingsLayer | null => {
  const address = CALLED.exec(line.text)?.[1];
  if (address !== undefined)
    return layer({ [GENERAL]: `http://${address}`, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' });
  const url = REQUESTED.exec(line.text)?.[1];
  return url === undefined || /\u2026|\.\.\./.test(url)
    ? null
    : layer({ ...settingOfUrl(url), OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' });
};

/** The proxies of a text, which a Collector reads as an application does. */
export const proxyLayer = ({ settings }: Reading): SettingsLayer =>
  layer(
    Object.fromEntries(settings.flatMap(({ name, value }) => (/proxy$/i.test(name) ? [[name, value]] : []))),
  );

const FILES: readonly (readonly [string, RegExp])[] = [
  ['OTEL_EXPORTER_OTLP_CERTIFICATE', /\bca_file:\s{0,3}["']?([^\s"']{1,300})/],
  ['OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE', /\bcert_file:\s{0,3}["']?([^\s"']{1,300})/],
  ['OTEL_EXPORTER_OTLP_CLIENT_KEY', /\bkey_file:\s{0,3}["']?([^\s"']{1,300})/],
  ['OTEL_EXPORTER_OTLP_HEADERS', /\bheaders:\s{1,40}["']?([\w-]{1,100})["']?:/],
];

/** The first OTLP exporter of a Collector's file, its endpoint with the quotes that are part of it. */
const EXPORTER =
  /\bexporters:[ \t]{0,5}\n\s{1,20}(otlp\w{0,10})(?:\/[\w-]{1,40})?:[\s\S]{0,400}?[ \t](?:(traces|metrics|logs)_)?endpoint:[ \t]{0,5}([^\n]{1,400})\n/;

const unquoted = (written: string): string => {
  const inner = /^'(.*)'$|^"(.*)"$/.exec(written.trim());
  return inner?.[1]?.replaceAll("''", "'") ?? inner?.[2]?.replaceAll('\\"', '"') ?? written.trim();
};

/** The exporter of a Collector that the text has: where it sends, and how. */
interface Exporter {
  readonly grpc: boolean;
  readonly value: string;
  readonly start: number;
  /** The endpoint is one signal's own, used as it stands. */
  readonly whole: boolean;
}

/** The exporter of a Collector's file, or of the words of a ticket; undefined when the text has none. */
export const exporterIn = ({ text, endpoints }: Reading): Exporter | undefined => {
  const found = EXPORTER.exec(text);
  if (found)
    return {
      grpc: !/http/.test(found[1] ?? ''),
      value: unquoted(found[3] ?? ''),
      start: found.index,
      whole: found[2] !== undefined,
    };
  const clue = endpoints.find(({ use }) => use === 'exporter');
  return clue && { grpc: clue.transport === 'grpc', value: clue.value, start: clue.start, whole: false };
};

/** An exporter of a Collector told as the variables that mean the same. */
export const exporterLayer = ({ text }: Reading, { grpc, value, start, whole }: Exporter): SettingsLayer => {
  const after = text.slice(start, start + 1_000);
  const insecure = /\binsecure:\s{0,3}true/.test(after);
  const scheme = grpc && !value.includes('://') ? (insecure ? 'http://' : 'https://') : '';
  const seen = FILES.flatMap(([name, pattern]) => {
    const found = pattern.exec(after)?.[1];
    return found ? [[name, name.endsWith('HEADERS') ? `${found}=x` : found] as const] : [];
  });
  return layer({
    [whole ? 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT' : GENERAL]: `${scheme}${value}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: grpc ? 'grpc' : 'http/protobuf',
    ...Object.fromEntries(seen),
  });
};
