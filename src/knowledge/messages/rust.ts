import { NOT_STARTED, QUEUE_FULL, TIMEOUT } from './causes.ts';
import type { KnownMessage } from './message.ts';

const OTLP = 'opentelemetry-rust opentelemetry-otlp';
const PROCESSOR = 'opentelemetry-rust opentelemetry-sdk src/trace/span_processor.rs';

/** Rust SDK: exporting and configuration. Its messages are seen only with a tracing subscriber. */
export const RUST: readonly KnownMessage[] = [
  {
    id: 'rust-no-reactor',
    sdk: 'rust',
    literals: ['there is no reactor running, must be called from'],
    pattern:
      /OpenTelemetry\.\w{1,40}\.BatchProcessor.{0,200}\n?.{0,200}there is no reactor running, must be called from the context of a Tokio/i,
    meaning:
      'The asynchronous HTTP client cannot work in the thread of the batch processor, which ends: the feature reqwest-blocking-client is needed',
    codes: NOT_STARTED,
    source: 'opentelemetry-rust#2673, #3125',
    level: 'error',
  },
  {
    id: 'rust-http-version',
    sdk: 'rust',
    literals: ['parse(version)', 'invalid http version parsed'],
    pattern: /Parse\(Version\)|invalid HTTP version parsed/i,
    meaning: 'The port speaks gRPC, and the exporter sends HTTP/1.1 to it',
    codes: ['protocol/http-to-grpc-port'],
    inner: true,
    source: 'hyper error.rs; opentelemetry-rust#3354',
    level: 'error',
  },
  {
    id: 'rust-export-error',
    sdk: 'rust',
    literals: [
      'processor.exporterror',
      'processor.export.error',
      'processor.flush.exporterror',
      'export.failed.nonretryable',
      'export.failed.exhausted',
    ],
    pattern:
      /(?:Batch(?:Span|Log)Processor\.(?:Export\.?Error|Flush\.ExportError)|Export\.Failed\.(?:NonRetryable|Exhausted))/i,
    meaning: 'An export failed; what follows tells why',
    codes: ['network/connection-refused', 'receiver/rejected-payload'],
    wraps: true,
    source: `${PROCESSOR}, ${OTLP} src/retry.rs`,
    level: 'error',
  },
  {
    id: 'rust-deadline',
    sdk: 'rust',
    literals: ['export.failed.deadlineexceeded', 'otlp export deadline exceeded'],
    pattern: /Export\.Failed\.DeadlineExceeded|OTLP export deadline exceeded/i,
    meaning: 'An export had no answer in time',
    codes: TIMEOUT,
    source: `${OTLP} src/retry.rs`,
    level: 'error',
  },
  {
    id: 'rust-grpc-unavailable',
    sdk: 'rust',
    literals: ['the grpc server returns error (the service is currently unavailable)'],
    pattern: /the grpc server returns error \(The service is currently unavailable\)/i,
    meaning: 'The gRPC receiver cannot be reached',
    codes: ['network/connection-refused', 'tls/plaintext-server', 'receiver/unavailable'],
    wraps: true,
    source: `${OTLP} before 0.27`,
    level: 'error',
  },
  {
    id: 'rust-build',
    sdk: 'rust',
    literals: [
      'no http client specified',
      'protocol is not compatible with',
      'uses https but no tls feature is enabled',
    ],
    pattern:
      /no http client specified|(?<value>\w{1,20}) protocol is not compatible with \w{1,20} transport|endpoint '(?<endpoint>[^']{1,300})' uses HTTPS but no TLS feature is enabled/i,
    meaning: 'The exporter is built without a feature of its crate that it needs',
    codes: NOT_STARTED,
    inner: true,
    source: `${OTLP} src/exporter/mod.rs`,
    level: 'error',
  },
  {
    id: 'rust-compression',
    sdk: 'rust',
    literals: ['unsupported compression algorithm'],
    pattern: /unsupported compression algorithm '(?<value>[^']{0,60})'/i,
    meaning: 'The compression is unknown to Rust, even none, and the exporter is not made',
    codes: ['config/compression-unknown'],
    source: `${OTLP} src/exporter/mod.rs`,
    level: 'error',
  },
  {
    id: 'rust-sampler',
    sdk: 'rust',
    literals: ['tracerprovider.config.'],
    pattern: /TracerProvider\.Config\.(?:InvalidSampler(?:Argument|Type)|UnsupportedSampler)/i,
    meaning: 'OTEL_TRACES_SAMPLER or its argument cannot be read, and the default is used',
    codes: ['config/sampler-invalid'],
    source: 'opentelemetry-rust opentelemetry-sdk src/trace/config.rs',
    level: 'warning',
  },
  {
    id: 'rust-partial-success',
    sdk: 'rust',
    literals: ['client.partialsuccess'],
    pattern: /(?:Tonic|Http)\w{1,20}Client\.PartialSuccess/i,
    meaning: 'The receiver took an export and rejected a part of it',
    codes: ['receiver/partial-success'],
    source: `${OTLP} src/exporter`,
    level: 'warning',
  },
  {
    id: 'rust-queue-full',
    sdk: 'rust',
    literals: [
      'processor.spandroppingstarted',
      'processor.spansdropped',
      'dropped a span due to queue full',
      'processor.logdroppingstarted',
    ],
    pattern:
      /Batch(?:Span|Log)Processor\.(?:(?:Span|Log)DroppingStarted|SpansDropped)|BatchSpanProcessor dropped a Span due to queue full/i,
    meaning: 'Spans are lost: the application makes them faster than the exporter gets rid of them',
    codes: QUEUE_FULL,
    source: PROCESSOR,
    level: 'error',
  },
];
