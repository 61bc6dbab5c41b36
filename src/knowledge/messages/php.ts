import { UNAVAILABLE } from './causes.ts';
import type { KnownMessage } from './message.ts';

const OTLP = 'opentelemetry-php src/Contrib/Otlp';

/** PHP SDK: exporting and configuration. */
export const PHP: readonly KnownMessage[] = [
  {
    id: 'php-export-failure',
    sdk: 'php',
    literals: ['export failure'],
    pattern:
      /OpenTelemetry: \[\w{1,12}\] Export failure(?: \[exception\])?(?: Export retry limit exceeded)?/i,
    meaning: 'An export failed; what follows tells why',
    codes: UNAVAILABLE,
    wraps: true,
    source: `${OTLP} SpanExporter.php; opentelemetry-php#1447, #1448`,
    level: 'error',
  },
  {
    id: 'php-partial-success',
    sdk: 'php',
    literals: ['export partial success', 'export success with warnings/suggestions'],
    pattern: /Export (?:partial success|success with warnings\/suggestions)/i,
    meaning: 'The receiver took an export and had something to say about it',
    codes: ['receiver/partial-success'],
    source: 'opentelemetry-php src/Contrib/Otlp/SpanExporter.php',
    level: 'warning',
  },
  {
    id: 'php-endpoint',
    sdk: 'php',
    literals: [
      'failed to parse endpoint "',
      'endpoint has to contain scheme, host and path',
      'expected protocol to be http or https',
    ],
    pattern:
      /Failed to parse endpoint "(?<endpoint>[^"]{0,300})"|Endpoint has to contain scheme, host and path|Expected protocol to be http or https, given: "(?<value>[^"]{0,100})"/i,
    meaning: 'The endpoint is no URL, or has no scheme or path, and the exporter is not made',
    codes: [
      'endpoint/scheme-missing',
      'endpoint/invalid',
      'endpoint/scheme-unsupported',
      'endpoint/signal-path-missing',
    ],
    source: `${OTLP} HttpEndpointResolver.php, opentelemetry-php src/Contrib/Grpc GrpcTransportFactory.php`,
    level: 'error',
  },
  {
    id: 'php-grpc-method',
    sdk: 'php',
    literals: ['endpoint path is not a valid grpc method'],
    pattern: /Endpoint path is not a valid gRPC method "(?<path>[^"]{0,300})"/i,
    meaning: 'PHP wants the whole gRPC method as the path of the endpoint',
    codes: ['endpoint/path-on-grpc', 'endpoint/signal-path-missing'],
    source: 'opentelemetry-php src/Contrib/Grpc GrpcTransportFactory.php',
    level: 'error',
  },
  {
    id: 'php-headers',
    sdk: 'php',
    literals: ['does not contain separator "="'],
    pattern: /Key-Value pair "(?<secret>[^"]{0,2000})" does not contain separator "="/i,
    meaning: 'An entry of the headers or of OTEL_RESOURCE_ATTRIBUTES has no equals sign',
    codes: ['config/headers-malformed', 'config/resource-attributes-malformed'],
    source: 'opentelemetry-php src/SDK/Common/Configuration/Parser/MapParser.php',
    level: 'error',
  },
  {
    id: 'php-protobuf-missing',
    sdk: 'php',
    literals: ['no protobuf implementation found'],
    pattern: /No protobuf implementation found/i,
    meaning: 'PHP has no protobuf extension and no google/protobuf package, so that nothing can be exported',
    codes: ['telemetry/none-received'],
    source: `${OTLP} ProtobufSerializer.php`,
    level: 'error',
  },
  {
    id: 'php-http-client-missing',
    sdk: 'php',
    literals: [
      'no psr-18 clients found',
      'no psr-17 request factory found',
      'no psr-17 stream factory found',
    ],
    pattern: /No PSR-1[78] (?:clients|request factory|stream factory) found/i,
    meaning: 'PHP has no HTTP client package that the exporter could use',
    codes: ['telemetry/none-received'],
    source: 'php-http/discovery, read by opentelemetry-php src/SDK/Common/Http',
    level: 'error',
  },
];
