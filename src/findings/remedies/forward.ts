import type { Remedy } from './remedy.ts';

/** What an answer of a destination means, and what to do. */
interface Meaning {
  readonly answer: RegExp;
  readonly means: string;
  readonly advice: string;
}

/** In the words of `ForwardFact.failures`; the first that fits. */
const MEANINGS: readonly Meaning[] = [
  {
    answer: /HTTP 401|gRPC 16\b/,
    means: 'the destination does not know the sender',
    advice:
      'Set the key or token of the destination in OTEL_EXPORTER_OTLP_HEADERS: headers are passed on as they come.',
  },
  {
    answer: /HTTP 403|gRPC 7\b/,
    means: 'the destination knows the sender and does not allow it',
    advice: 'Use a key that may write, for the right account and region.',
  },
  {
    answer: /HTTP 40[45]|gRPC 12\b/,
    means: 'the destination has no receiver for this signal there',
    advice: 'Check the path of the endpoint, and that the destination takes this signal over this protocol.',
  },
  {
    answer: /HTTP 413/,
    means: 'the requests are larger than the destination takes',
    advice: 'Send smaller batches: OTEL_BSP_MAX_EXPORT_BATCH_SIZE=128.',
  },
  {
    answer: /HTTP 415/,
    means: 'the destination does not take this encoding',
    advice: 'Send protobuf instead of JSON, or JSON instead of protobuf: OTEL_EXPORTER_OTLP_PROTOCOL.',
  },
  {
    answer: /HTTP 429|gRPC 8\b/,
    means: 'a limit or quota of the destination is used up',
    advice: 'Send less, or raise the limit of the account.',
  },
  {
    answer: /HTTP 400|gRPC 3\b/,
    means: 'the destination takes the data for invalid',
    advice:
      'Its message tells what it does not like. A destination that speaks another protocol answers like this too.',
  },
  {
    answer: /HTTP 3\d\d/,
    means: 'the destination is somewhere else',
    advice: 'Give the address that it redirects to.',
  },
  {
    answer: /HTTP 5\d\d|gRPC (2|13|14)\b/,
    means: 'the destination or a proxy before it is broken or not ready',
    advice: 'Look at its log. What failed after a few tries is not sent again.',
  },
  {
    answer: /^partial success/,
    means: 'the destination took a part and dropped the rest',
    advice: 'Its message tells what it does not like: often attributes, ids, or times that lie too far back.',
  },
  {
    answer: /^not sent/,
    means: 'what came as JSON cannot be passed on over gRPC unchanged',
    advice: 'Pass it on over HTTP (--forward-protocol http/protobuf), or let the application send protobuf.',
  },
  {
    answer: /^ERR_INVALID_URL/,
    means: 'the address of the destination is no URL',
    advice: 'Give the whole address, such as http://collector:4318.',
  },
  {
    answer: /HTTP 4\d\d/,
    means: 'the destination refuses the requests',
    advice: 'Its message tells why.',
  },
  {
    answer: /ECONNREFUSED/,
    means: 'nothing listens there',
    advice: 'Start the destination, or correct host and port.',
  },
  {
    answer: /ENOTFOUND|EAI_AGAIN/,
    means: 'the host name cannot be resolved',
    advice: 'Correct the host name; names of Compose services and pods hold only inside of their network.',
  },
  {
    answer: /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|SSL|TLS|EPROTO|WRONG_VERSION/i,
    means: 'the encrypted connection cannot be made',
    advice: 'Compare http:// and https:// with what the destination speaks, and trust its certificate.',
  },
  {
    answer: /TIMEDOUT|TIMEOUT|gRPC 4\b|EHOSTUNREACH|ENETUNREACH/i,
    means: 'the destination does not answer in time',
    advice: 'A firewall or a wrong address is likely, or it is overloaded.',
  },
  {
    answer: /ECONNRESET|EPIPE|hang up/i,
    means: 'the destination closes the connection',
    advice: 'It may speak another protocol on this port, or a proxy in between may give up.',
  },
];

const UNKNOWN = { means: 'the destination did not take it', advice: 'Its message tells why.' };

/** What an answer of the destination means. */
export const forwardMeaning = (answer: string): { readonly means: string; readonly advice: string } =>
  MEANINGS.find((meaning) => meaning.answer.test(answer)) ?? UNKNOWN;

const TITLE = 'Export each span once';

/** Where spans leave the application twice. */
export const DOUBLE_EXPORT: Remedy = {
  python: {
    title: TITLE,
    text: [
      '# opentelemetry-instrument has set up provider and exporter already: leave',
      '# TracerProvider, add_span_processor(...) and set_tracer_provider(...) out,',
      '# or start the application without it. Never add a processor in a function',
      '# that runs more than once (a request handler, a module that is reloaded).',
    ].join('\n'),
  },
  nodejs: {
    title: TITLE,
    text: [
      '// Start the SDK in one place: with --require @opentelemetry/auto-instrumentations-node/register',
      '// or with new NodeSDK(...).start(), not with both. Give traceExporter or spanProcessors, not both.',
    ].join('\n'),
  },
  java: {
    title: TITLE,
    text: [
      '// With the Java agent leave OpenTelemetrySdk and its exporters out of the code:',
      'OpenTelemetry openTelemetry = GlobalOpenTelemetry.get();',
    ].join('\n'),
  },
  go: {
    title: TITLE,
    text: [
      '// one of them: WithBatcher(exporter) or WithSyncer(exporter) or WithSpanProcessor(...)',
      'sdktrace.NewTracerProvider(sdktrace.WithBatcher(exporter))',
    ].join('\n'),
  },
  dotnet: {
    title: TITLE,
    text: [
      '// one AddOtlpExporter() for traces: UseOtlpExporter() adds one already,',
      '// and so does the automatic instrumentation',
    ].join('\n'),
  },
  other: {
    title: TITLE,
    text: 'Register one exporter with one span processor, in one place; where Collectors pass data on, let each span go one way.',
  },
};
