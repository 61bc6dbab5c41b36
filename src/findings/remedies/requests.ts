import type { Fix, Severity } from '../../model/finding.ts';
import type { ReceivedFact, RefusalGroup } from '../../model/received.ts';

/** What a kind of refusal means for the sender. */
export interface Refused {
  readonly severity: Severity;
  /** The sender's mistake, as a clause. */
  readonly means: (group: RefusalGroup) => string;
  /** How that comes about, as a sentence. */
  readonly because: string | ((group: RefusalGroup) => string);
  readonly fix: (group: RefusalGroup, received: ReceivedFact) => Fix;
}

const text = (title: string, advice: string) => (): Fix => ({ title, text: advice });

/** `run` sets the address itself: one that is wrong comes from the code. */
const address = (
  received: ReceivedFact,
  title: string,
  env: Readonly<Record<string, string | null>>,
  url: string,
): Fix =>
  received.mode === 'listen'
    ? { title, env }
    : {
        title: `${title}, in the code that sets it`,
        text: `The address is not taken from the variables. The whole of it is: ${url}`,
      };

const httpBase = ({ httpPort }: ReceivedFact): string => `http://localhost:${httpPort}`;

const grpcBase = ({ grpcPort }: ReceivedFact): string => `http://localhost:${grpcPort}`;

/** Paths of other protocols for telemetry. */
const OTHER_PROTOCOLS: readonly (readonly [path: RegExp, name: string])[] = [
  [/\/api\/v2\/spans/, 'Zipkin'],
  [/\/api\/traces/, 'Jaeger'],
  [/\/api\/v1\/(write|push)/, 'Prometheus remote write'],
  [/\/v0\.[3457]\/traces/, 'Datadog'],
];

const otherProtocol = ({ path }: RefusalGroup): string | undefined =>
  OTHER_PROTOCOLS.find(([pattern]) => pattern.test(path ?? ''))?.[1];

const isDoubled = ({ path }: RefusalGroup): boolean => /\/v1\/(traces|metrics|logs)\/v1\//.test(path ?? '');

const pathMeans = (group: RefusalGroup): string => {
  const path = group.path ?? '/';
  const other = otherProtocol(group);
  if (other !== undefined) return `${path} is a path of ${other}, not of OTLP`;
  if (isDoubled(group)) return `the path ${path} has the path of the signal twice`;
  return path === '/' ? 'the path of the signal is missing' : `${path} is not the path of an export`;
};

const pathBecause = (group: RefusalGroup): string => {
  if (otherProtocol(group) !== undefined) return 'An exporter for another protocol is in use.';
  if (isDoubled(group))
    return 'SDKs append the path to the general endpoint, so that must not have it already.';
  return 'An endpoint for one signal, or one that is set in code, is taken as it is; SDKs append /v1/traces only to the general one.';
};

const pathFix = (group: RefusalGroup, received: ReceivedFact): Fix =>
  otherProtocol(group) === undefined
    ? address(
        received,
        'Give the address without a path',
        {
          OTEL_EXPORTER_OTLP_ENDPOINT: httpBase(received),
          ...(group.path === '/' ? { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: null } : {}),
        },
        `${httpBase(received)}/v1/traces`,
      )
    : { title: 'Export with OTLP', env: { OTEL_TRACES_EXPORTER: 'otlp' } };

const MADE_BY_HAND = 'The bytes were made by hand or by an old exporter, or were changed on the way.';
const PROBLEMS: Readonly<Record<string, string>> = {
  truncated: 'a value runs past the end of its message',
  'wire-type': 'a field has another type than OTLP gives it',
  'unknown-wire-type': 'it is not protobuf',
  'field-number': 'it is not protobuf: a field has the number 0',
  varint: 'it is not protobuf: a number never ends',
  depth: 'messages are nested too deep',
  'too-many-messages': 'it has more messages than any export',
  'json-syntax': 'it is not JSON',
  'json-type': 'a field has another type than OTLP gives it',
  'json-id': 'an id is not hex (OTLP/JSON has hex where the JSON of protobuf has base64)',
  'id-length': 'an id is too short or too long (a trace has one of 16 bytes, a span one of 8)',
};

