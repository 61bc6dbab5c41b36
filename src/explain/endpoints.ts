import { readAddress } from './address.ts';
import type { EndpointClue, SettingClue, Transport, Use } from './reading.ts';

interface Form {
  readonly use: Use;
  readonly transport: Transport | null;
  /** Its first group is the address. */
  readonly pattern: RegExp;
}

const ADDRESS = `["'\`]?((?:[a-z][a-z\\d+.-]{0,20}:\\/\\/)?[^\\s"'\`,;(){}<>|]{2,400})`;
const QUOTED = `["'\`]([^\\s"'\`]{2,400})["'\`]`;

const form = (use: Use, transport: Transport | null, pattern: string): Form => ({
  use,
  transport,
  pattern: new RegExp(pattern, 'gi'),
});

/** Code that makes an exporter, and Collector components, in files and in prose. */
const FORMS: readonly Form[] = [
  form(
    'exporter',
    'http',
    `exporters?[.:\\s/]{1,6}otlp_?http(?:/[\\w-]{1,40})?[.:\\s{]{1,12}endpoint\\s{0,3}[:=]?\\s{1,3}${ADDRESS}`,
  ),
  form(
    'exporter',
    'http',
    `\\botlp_?http(?: exporter)?(?:'s)?[.:\\s{]{1,12}endpoint\\s{0,3}[:=]?\\s{0,3}${ADDRESS}`,
  ),
  form(
    'exporter',
    'grpc',
    `exporters?[.:\\s/]{1,6}otlp(?:_grpc)?(?:/[\\w-]{1,40})?[.:\\s{]{1,12}endpoint\\s{0,3}[:=]?\\s{1,3}${ADDRESS}`,
  ),
  form('receiver', 'grpc', `(?:grpc)[.:\\s{]{1,30}endpoint\\s{0,3}[:=]\\s{0,3}${ADDRESS}`),
  form('receiver', 'http', `(?:(?<!otlp_?)http)[.:\\s{]{1,30}endpoint\\s{0,3}[:=]\\s{0,3}${ADDRESS}`),
  form(
    'code',
    null,
    `OTLP(?:Trace|Metric|Log|Span)\\w{0,10}Exporter\\(\\s{0,3}\\{?[^)\\n}]{0,80}?(?:url|endpoint)\\s{0,2}[:=]\\s{0,2}${QUOTED}`,
  ),
  form(
    'code',
    null,
    `\\.?(?:setEndpoint|set_endpoint|with_endpoint|WithEndpointURL|WithEndpoint|WithExportEndpoint)\\(\\s{0,3}&?${QUOTED}`,
  ),
  form('code', null, `\\bEndpoint\\s{0,2}=\\s{0,2}new\\s{1,2}Uri\\(\\s{0,2}${QUOTED}`),
  form('code', null, `(?:url|endpoint)\\s{0,2}[:=]?\\s{0,2}${QUOTED}`),
  form(
    'code',
    null,
    `\\b(?:url|endpoint)\\s{0,2}[:=]?\\s{0,2}((?:[a-z][a-z\\d+.-]{0,20}:\\/\\/|[\\w.-]{2,100}:\\d{2,5}\\b)[^\\s"'\`,;(){}<>|]{0,300})`,
  ),
];

/** A transport that the constructor's own name or package tells. */
const transportOf = (written: string): Transport | null => {
  if (/grpc/i.test(written)) return 'grpc';
  return /OtlpHttp|otlphttp|httpProtobuf|\.http\b/i.test(written) ? 'http' : null;
};

const clue = (
  use: Use,
  transport: Transport | null,
  value: string,
  start: number,
  end: number,
): EndpointClue | null => {
  const trimmed = value.replace(/(?<![.,;:)\]])[.,;:)\]]+$/, '');
  const address = readAddress(trimmed);
  return address && { use, value: trimmed, transport, start, end, ...address };
};

const ENDPOINT = /^OTEL_EXPORTER_OTLP_(?:(TRACES|METRICS|LOGS)_)?ENDPOINT$/;

const fromSetting = ({ name, value, start, end }: SettingClue): readonly EndpointClue[] => {
  const found = ENDPOINT.exec(name);
  const bare = value.replace(/^["']|["']$/g, '');
  const made = found && clue(found[1] ? 'signal' : 'general', null, bare, start, end);
  return made ? [made] : [];
};

const MOST = 100;

/** Addresses in a text whose use is known. */
export const readEndpoints = (text: string, settings: readonly SettingClue[]): readonly EndpointClue[] => {
  const found = settings.flatMap(fromSetting);
  for (const { use, transport, pattern } of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      const taken = found.some((other) => start < other.end && other.start < end);
      const made =
        taken || found.length >= MOST
          ? null
          : clue(use, transport ?? transportOf(match[0]), match[1] ?? '', start, end);
      if (made && (made.port !== null || made.scheme !== null || use !== 'code')) found.push(made);
    }
  }
  return found;
};
