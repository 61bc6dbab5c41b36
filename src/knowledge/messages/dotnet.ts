import { QUEUE_FULL, REFUSED, TIMEOUT } from './causes.ts';
import type { KnownMessage } from './message.ts';

const EVENTS =
  'opentelemetry-dotnet src/OpenTelemetry.Exporter.OpenTelemetryProtocol OpenTelemetryProtocolExporterEventSource.cs';

/** .NET SDK: exporting and configuration. Its messages are seen only in the self-diagnostics file. */
export const DOTNET: readonly KnownMessage[] = [
  {
    id: 'dotnet-send-failed',
    sdk: 'dotnet',
    literals: ['exporter failed send data to collector'],
    pattern:
      /Exporter failed send data to collector(?: to (?<endpoint>\S{1,300}) endpoint)?\. Data will not be sent\.(?: Exception:)?/i,
    meaning: 'An export failed; the exception behind it tells why',
    codes: ['network/connection-refused', 'protocol/grpc-to-http-port'],
    wraps: true,
    source: `${EVENTS} (event 2); opentelemetry-dotnet#5048`,
    level: 'error',
  },
  {
    id: 'dotnet-timed-out',
    sdk: 'dotnet',
    literals: ['request to endpoint '],
    pattern: /Request to endpoint '?(?<endpoint>[^\s']{1,300})'? timed out/i,
    meaning: 'An export had no answer in time',
    codes: TIMEOUT,
    source: `${EVENTS} (event 19)`,
    level: 'error',
  },
  {
    id: 'dotnet-export-failed',
    sdk: 'dotnet',
    literals: [
      'export failed for ',
      'transient http error occurred when communicating',
      'unknown error in export method',
      'unknown error in trysubmitrequest',
    ],
    pattern:
      /Export failed for '?(?<endpoint>[^\s']{1,300}?)'?\. Message:|Transient HTTP error occurred when communicating with '?(?<host>[^\s']{1,300}?)'?[.:]|Unknown error in (?:export method|TrySubmitRequest method)\. Message:/i,
    meaning: 'An export failed; what follows tells why',
    codes: [],
    wraps: true,
    source: `${EVENTS} (events 4, 12, 16, 23)`,
    level: 'error',
  },
  {
    id: 'dotnet-http-failed',
    sdk: 'dotnet',
    literals: ['http request to '],
    pattern: /HTTP request to '?(?<endpoint>https?:\/\/[^\s']{1,300}?)'? failed\./i,
    meaning: 'An export failed; what follows tells why',
    codes: [],
    wraps: true,
    source: `${EVENTS} (event 17)`,
    level: 'error',
  },
  {
    id: 'dotnet-setting-invalid',
    sdk: 'dotnet',
    literals: ['has an invalid value: '],
    pattern:
      /(?:Configuration key '(?<key>OTEL_\w{1,80})'|(?<name>OTEL_\w{1,80}) environment variable) has an invalid value: '(?<value>[^']{0,300})'/i,
    meaning: 'A setting cannot be read and is left out',
    codes: [
      'endpoint/scheme-missing',
      'config/number-invalid',
      'endpoint/invalid',
      'config/protocol-unknown',
    ],
    source: `${EVENTS} (event 11), OpenTelemetrySdkEventSource.cs (event 47)`,
    level: 'warning',
  },
  {
    id: 'dotnet-protocol',
    sdk: 'dotnet',
    literals: ['unsupported value for protocol '],
    pattern: /Unsupported value for protocol '(?<value>[^']{0,100})' is configured/i,
    meaning: 'OTEL_EXPORTER_OTLP_PROTOCOL has a value that .NET does not take, and the default is used',
    codes: ['config/protocol-unknown', 'config/protocol-unsupported'],
    source: `${EVENTS} (event 8)`,
    level: 'warning',
  },
  {
    id: 'dotnet-headers',
    sdk: 'dotnet',
    literals: ['headers provided in an invalid format'],
    pattern: /Headers provided in an invalid format\./i,
    meaning: 'The headers of the exporter cannot be read, and it is not made',
    codes: ['config/headers-malformed', 'config/header-encoding'],
    source: 'opentelemetry-dotnet OtlpExporterOptionsExtensions.cs',
    level: 'error',
  },
  {
    id: 'dotnet-http2',
    sdk: 'dotnet',
    literals: [
      'an http/2 connection could not be established',
      'http_1_1_required',
      'server sent an invalid http/2 frame',
    ],
    pattern:
      /An HTTP\/2 connection could not be established because the server did not complete the HTTP\/2 handshake|HTTP_1_1_REQUIRED|server sent an invalid HTTP\/2 frame/i,
    meaning: 'gRPC is sent to a server that speaks HTTP/1.1 only',
    codes: ['protocol/grpc-to-http-port', 'protocol/http2-unsupported'],
    inner: true,
    source: '.NET System.Net.Http Http2Connection; opentelemetry-dotnet#1923',
    level: 'error',
  },
  {
    id: 'dotnet-refused',
    sdk: 'dotnet',
    literals: ['target machine actively refused it', 'connection refused ('],
    pattern:
      /target machine actively refused it|Connection refused \((?<host>[^\s()]{1,200}):(?<port>\d{1,5})\)/i,
    meaning: 'Nothing listens at the endpoint',
    codes: REFUSED,
    inner: true,
    source: '.NET System.Net.Sockets; opentelemetry-dotnet-instrumentation#3441',
    level: 'error',
  },
  {
    id: 'dotnet-queue-full',
    sdk: 'dotnet',
    literals: ['item(s) due to buffer full'],
    pattern:
      /'(?<name>[^']{1,100})' exporting to '(?<type>[^']{1,100})' dropped '(?<value>\d{1,12})' item\(s\) due to buffer full/i,
    meaning: 'Items are lost: the application makes them faster than the exporter gets rid of them',
    codes: QUEUE_FULL,
    source: 'opentelemetry-dotnet OpenTelemetrySdkEventSource.cs (event 32)',
    level: 'error',
  },
  {
    id: 'dotnet-instrument-ignored',
    sdk: 'dotnet',
    literals: ["', meter '"],
    pattern:
      /Measurements from Instrument '(?<name>[^']{1,200})', Meter '(?<key>[^']{1,200})' will be ignored\. Reason: '(?<detail>[^']{0,200})'/i,
    meaning: 'The measurements of an instrument are left out, for the reason that the message gives',
    codes: [],
    source: 'opentelemetry-dotnet OpenTelemetrySdkEventSource.cs (event 33)',
    level: 'warning',
  },
];