const malformedMeans = ({ malformed }: RefusalGroup): string => {
  const [problem = '', ...where] = (malformed ?? '').split(' ');
  const said = PROBLEMS[problem];
  const told = said === undefined ? '' : `: ${[said, where.join(' ')].filter(Boolean).join(', ')}`;
  return `the body cannot be decoded${told}`;
};
const HEX_IDS: Fix = {
  title: 'Write the ids in hex',
  text: '"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b174"',
};

const useExporter = text(
  'Send with an OTLP exporter of this protocol',
  `${MADE_BY_HAND} Compare the content type with what the body is.`,
);

const protocol =
  (name: string, title: string, url: (received: ReceivedFact) => string) =>
  (_: RefusalGroup, received: ReceivedFact): Fix => ({
    title,
    env: {
      OTEL_EXPORTER_OTLP_PROTOCOL: name,
      ...(received.mode === 'listen' ? { OTEL_EXPORTER_OTLP_ENDPOINT: url(received) } : {}),
    },
  });

const smaller: Fix = {
  title: 'Send smaller batches',
  env: { OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '128', OTEL_BLRP_MAX_EXPORT_BATCH_SIZE: '128' },
};

const uncompressed: Fix = {
  title: 'Compress with gzip or not at all',
  env: { OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' },
};

const unknownCompression: Refused = {
  severity: 'error',
  means: ({ contentEncoding }) => `the compression ${contentEncoding ?? '(none)'} is not known here`,
  because: 'The specification asks receivers for gzip and no more.',
  fix: () => uncompressed,
};

/** What each kind of refusal means, by the kind. */
export const REFUSED: Readonly<Record<string, Refused>> = {
  'wrong-path': { severity: 'error', means: pathMeans, because: pathBecause, fix: pathFix },
  method: {
    severity: 'error',
    means: ({ method }) => `exports are POST requests, and this was ${method ?? 'another'}`,
    because: 'A redirect or a proxy on the way turns POST into GET, or this is no exporter.',
    fix: text(
      'Send with POST',
      'A proxy that follows or answers a redirect may turn POST into GET: give the final address.',
    ),
  },
  origin: {
    severity: 'warning',
    means: ({ detail }) => `a browser sent for a page of ${detail ?? 'no origin'}, which may not send`,
    because: 'Any open page could send here, so that only those of this machine may unless they are named.',
    fix: ({ detail }) => ({
      title: 'Allow the page to send, if it is yours',
      text: `Start listen with --allow-origin ${detail ?? 'https://app.example'}`,
    }),
  },
  'content-type': {
    severity: 'error',
    means: ({ contentType }) =>
      `the content type ${contentType ?? '(none)'} is neither application/x-protobuf nor application/json`,
    because: 'OTLP/HTTP is told apart by the content type, and knows these two.',
    fix: text(
      'Send one of the two content types of OTLP/HTTP',
      'Content-Type: application/x-protobuf\nContent-Type: application/json',
    ),
  },
  'content-encoding': unknownCompression,
  'grpc-compression': unknownCompression,
  'malformed-compression': {
    severity: 'error',
    means: ({ contentEncoding }) =>
      `the body is not compressed with ${contentEncoding ?? 'what it says'}, although it says so`,
    because: 'A proxy may have unpacked the body and left the header.',
    fix: text(
      'Compress once, and say so',
      'Set Content-Encoding only where the body is compressed; a proxy may have unpacked it.',
    ),
  },
  'malformed-protobuf': {
    severity: 'error',
    means: malformedMeans,
    because: MADE_BY_HAND,
    fix: useExporter,
  },
  'malformed-json': {
    severity: 'error',
    means: malformedMeans,
    because: MADE_BY_HAND,
    fix: (group) => (/^(?:json-id|id-length)/.test(group.malformed ?? '') ? HEX_IDS : useExporter()),
  },
  'body-too-large': {
    severity: 'error',
    means: ({ port }) =>
      `the body is larger than ${port === 'grpc' ? 4 : 20} MiB, the limit of a Collector, or came in crumbs of a few bytes`,
    because: 'Batches hold too many or too large items.',
    fix: () => smaller,
  },
  'headers-too-large': {
    severity: 'error',
    means: () => 'the headers are larger than a receiver takes',
    because: 'Headers of the settings or of a proxy are in it.',
    fix: text(
      'Send fewer headers',
      'Look at OTEL_EXPORTER_OTLP_HEADERS and at what proxies add, such as cookies.',
    ),
  },
  truncated: {
    severity: 'warning',
    means: () => 'the connection ended, or stalled, in the middle of a request',
    because: 'The sender ended, or gave up, before the request was complete.',
    fix: text(
      'Let exports end',
      'Shut the SDK down before the process ends, and give exports the time they need (OTEL_EXPORTER_OTLP_TIMEOUT).',
    ),
  },
  overloaded: {
    severity: 'warning',
    means: () => 'more was being sent at the same time than there is memory for',
    because: 'Many large requests come at the same time.',
    fix: () => smaller,
  },
  'grpc-unknown-service': {
    severity: 'error',
    means: ({ path }) => `${path ?? 'the call'} is no method of the OTLP services`,
    because: 'Another gRPC client, or an exporter of another protocol, calls this port.',
    fix: text(
      'Call the OTLP services',
      '/opentelemetry.proto.collector.trace.v1.TraceService/Export is the method for traces.',
    ),
  },
  'grpc-framing': {
    severity: 'error',
    means: ({ detail }) => `the call has not exactly one message${detail === null ? '' : ` (${detail})`}`,
    because:
      'An export is one call with one message; a client that streams, or a proxy that cuts, breaks that.',
    fix: useExporter,
  },
  'grpc-on-http-port': {
    severity: 'error',
    means: () => 'gRPC came to the port of OTLP/HTTP',
    because: 'The exporter speaks gRPC, and its endpoint names the port of OTLP/HTTP.',
    fix: protocol('grpc', 'Send gRPC to its own port', grpcBase),
  },
  'http-on-grpc-port': {
    severity: 'error',
    means: () => 'HTTP came to the port of gRPC',
    because: 'The exporter speaks HTTP, and its endpoint names the port of gRPC.',
    fix: protocol('http/protobuf', 'Send HTTP to its own port', httpBase),
  },
  'tls-on-plaintext-port': {
    severity: 'error',
    means: () => 'the sender begins an encrypted connection (TLS), and this port is plaintext',
    because:
      'The endpoint begins with https://, or has no scheme and the exporter takes encryption for granted.',
    fix: ({ port }, received) => {
      const url = port === 'grpc' ? grpcBase(received) : httpBase(received);
      const env = {
        OTEL_EXPORTER_OTLP_ENDPOINT: url,
        ...(port === 'grpc' ? { OTEL_EXPORTER_OTLP_INSECURE: 'true' } : {}),
      };
      return address(received, 'Send without encryption', env, url);
    },
  },
  'proxy-connect': {
    severity: 'error',
    means: ({ path }) =>
      `the sender takes this receiver for a proxy and asks it to connect to ${path ?? 'another host'}`,
    because: 'A proxy variable of the sender names this address.',
    fix: () => ({
      title: 'Take the proxy out of the way',
      env: { HTTPS_PROXY: null, https_proxy: null, HTTP_PROXY: null, http_proxy: null },
    }),
  },
  'not-http': {
    severity: 'info',
    means: () => 'the bytes are not HTTP',
    because: 'It is another protocol, or a port scan.',
    fix: text('Find out who connects', 'ss -tnp on the machine of the sender shows its connections.'),
  },
  'http2-protocol': {
    severity: 'warning',
    means: ({ detail }) => `HTTP/2 broke its own rules${detail === null ? '' : ` (${detail})`}`,
    because: 'A proxy or load balancer in between may not pass HTTP/2 on whole.',
    fix: text(
      'Look at what lies between',
      'A proxy or load balancer that does not pass HTTP/2 on whole does this.',
    ),
  },
  empty: {
    severity: 'info',
    means: () => 'exports without anything in them came; they are accepted',
    because: 'Some exporters send them to try the way.',
    fix: text('Nothing to do', 'Some exporters send them to test the way.'),
  },
};

/** For a kind that is not in the table. */
export const UNKNOWN_REFUSAL: Refused = {
  severity: 'error',
  means: ({ kind }) => `it was refused (${kind})`,
  because: 'No receiver takes it.',
  fix: useExporter,
};
