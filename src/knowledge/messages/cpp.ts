import { CLOSED, REFUSED, TIMEOUT } from './causes.ts';
import type { KnownMessage } from './message.ts';

const HTTP = 'opentelemetry-cpp exporters/otlp/src/otlp_http_client.cc';

/** C++ SDK: exporting. */
export const CPP: readonly KnownMessage[] = [
  {
    id: 'cpp-connection-failed',
    sdk: 'cpp',
    literals: ['session state: connection failed'],
    pattern: /\[OTLP HTTP Client\] Session state: connection failed/i,
    meaning: 'Nothing took the connection at the endpoint',
    codes: [...REFUSED, 'network/dns-failure'],
    source: HTTP,
    level: 'error',
  },
  {
    id: 'cpp-tls-failed',
    sdk: 'cpp',
    literals: ['session state: ssl handshake failed'],
    pattern: /\[OTLP HTTP Client\] Session state: SSL handshake failed/i,
    meaning: 'The encrypted connection to the receiver failed',
    codes: ['tls/plaintext-server', 'tls/certificate-untrusted', 'tls/version-unsupported'],
    source: HTTP,
    level: 'error',
  },
  {
    id: 'cpp-timed-out',
    sdk: 'cpp',
    literals: ['session state: request time out'],
    pattern: /\[OTLP HTTP Client\] Session state: request time out/i,
    meaning: 'An export had no answer in time',
    codes: TIMEOUT,
    source: HTTP,
    level: 'error',
  },
  {
    id: 'cpp-network-error',
    sdk: 'cpp',
    literals: ['session state: network error'],
    pattern: /\[OTLP HTTP Client\] Session state: network error/i,
    meaning: 'The connection broke before an answer came',
    codes: CLOSED,
    source: HTTP,
    level: 'error',
  },
  {
    id: 'cpp-redirected',
    sdk: 'cpp',
    literals: ['export failed, status:3'],
    pattern: /Export failed, Status:(?<status>30[1278])/i,
    meaning:
      'The receiver answered with a redirect, as it does to a path with two slashes, and the exporter does not follow it',
    codes: ['protocol/redirected', 'endpoint/path-wrong'],
    source: HTTP,
    level: 'error',
  },
  {
    id: 'cpp-http-answer',
    sdk: 'cpp',
    literals: ['export failed, status:'],
    pattern: /Export failed, (?=Status:(?<status>\d{3}))/i,
    meaning: 'The receiver answered an export with an error',
    codes: [],
    wraps: true,
    source: HTTP,
    level: 'error',
  },
  {
    id: 'cpp-grpc-failed',
    sdk: 'cpp',
    literals: ['grpc exporter] export() failed', 'grpc client] export() failed'],
    pattern:
      /\[OTLP (?<signal>TRACE|METRIC|LOG) GRPC Exporter\] Export\(\) failed (?:with status_code: "(?<status>\w{1,30})" )?/i,
    meaning: 'An export over gRPC failed; what follows tells why',
    codes: ['network/connection-refused'],
    wraps: true,
    source: 'opentelemetry-cpp exporters/otlp/src/otlp_grpc_exporter.cc; opentelemetry-cpp#3074, #986',
    level: 'error',
  },
];
