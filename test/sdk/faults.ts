import type { CheckCode } from '../../src/model/check-code.ts';
import type { CollectorOptions } from '../lab/collector.ts';
import type { Environment } from '../lab/process.ts';
import type { SdkName } from './versions.ts';

/** An environment that fails with one SDK and works with others. */
export interface Fault {
  readonly sdk: SdkName;
  readonly name: string;
  readonly environment: Environment;
  /** What the doctor has to call it. */
  readonly code: CheckCode;
  /** The SDKs with which the very same environment works. */
  readonly worksWith: readonly SdkName[];
  /** The Collector listens on 4317 and 4318 and lets everybody in, but for this. */
  readonly collector?: CollectorOptions;
  /** The fix by hand, where the doctor says it in words: it would have to write a secret, or guess. */
  readonly byHand?: Environment;
  /** The doctor proves the same fix, and does not print it: the value is a secret. */
  readonly unseen?: true;
}

const HTTP = {
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
};
const GRPC = {
  OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4317',
};
const NOBODY = 'http://localhost:9';

const python: readonly Omit<Fault, 'sdk'>[] = [
  {
    name: 'COMPRESSION=none over gRPC stops it',
    environment: { ...GRPC, OTEL_EXPORTER_OTLP_COMPRESSION: 'none' },
    code: 'config/compression-unknown',
    worksWith: ['js', 'go', 'java'],
  },
  {
    name: 'a timeout with a unit stops it: it counts in seconds',
    environment: { ...GRPC, OTEL_EXPORTER_OTLP_TIMEOUT: '10s' },
    code: 'config/timeout-suspicious',
    worksWith: ['js', 'go', 'java'],
  },
  {
    name: 'a proxy is asked for localhost, too',
    environment: { ...HTTP, http_proxy: NOBODY },
    code: 'network/proxy-unreachable',
    worksWith: ['js', 'go', 'java'],
  },
];

const js: readonly Omit<Fault, 'sdk'>[] = [
  {
    name: 'a header value ends at `;`',
    environment: { ...HTTP, OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer a;b' },
    code: 'config/headers-malformed',
    worksWith: ['go', 'java'],
    collector: { auth: { type: 'bearer', token: 'a;b' } },
    byHand: { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer a%3Bb' },
    unseen: true,
  },
  {
    name: 'port 80 over gRPC becomes 443',
    environment: { ...GRPC, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:80' },
    code: 'network/connection-refused',
    worksWith: ['python', 'go', 'java'],
    collector: { grpcPort: 80 },
  },
  {
    name: 'a name behind a blank in no_proxy does not count',
    environment: { ...GRPC, http_proxy: NOBODY, no_proxy: 'example.com, localhost' },
    code: 'network/proxy-unreachable',
    worksWith: ['python', 'go', 'java'],
  },
  {
    name: 'HTTP:// in capitals means TLS over gRPC',
    environment: { ...GRPC, OTEL_EXPORTER_OTLP_ENDPOINT: 'HTTP://localhost:4317' },
    code: 'tls/plaintext-server',
    worksWith: ['python', 'go', 'java'],
  },
];

const go = (certificate: string): readonly Omit<Fault, 'sdk'>[] => [
  {
    name: 'without an endpoint it is https',
    environment: {},
    code: 'tls/plaintext-server',
    worksWith: ['python', 'js', 'java'],
  },
  {
    name: 'INSECURE=false beats http://',
    environment: { ...HTTP, OTEL_EXPORTER_OTLP_INSECURE: 'false' },
    code: 'tls/plaintext-server',
    worksWith: ['python', 'js', 'java'],
  },
  {
    name: 'a CERTIFICATE beside http:// stops it',
    environment: { ...HTTP, OTEL_EXPORTER_OTLP_CERTIFICATE: certificate },
    code: 'config/conflict',
    worksWith: ['python', 'js', 'java'],
  },
];

const java: readonly Omit<Fault, 'sdk'>[] = [
  {
    name: 'an endpoint without a scheme stops it',
    environment: {
      ...GRPC,
      OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4317',
      OTEL_EXPORTER_OTLP_INSECURE: 'true',
    },
    code: 'endpoint/scheme-missing',
    worksWith: ['python', 'js', 'go'],
  },
  {
    name: '`+` in a header becomes a blank',
    environment: { ...HTTP, OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer a+b' },
    code: 'config/header-encoding',
    worksWith: ['python', 'js', 'go'],
    collector: { auth: { type: 'bearer', token: 'a+b' } },
    byHand: { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer a%2Bb' },
  },
  {
    name: 'a path stops it over gRPC',
    environment: { ...GRPC, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4317/v1/traces' },
    code: 'endpoint/path-on-grpc',
    worksWith: ['python', 'js', 'go'],
  },
  {
    name: 'a sampler that it does not know stops it',
    environment: { ...HTTP, OTEL_TRACES_SAMPLER: 'probability' },
    code: 'config/sampler-invalid',
    worksWith: ['python', 'js', 'go'],
  },
];

const rust: readonly Omit<Fault, 'sdk'>[] = [
  {
    name: 'a blank in front of the endpoint stops it',
    environment: { ...GRPC, OTEL_EXPORTER_OTLP_ENDPOINT: ' http://localhost:4317' },
    code: 'endpoint/invalid',
    worksWith: ['python', 'js', 'go', 'java'],
  },
  {
    name: 'a name with a port in no_proxy does not count',
    environment: { ...HTTP, http_proxy: NOBODY, no_proxy: 'localhost:4318' },
    code: 'network/proxy-unreachable',
    worksWith: ['python', 'js', 'go', 'java'],
  },
  {
    name: 'a negative ratio samples nothing',
    environment: { ...HTTP, OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '-1' },
    code: 'config/sampler-off',
    worksWith: ['python', 'js', 'go'],
    byHand: { OTEL_TRACES_SAMPLER: 'parentbased_always_on' },
  },
];

/** The faults that only one SDK has; `certificate` is a file with a certificate in it. */
export const faultsOf = (sdk: SdkName, certificate: string): readonly Fault[] =>
  ({ python, js, go: go(certificate), java, rust })[sdk].map((fault) => ({ ...fault, sdk }));
