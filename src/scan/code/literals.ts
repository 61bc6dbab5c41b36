/** An exporter that a program makes with an endpoint that is written out. */
export interface Literal {
  readonly signal: 'TRACES' | 'METRICS' | 'LOGS';
  readonly protocol: 'grpc' | 'http/protobuf';
  readonly value: string;
  /** Offset of the value in the text, behind its quote. */
  readonly start: number;
  /** What is given the endpoint, as a reader finds it: `endpoint of OTLPSpanExporter`. */
  readonly spelt: string;
}

type Signal = Literal['signal'];
type Protocol = Literal['protocol'];

const SIGNALS: readonly (readonly [word: RegExp, signal: Signal])[] = [
  [/metric/i, 'METRICS'],
  [/log/i, 'LOGS'],
  [/trac|span/i, 'TRACES'],
];

const signalOf = (name: string): Signal | undefined => SIGNALS.find(([word]) => word.test(name))?.[1];

const protocolOf = (name: string): Protocol => (/grpc/i.test(name) ? 'grpc' : 'http/protobuf');

/** Names that a file gives to exporters, with the protocol of the package that they come from; null where there are two. */
type Names = Map<string, Protocol | null>;

const note = (names: Names, listed: string, protocol: Protocol): void => {
  for (const part of listed.split(',')) {
    const [, name, alias] =
      /(OTLP\w{1,40}Exporter)(?:\s{1,20}as\s{1,20}|\s{0,20}:\s{0,20})?(\w{1,60})?/.exec(part) ?? [];
    const own = alias ?? name;
    if (own === undefined) continue;
    names.set(own, names.has(own) && names.get(own) !== protocol ? null : protocol);
  }
};

const PYTHON_IMPORT =
  /from opentelemetry\.exporter\.otlp\.proto\.(http|grpc)\.\w{1,40} import (\([^()]{1,300}\)|[^\n]{1,200})/g;
