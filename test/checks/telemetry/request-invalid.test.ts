import requestInvalid from '../../../checks/telemetry/request-invalid.ts';
import type { ReceivedFact, RefusalGroup } from '../../../src/model/received.ts';
import { sampleReceived, sampleRefusals } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const facts = (refusals: readonly Partial<RefusalGroup>[], change: Partial<ReceivedFact> = {}) => ({
  received: sampleReceived({ refusals: refusals.map(sampleRefusals), ...change }),
});

/** A refusal before there was a request. */
const bare = (kind: string, change: Partial<RefusalGroup> = {}): Partial<RefusalGroup> => ({
  kind,
  method: null,
  path: null,
  contentType: null,
  userAgent: null,
  ...change,
});

const endpoint = (url: string) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: url });

const HTTP = 'http://localhost:4318';

const GRPC = 'http://localhost:4317';

checkTester(requestInvalid)
  .fires('for a doubled path', facts([{ count: 4 }]), {
    says: /4 requests had to be refused[\s\S]*has the path of the signal twice[\s\S]*by OTel-OTLP-Exporter-Python/,
    fix: endpoint(HTTP),
    severity: 'error',
  })
  .fires(
    'for gRPC over HTTP/1.1, on the port of gRPC',
    facts([
      bare('http-on-grpc-port', {
        ...{ port: 'grpc', method: 'POST', contentType: 'application/grpc' },
        path: '/opentelemetry.proto.collector.trace.v1.TraceService/Export',
      }),
    ]),
    { says: /a call of gRPC came over HTTP\/1\.1/, fix: 'http2_protocol_options', severity: 'error' },
  )
  .fires(
    'for gRPC over HTTP/1.1, on the port of HTTP',
    facts([bare('grpc-on-http-port', { method: 'POST', contentType: 'application/grpc+proto' })]),
    { says: /a call of gRPC came over HTTP\/1\.1/ },
  )
  .fires('for a missing path', facts([{ path: '/' }]), {
    says: 'the path of the signal is missing',
    fix: { ...endpoint(HTTP), OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: null },
  })
  .fires(
    'for a sender that reads no variable',
    facts([{ path: '/', userAgent: 'OTel-OTLP-Exporter-Envoy/1.40.0' }]),
    {
      says: 'the path of the signal is missing',
      fix: 'Envoy has it in grpc_service or http_service',
    },
  )
  .fires(
    'for Micrometer, in the property of Spring Boot',
    facts([{ path: '/', userAgent: 'Micrometer-OTLP-Exporter-Java/1.15.5' }]),
    { fix: 'management.otlp.metrics.export.url' },
  )
  .fires('in run, which sets the address itself', facts([{ path: '/' }], { mode: 'run' }), {
    fix: 'http://localhost:4318/v1/traces',
  })
  .fires('for another protocol', facts([{ path: '/api/v2/spans', userAgent: 'okhttp' }]), {
    says: 'a path of Zipkin',
    fix: { OTEL_TRACES_EXPORTER: 'otlp' },
  })
  .fires('for gRPC on the HTTP port', facts([bare('grpc-on-http-port')]), {
    fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', ...endpoint(GRPC) },
  })
  .fires(
    'for HTTP on the gRPC port',
    facts([bare('http-on-grpc-port', { port: 'grpc', method: 'POST', path: '/v1/traces' })]),
    {
      fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf', ...endpoint(HTTP) },
    },
  )
  .fires('for the wrong protocol in run', facts([bare('grpc-on-http-port')], { mode: 'run' }), {
    fix: { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
  })
  .fires('for TLS', facts([bare('tls-on-plaintext-port')]), {
    says: 'plaintext',
    fix: endpoint(HTTP),
    severity: 'error',
  })
  .fires('for TLS on the gRPC port', facts([bare('tls-on-plaintext-port', { port: 'grpc' })]), {
    fix: { ...endpoint(GRPC), OTEL_EXPORTER_OTLP_INSECURE: 'true' },
  })
  .fires('for CONNECT', facts([bare('proxy-connect', { method: 'CONNECT', path: 'api.example.com:443' })]), {
    says: 'takes this receiver for a proxy and asks it to connect to api.example.com:443',
    fix: { HTTPS_PROXY: null, https_proxy: null, HTTP_PROXY: null, http_proxy: null },
  })
  .fires('for a content type', facts([{ kind: 'content-type', contentType: 'text/plain' }]), {
    says: 'the content type text/plain is neither',
    fix: 'application/x-protobuf',
  })
  .fires('for a compression', facts([{ kind: 'content-encoding', contentEncoding: 'zstd' }]), {
    says: 'the compression zstd is not known',
    fix: { OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' },
  })
  .fires(
    'for broken protobuf',
    facts([
      { kind: 'malformed-protobuf', malformed: 'wire-type at byte 12 in field resourceSpans[0].scope' },
    ]),
    {
      says: 'a field has another type than OTLP gives it, at byte 12 in field resourceSpans[0].scope',
    },
  )
  .fires(
    'for ids of another length',
    facts([{ kind: 'malformed-protobuf', malformed: 'id-length in field trace_id' }]),
    { says: 'an id is too short or too long' },
  )
  .fires(
    'for base64 ids in JSON',
    facts([{ kind: 'malformed-json', malformed: 'json-id in field traceId' }]),
    {
      says: 'an id is not hex',
      fix: '"spanId": "eee19b7ec3c1b174"',
    },
  )
  .fires('for a body without a place', facts([{ kind: 'malformed-json' }]), {
    says: 'refused: the body cannot be decoded',
  })
  .fires('for a body that is too large', facts([{ kind: 'body-too-large' }]), {
    fix: { OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '128', OTEL_BLRP_MAX_EXPORT_BATCH_SIZE: '128' },
  })
  .fires('for a request that broke off', facts([{ kind: 'truncated', path: '/v1/traces' }]), {
    severity: 'warning',
  })
  .fires('for a connection that was only opened', facts([bare('truncated')]), { severity: 'info' })
  .fires(
    'for a browser, as worth knowing',
    facts([{ kind: 'method', method: 'GET', path: '/v1/traces', userAgent: 'Mozilla/5.0' }]),
    {
      says: '3 requests without telemetry: it was GET',
      severity: 'info',
    },
  )
  .fires('for an exporter that sends GET', facts([{ kind: 'method', method: 'GET', path: '/v1/traces' }]), {
    says: 'exports are POST requests, and this was GET',
    severity: 'error',
  })
  .fires('for a port scan, as worth knowing', facts([bare('not-http')]), { severity: 'info' })
  .fires('for empty exports, as worth knowing', facts([bare('empty')]), {
    says: 'to try the way',
    severity: 'info',
  })
  .fires('with the fault before frequent noise', facts([bare('empty', { count: 900 }), { count: 1 }]), {
    says: /1 request had to be refused[\s\S]*empty: 900 times/,
    severity: 'error',
    fixes: 1,
  })
  .fires(
    'with the most frequent first',
    facts([
      { kind: 'content-type', count: 2 },
      { kind: 'body-too-large', count: 9 },
    ]),
    {
      says: /11 requests had to be refused: the body is larger[\s\S]*The others: the content type/,
      fixes: 2,
    },
  )
  .fires('for a kind that it does not know', facts([{ kind: 'new-kind' }], { spans: 0 }), {
    says: 'it was refused (new-kind)',
  })
  .fires(
    'for every other kind',
    facts(
      [
        'grpc-compression',
        'malformed-compression',
        'headers-too-large',
        'overloaded',
        'grpc-unknown-service',
        'grpc-framing',
        'http2-protocol',
      ].map((kind) => bare(kind)),
    ),
    {
      says: 'more: 1',
      severity: 'error',
    },
  );
