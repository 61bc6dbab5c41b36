import { place } from '../model/reading.ts';
import type { SettingsLayer } from '../model/setting.ts';
import type { Signal } from '../model/signal.ts';
import { isSignalPath } from './address.ts';
import { signalOf } from './other-signal.ts';
import type { Line, Reading } from './reading.ts';
import type { ToldClue } from './told.ts';

/** Where messages say that an export went to over HTTP, the most telling form first. */
const URLS: readonly RegExp[] = [
  /(?:failed to send (?:\w{1,10} )?to|requests? to|Post \\{0,4}"|POST |url:|for url \(|(?<=\)) for) ?\\{0,4}"?(https?:\/\/(?!\/)(?:\[[\da-f:.%]{2,45}\])?[^\s"\\,)\]`]{3,400})/i,
  // requests 2 and urllib3 2: the pool names host and port, the error the path.
  /(HTTPS?)ConnectionPool\(host='([^'\n]{1,253})', port=(\d{2,5})\)[^\n]{0,60}? url: (\/[^\s)]{0,300})/,
  // urllib3 2 connectionpool.py at DEBUG
  /(https?):\/\/([\w.-]{1,253}):(\d{2,5}) "(?:POST|GET) (\/[^\s"]{0,300}) HTTP/,
  // OkHttp 4: a thread, and what is said of a connection, name the URL without its path.
  /(?:\[OkHttp |\bon )(https?:\/\/[^\s/\]]{3,300})\/(?:\.\.\.|\u2026)/,
];

/** What an SDK shows of the endpoint that it was given and cannot use, as it was written. */
const GIVEN: readonly RegExp[] = [
  // opentelemetry-js otlp-exporter-base shared-env-configuration.ts
  /Could not parse (?:environment|user)-provided export URL: '([^\n]{1,400}?)'(?:, falling back|$)/,
  // opentelemetry-go internal/envconfig envconfig.go, Go 1.24 net/url
  /"msg"="parse url"[^\n]{0,40}"error"="parse \\"([^"\\\n]{1,400})\\": /,
];

/** Host and port as the gRPC exporter of Python names them. */
const CALLED = /(?:exporting|export) \w{1,30} to ([\w.-]{1,253}:\d{2,5})\b/;

/** Settings that a text shows in other ways than by their names. */
export const layer = (values: Readonly<Record<string, string>>): SettingsLayer => ({
  values: Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      { value, source: { kind: 'file', name, path: 'the text', line: 1 } as const },
    ]),
  ),
});

const GENERAL = 'OTEL_EXPORTER_OTLP_ENDPOINT';

/** The setting that leads to a URL: the general one where the path of the signal was appended, else that of the signal. */
const settingOfUrl = (url: string, signal: Signal): Readonly<Record<string, string>> => {
  const plain = url.replace(/(?<![:.])[:.]+$/, '');
  return isSignalPath(plain)
    ? { [GENERAL]: plain.replace(/\/v1\/(?:traces|metrics|logs)\/?$/, '') || plain }
    : { [`OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_ENDPOINT`]: plain };
};

/** The URL of a text in one of its forms; undefined for one that is cut. */
const urlIn = (text: string): string | undefined => {
  for (const pattern of URLS) {
    const [, scheme = '', host, port, path] = pattern.exec(text) ?? [];
    const url =
      host === undefined ? scheme : `${scheme.toLowerCase()}://${place({ host, port: Number(port) })}${path}`;
    if (url !== '' && !/\u2026|\.\.\./.test(url)) return url;
  }
  return undefined;
};

/** The one URL that lines ask for; undefined where they name several servers. */
const commonUrl = (lines: readonly Line[]): string | undefined => {
  const urls = lines.flatMap(({ text }) => urlIn(text) ?? []);
  const servers = new Set(urls.map((url) => /^\w{2,6}:\/\/[^/]{1,300}/.exec(url)?.[0]));
  return servers.size === 1 ? urls.toSorted((first, second) => second.length - first.length)[0] : undefined;
};

/** Settings that messages show: the URL that was asked for, in the one that tells the fault or in others of its text. */
export const requestedLayer = (clue: ToldClue, { lines }: Pick<Reading, 'lines'>): SettingsLayer | null => {
  const { line } = clue;
  const address = CALLED.exec(line.text)?.[1];
  if (address !== undefined)
    return layer({ [GENERAL]: `http://${address}`, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' });
  const given = GIVEN.map((pattern) => pattern.exec(line.text)?.[1]).find((value) => value !== undefined);
  if (given !== undefined) return layer({ [GENERAL]: given, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' });
  const url = urlIn(line.text) ?? commonUrl(lines);
  return url === undefined
    ? null
    : layer({
        ...settingOfUrl(url, signalOf(clue) ?? 'traces'),
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      });
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