const SCRIPT_IMPORT =
  /(?:import|const|let|var) \{([^{}]{1,300})\} {0,3}(?:from|= {0,3}require\() {0,3}["']@opentelemetry\/exporter-(?:trace|traces|metrics|logs)-otlp-(http|proto|grpc)["']/g;

const CALL = /\b(OTLP\w{1,40}|\w{0,60}Exporter)\(/g;
/** Arguments that are looked at; a call of more is not read. */
const LONGEST = 600;

/** The arguments of a call, up to the bracket that closes it. */
const argumentsFrom = (text: string, from: number): string => {
  let depth = 1;
  const end = Math.min(text.length, from + LONGEST);
  for (let at = from; at < end; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return text.slice(from, at);
  }
  return '';
};

const PYTHON_ENDPOINT = /(?:^|[\s,])endpoint {0,3}= {0,3}(["'])([^"'\n\\]{1,300})\1(?= {0,3}(?:,|\n|\r|#|$))/;
const SCRIPT_ENDPOINT =
  /(?:^|[\s,{])url {0,3}: {0,3}(["'`])([^"'`\n\\$]{1,300})\1(?=\s{0,40}(?:,|\}|\/\/|$))/;

const fromCalls = (text: string, names: Names, endpoint: RegExp, word: string): readonly Literal[] =>
  [...text.matchAll(CALL)].flatMap((call): readonly Literal[] => {
    const name = call[1] ?? '';
    const protocol = names.get(name);
    const signal = signalOf(name);
    if (protocol === undefined || protocol === null || signal === undefined) return [];
    const from = call.index + call[0].length;
    const found = endpoint.exec(argumentsFrom(text, from));
    const value = found?.[2];
    if (found === null || value === undefined) return [];
    const start = from + found.index + found[0].lastIndexOf(value);
    return [{ signal, protocol, value, start, spelt: `${word} of ${name}` }];
  });

const inPython = (text: string): readonly Literal[] => {
  const names: Names = new Map();
  for (const [, protocol = '', listed = ''] of text.matchAll(PYTHON_IMPORT))
    note(names, listed, protocolOf(protocol));
  return names.size === 0 ? [] : fromCalls(text, names, PYTHON_ENDPOINT, 'endpoint');
};

const inScript = (text: string): readonly Literal[] => {
  const names: Names = new Map();
  for (const [, listed = '', protocol = ''] of text.matchAll(SCRIPT_IMPORT))
    note(names, listed, protocolOf(protocol));
  return names.size === 0 ? [] : fromCalls(text, names, SCRIPT_ENDPOINT, 'url');
};

const JAVA =
  /\b(Otlp(?:Http|Grpc)(?:Span|Metric|LogRecord)Exporter)\s{0,40}\.builder\(\)[^;]{0,400}?\.setEndpoint\(\s{0,40}"([^"\n\\$]{1,300})"\s{0,40}\)/g;

const inJava = (text: string): readonly Literal[] =>
  [...text.matchAll(JAVA)].flatMap((match): readonly Literal[] => {
    const [whole, name = '', value = ''] = match;
    const signal = signalOf(name);
    if (signal === undefined) return [];
    const start = match.index + whole.lastIndexOf(`"${value}"`) + 1;
    return [{ signal, protocol: protocolOf(name), value, start, spelt: `setEndpoint of ${name}` }];
  });

const GO = /\botlp(trace|metric|log)(http|grpc)\.WithEndpointURL\("([^"\n\\]{1,300})"\)/g;

const inGo = (text: string): readonly Literal[] =>
  [...text.matchAll(GO)].flatMap((match): readonly Literal[] => {
    const [whole, kind = '', transport = '', value = ''] = match;
    const signal = signalOf(kind);
    const name = `otlp${kind}${transport}`;
    const start = match.index + whole.indexOf('"') + 1;
    return signal === undefined
      ? []
      : [{ signal, protocol: protocolOf(transport), value, start, spelt: `WithEndpointURL of ${name}` }];
  });

const SHARP = /\bAddOtlpExporter\(/g;
const SHARP_ENDPOINT = /\.Endpoint {0,3}= {0,3}new Uri\( {0,3}"([^"\n\\]{1,300})" {0,3}\)/;
const SHARP_SIGNAL =
  /\b(?:With|Add|Configure)?(Tracing|Metrics|Logging|TracerProvider|MeterProvider|LoggerProvider)\b/g;

/** The signal that is spoken of last in front of an exporter; none where nothing near does. */
const lastSignal = (before: string): Signal | undefined => {
  const word = [...before.matchAll(SHARP_SIGNAL)].at(-1)?.[1];
  return word === undefined ? undefined : signalOf(word.replace('Meter', 'Metric'));
};

const inSharp = (text: string): readonly Literal[] =>
  [...text.matchAll(SHARP)].flatMap((call): readonly Literal[] => {
    const from = call.index + call[0].length;
    const given = argumentsFrom(text, from);
    const found = SHARP_ENDPOINT.exec(given);
    const signal = lastSignal(text.slice(Math.max(call.index - 1_500, 0), call.index));
    const value = found?.[1];
    if (found === null || value === undefined || signal === undefined) return [];
    const start = from + found.index + found[0].indexOf('"') + 1;
    const http = /OtlpExportProtocol\.HttpProtobuf/.test(given);
    const computed = /\bProtocol {0,3}=/.test(given) && !/OtlpExportProtocol\.\w/.test(given);
    return computed
      ? []
      : [
          {
            signal,
            protocol: http ? 'http/protobuf' : 'grpc',
            value,
            start,
            spelt: 'Endpoint of AddOtlpExporter',
          },
        ];
  });

/** A language whose literals are read. */
export interface Language {
  readonly sdk: string;
  readonly files: RegExp;
  readonly find: (text: string) => readonly Literal[];
  /** Whether gRPC takes `host:port` without a scheme. */
  readonly plainHosts: boolean;
}

/**
 * What is given in code is taken as it stands: none of these appends the path of a signal to it.
 * Python: `exporter/otlp/proto/http/trace_exporter/__init__.py`; JavaScript: `url` of `OTLPExporterConfigBase`; Java: `setEndpoint`;
 * Go: `WithEndpointURL`; .NET: `OtlpExporterOptions.AppendSignalPathToEndpoint`.
 */
export const LANGUAGES: readonly Language[] = [
  { sdk: 'python', files: /\.py$/, find: inPython, plainHosts: true },
  { sdk: 'js', files: /\.[cm]?[jt]sx?$/, find: inScript, plainHosts: true },
  { sdk: 'java', files: /\.(?:java|kt)$/, find: inJava, plainHosts: false },
  { sdk: 'go', files: /\.go$/, find: inGo, plainHosts: false },
  { sdk: 'dotnet', files: /\.cs$/, find: inSharp, plainHosts: false },
];
