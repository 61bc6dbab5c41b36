import type { MessageClue, SdkClue } from './reading.ts';

/** What gives a language away, the surest first. */
const MARKS: readonly (readonly [string, RegExp])[] = [
  [
    'rust',
    /opentelemetry[-_]otlp\b(?!-proto)|\bwith_(?:tonic|endpoint|http)\b|\btonic\b|\breqwest\b|BatchSpanProcessor\.ExportError|\bcargo\b|\.rs\b|\brust\b/i,
  ],
  ['java-agent', /-javaagent|opentelemetry-javaagent|\bjava agent\b|otel\.javaagent/i],
  [
    'java',
    /-Dotel\.|Otlp(?:Http|Grpc)(?:Span|Metric|LogRecord)Exporter|io\.opentelemetry|\bspring\b|\bjava\b|\bkotlin\b|okhttp|\bmaven\b|\bgradle\b|\bapplication\.(?:ya?ml|properties)\b|\bJVM\b|\bquarkus\b/i,
  ],
  [
    'go',
    /otlp(?:trace|metric|log)(?:grpc|http)|With(?:Endpoint(?:URL)?|Insecure|ExportEndpoint)\(|go\.opentelemetry\.io|\bgolang\b|too many colons in address|traces export:|\bGo (?:pods?|SDK|services?|app)/,
  ],
  [
    'python',
    /opentelemetry[-_]instrument\b|opentelemetry-distro|OTLPSpanExporter|StatusCode\.[A-Z]|opentelemetry\.(?:sdk|exporter)|\bpython\b|\buvicorn\b|\bgunicorn\b|\bflask\b|\bdjango\b|\bfastapi\b|\bpip install\b|Traceback \(most recent|\.py\b/i,
  ],
  [
    'js',
    /OTLPTraceExporter|OTLPMetricExporter|@opentelemetry\/|OTLPExporterError|exporter-trace-otlp|\bnode\.?js\b|\bNodeSDK\b|\bnpm\b|\bnext\.?js\b|registerOTel|require\(|ECONNREFUSED|\b14 UNAVAILABLE|\.[cm]?[jt]s\b(?!on)|\bdeno\b|\btypescript\b|UNABLE_TO_VERIFY_LEAF_SIGNATURE|DEPTH_ZERO_SELF_SIGNED|ERR_TLS_\w+|HPE_INVALID/i,
  ],
  [
    'dotnet',
    /AddOtlpExporter|OtlpExportProtocol|\.NET\b|\bdotnet\b|ActivitySource|appsettings\.json|AspNetCore|\bC#|Grpc\.Net\.Client|StatusCode="/i,
  ],
  ['ruby', /\bruby\b|OpenTelemetry error:|OTLP exporter received|\brails\b|Gemfile|\.rb\b|\bsidekiq\b/i],
  ['php', /\bphp(?:-fpm)?\b|\blaravel\b|\bsymfony\b|\bcomposer require\b|ext-protobuf/i],
  ['cpp', /NginxModuleOtel|otel_ngx|opentelemetry-cpp|OtlpHttpExporter|OTEL_CPP|\bC\+\+|validate_metadata/],
  ['erlang', /\belixir\b|\berlang\b|opentelemetry_exporter|:opentelemetry\b|\bphoenix framework\b/i],
  ['swift', /\bswift\b|\biOS\b/],
];

const NAMED = new Set(['python', 'js', 'java', 'go', 'dotnet', 'ruby', 'php', 'rust', 'cpp', 'erlang']);

/** The SDK that the text is about: by its words, then by the messages that only one SDK writes; null when it does not tell. */
export const readSdk = (text: string, messages: readonly MessageClue[]): SdkClue | null => {
  const own = messages.find(({ match }) => NAMED.has(match.message.sdk));
  const agent = /-javaagent|opentelemetry-javaagent|\bjava agent\b/i.test(text);
  if (own && !(agent && own.match.message.sdk === 'java'))
    return { sdk: own.match.message.sdk, start: own.start, end: own.end };
  for (const [sdk, pattern] of MARKS) {
    const found = pattern.exec(text);
    if (found) return { sdk, start: found.index, end: found.index + found[0].length };
  }
  return null;
};
