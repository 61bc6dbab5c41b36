import type { Environment } from '../lab/process.ts';

const HTTP = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' };
const GRPC = { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' };
const CLEAR = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444' };
const CA = { OTEL_EXPORTER_OTLP_CERTIFICATE: '$CERTS/ca.pem' };

/** Environments that SDKs disagree about, by name. `$CERTS` is the directory of the capture server's certificates. */
export const environments: Readonly<Record<string, Environment>> = {
  defaults: {},
  'endpoint of the signal, as it is': {
    ...HTTP,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318/base',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4444/in/take?team=a',
  },
  'no scheme over gRPC': { ...GRPC, OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4444', ...CA },
  'an address without scheme over HTTP': { ...HTTP, OTEL_EXPORTER_OTLP_ENDPOINT: '127.0.0.1:4444' },
  'path of the signal in the base': {
    ...HTTP,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444/tenant/v1/traces/',
    OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
  },
  'headers with %20, + and ;': {
    ...HTTP,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444',
    OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Basic%20YTpi+w==,x-org = one+two ,x-late=a;b',
  },
  'headers over gRPC, of the signal too': {
    ...GRPC,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444/path',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-all=1,x-both=2',
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'X-Both=3',
  },
  'http/json': {
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444',
  },
  'HTTP proxy': {
    ...HTTP,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.test:4444',
    HTTP_PROXY: 'http://localhost:3128',
    http_proxy: 'http://localhost:3128',
  },
  'HTTPS proxy over gRPC': {
    ...GRPC,
    ...CA,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.test:4444',
    HTTPS_PROXY: 'http://localhost:3128',
    https_proxy: 'http://localhost:3128',
  },
  'TLS, with a client certificate': {
    ...HTTP,
    ...CA,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.test:4444/otlp',
    OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: '$CERTS/client.pem',
    OTEL_EXPORTER_OTLP_CLIENT_KEY: '$CERTS/client.key',
  },
  'SDK disabled': {
    ...HTTP,
    OTEL_SDK_DISABLED: 'True',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444',
  },
  'exporter none among others': { ...HTTP, OTEL_TRACES_EXPORTER: 'otlp,none' },
  'protocol unknown': {
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444',
  },
  'sampler off': { ...HTTP, OTEL_TRACES_SAMPLER: 'always_off' },
  'scheme in capitals over gRPC': { ...GRPC, OTEL_EXPORTER_OTLP_ENDPOINT: 'HTTP://localhost:4444' },
  'port 80 over gRPC': { ...GRPC, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:80' },
  'IPv6, and http:// against INSECURE=false': {
    ...GRPC,
    ...CA,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://[::1]:4444',
    OTEL_EXPORTER_OTLP_INSECURE: 'false',
  },
  'INSECURE=false over HTTP': {
    ...HTTP,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444',
    OTEL_EXPORTER_OTLP_INSECURE: 'false',
  },
  'TLS without the CA': { ...HTTP, OTEL_EXPORTER_OTLP_ENDPOINT: 'https://localhost:4444' },
  'proxy for localhost over gRPC': {
    ...GRPC,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444',
    http_proxy: 'http://localhost:3128',
  },
  'exception from the proxy behind a blank': {
    ...GRPC,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.test:4444',
    http_proxy: 'http://localhost:3128',
    no_proxy: 'example.com, collector.test',
  },
  'exporter empty': { ...HTTP, OTEL_TRACES_EXPORTER: '' },
  'exporter with a blank in front': { ...HTTP, OTEL_TRACES_EXPORTER: ' otlp' },
  'exporter for Python': { OTEL_TRACES_EXPORTER: 'otlp_proto_http' },
  'query in the base': { ...HTTP, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444/otlp?team=a' },
  'login in the URL': { ...HTTP, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://user:pass@localhost:4444' },
  'endpoint of the signal empty': {
    ...HTTP,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444/base',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: '',
  },
  'header with a stray percent sign, and quotes': {
    ...HTTP,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-a=100%,x-b="b"',
  },
  'header without a value': {
    ...GRPC,
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4444',
    OTEL_EXPORTER_OTLP_HEADERS: 'justatoken,x-a=1',
  },
  'compression none over gRPC': { ...GRPC, ...CLEAR, OTEL_EXPORTER_OTLP_COMPRESSION: 'none' },
  'compression deflate': { ...HTTP, ...CLEAR, OTEL_EXPORTER_OTLP_COMPRESSION: 'deflate' },
  'timeout with a unit over gRPC': { ...GRPC, ...CLEAR, OTEL_EXPORTER_OTLP_TIMEOUT: '10s' },
  'certificate beside http://': { ...HTTP, ...CLEAR, ...CA },
  'sampler unknown': { ...HTTP, ...CLEAR, OTEL_TRACES_SAMPLER: 'probability' },
  'resource attributes without =': { ...HTTP, ...CLEAR, OTEL_RESOURCE_ATTRIBUTES: 'team' },
  'protocol in capitals': { ...CLEAR, OTEL_EXPORTER_OTLP_PROTOCOL: 'HTTP/protobuf' },
};
