import type { KnownMessage } from './message.ts';

const CONFIG = 'opentelemetry-collector otelcol/config.go';
const EXPORTER = 'opentelemetry-collector exporter/exporterhelper';

/** The Collector's own log. */
export const COLLECTOR: readonly KnownMessage[] = [
  {
    id: 'collector-port-taken',
    sdk: 'collector',
    literals: ['bind: address already in use'],
    pattern:
      /(?:failed to start (?:\\?"[^"]{1,60}" )?receiver.{0,200}?)?listen tcp (?<host>\S{0,100}):(?<port>431[78]): bind: address already in use/i,
    meaning: 'Another process has the port of the OTLP receiver, and the Collector does not start',
    codes: ['pipeline/config-invalid'],
    source: 'opentelemetry-collector service/internal/graph/graph.go; opentelemetry-collector-contrib#27822',
    level: 'error',
  },
  {
    id: 'collector-unknown-type',
    sdk: 'collector',
    literals: ['unknown type: '],
    pattern: /unknown type: \\?"(?<type>[^"\\]{1,60})\\?" for id: \\?"(?<name>[^"\\]{1,100})\\?"/i,
    meaning:
      'The configuration names a component that this Collector does not have, or one in the wrong section',
    codes: ['pipeline/config-invalid'],
    source: 'opentelemetry-collector otelcol/internal/configunmarshaler/configs.go',
    level: 'error',
  },
  {
    id: 'collector-undefined',
    sdk: 'collector',
    literals: ['which is not configured'],
    pattern:
      /service::(?:pipelines::(?<path>[^\s:]{1,100})|extensions): references (?<type>\w{1,20}) \\?"(?<name>[^"\\]{1,100})\\?" which is not configured/i,
    meaning: 'A pipeline names a component that is defined nowhere, and the Collector does not start',
    codes: ['pipeline/config-invalid'],
    source: CONFIG,
    level: 'error',
  },
  {
    id: 'collector-incomplete',
    sdk: 'collector',
    literals: [
      'must have at least one ',
      'configuration specified in config',
      'must specify at least one protocol',
      'either endpoint or traces_endpoint must be',
    ],
    pattern:
      /must have at least one (?:receiver|exporter|pipeline)|no (?:receiver|exporter) configuration specified in config|must specify at least one protocol when using the OTLP receiver|either endpoint or traces_endpoint must be specified/i,
    meaning:
      'The configuration lacks a receiver, an exporter, a pipeline or a protocol, and the Collector does not start',
    codes: ['pipeline/config-invalid'],
    inner: true,
    source: `${CONFIG}, service/pipelines/config.go, receiver/otlpreceiver/config.go`,
    level: 'error',
  },
  {
    id: 'collector-invalid-keys',
    sdk: 'collector',
    literals: ['has invalid keys: '],
    pattern: /'(?<path>[^']{0,100})' has invalid keys: (?<key>[\w., -]{1,200})/i,
    meaning: 'The configuration has a key that the component does not know, and the Collector does not start',
    codes: ['pipeline/config-invalid'],
    source: 'opentelemetry-collector confmap (mapstructure)',
    level: 'error',
  },
  {
    id: 'collector-alias',
    sdk: 'collector',
    literals: ['alias is deprecated; use '],
    pattern: /\\?"(?<name>otlp|otlphttp)\\?" alias is deprecated; use \\?"(?<value>otlp_\w{4})/i,
    meaning:
      'The exporter is called otlp_grpc or otlp_http since Collector 0.144; the former name still works',
    codes: [],
    source: 'opentelemetry-collector service/internal/builders/builders.go',
    level: 'info',
  },
  {
    id: 'collector-queue-full',
    sdk: 'collector',
    literals: ['sending queue is full', 'because sending_queue is full'],
    pattern:
      /(?:Exporting failed\. Rejecting data\..{0,300}?)?(?:sending queue is full|Dropping data because sending_queue is full)/i,
    meaning: 'The Collector loses data: its next hop takes it slower than it comes in',
    codes: ['pipeline/exporter-failing'],
    source: `${EXPORTER}/internal/queue/queue.go; opentelemetry-collector-contrib#28900`,
    level: 'error',
  },
  {
    id: 'collector-export-failed',
    sdk: 'collector',
    literals: ['exporting failed. '],
    pattern:
      /Exporting failed\. (?:Will retry the request after interval|Dropping data|Rejecting data|Try enabling)/i,
    meaning: 'The next hop of the Collector fails; the error behind it tells why',
    codes: ['pipeline/exporter-failing'],
    wraps: true,
    source: `${EXPORTER}/internal/retry_sender.go, queue_sender.go; opentelemetry-collector#12451`,
    level: 'error',
  },
  {
    id: 'collector-http-answer',
    sdk: 'collector',
    literals: ['error exporting items, request to'],
    pattern:
      /error exporting items, request to (?<endpoint>\S{1,300}) responded with (?=HTTP Status Code (?<status>\d{3}))/i,
    meaning: 'The next hop of the Collector answered with an error',
    codes: ['pipeline/exporter-failing'],
    wraps: true,
    source: 'opentelemetry-collector exporter/otlphttpexporter/otlp.go',
    level: 'error',
  },
  {
    id: 'collector-permanent',
    sdk: 'collector',
    literals: ['not retryable error: permanent error'],
    pattern: /not retryable error: Permanent error: /i,
    meaning: 'The next hop of the Collector refused the data, which is lost at once',
    codes: ['pipeline/exporter-failing'],
    wraps: true,
    source: `${EXPORTER}/internal/retry_sender.go`,
    level: 'error',
  },
  {
    id: 'collector-memory',
    sdk: 'collector',
    literals: ['data refused due to high memory usage', 'memory usage is above soft limit. refusing'],
    pattern: /data refused due to high memory usage|Memory usage is above soft limit\. Refusing data/i,
    meaning: 'The memory limiter of the Collector refuses data',
    codes: ['pipeline/spans-refused', 'pipeline/memory-limiter-misconfigured', 'receiver/unavailable'],
    source: 'opentelemetry-collector internal/memorylimiter',
    level: 'error',
  },
  {
    id: 'collector-preface',
    sdk: 'collector',
    literals: ['error reading preface from client', 'bogus greeting'],
    pattern:
      /http2: server: error reading preface from client (?<host>\S{0,100})|bogus greeting \\?"(?<value>.{0,100}?)\\?"/i,
    meaning: 'Something that is no gRPC reached the gRPC port: HTTP/1.1, TLS, or a health check',
    codes: ['protocol/http-to-grpc-port', 'tls/plaintext-server'],
    source: 'Go golang.org/x/net/http2 server.go; opentelemetry-collector#10174',
    level: 'warning',
  },
  {
    id: 'collector-handshake-plain',
    sdk: 'collector',
    literals: ['http: tls handshake error from'],
    pattern:
      /http: TLS handshake error from (?<host>\S{1,100}): tls: first record does not look like a TLS handshake/i,
    meaning: 'A client sent plaintext to the TLS port of the receiver',
    codes: ['tls/required'],
    source: 'Go net/http server.go',
    level: 'warning',
  },
  {
    id: 'collector-handshake-distrust',
    sdk: 'collector',
    literals: ['http: tls handshake error from'],
    pattern:
      /http: TLS handshake error from (?<host>\S{1,100}): remote error: tls: (?<detail>bad certificate|unknown certificate authority|unknown certificate|certificate expired)/i,
    meaning: 'A client does not trust the certificate of the receiver',
    codes: ['tls/certificate-untrusted', 'tls/hostname-mismatch', 'tls/certificate-expired'],
    source: 'Go net/http server.go',
    level: 'warning',
  },
  {
    id: 'collector-handshake',
    sdk: 'collector',
    literals: ['http: tls handshake error from'],
    pattern: /http: TLS handshake error from (?<host>\S{1,100}): EOF/i,
    meaning: 'A client closed the connection within the TLS handshake, as health checks do',
    codes: [],
    inner: true,
    source: 'Go net/http server.go',
    level: 'info',
  },
];
