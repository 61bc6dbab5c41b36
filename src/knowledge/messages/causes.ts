import type { CheckCode } from '../../model/check-code.ts';

/** Finding codes that several messages point to, most likely first. */

/** Nobody listens there. */
export const REFUSED: readonly CheckCode[] = [
  'network/connection-refused',
  'network/container-localhost',
  'protocol/wrong-port',
];

/** The SDK says only that it is not available. */
export const UNAVAILABLE: readonly CheckCode[] = [
  'network/connection-refused',
  'network/dns-failure',
  'tls/plaintext-server',
  'protocol/grpc-to-http-port',
  'receiver/unavailable',
];

/** HTTP 404 from whatever answered. */
export const NOT_FOUND: readonly CheckCode[] = [
  'endpoint/path-wrong',
  'endpoint/signal-path-missing',
  'endpoint/path-doubled',
  'receiver/signal-not-enabled',
];

/** HTTP 401 or UNAUTHENTICATED. */
export const UNAUTHENTICATED: readonly CheckCode[] = ['auth/missing', 'auth/rejected'];

/** gRPC UNIMPLEMENTED. */
export const UNIMPLEMENTED: readonly CheckCode[] = [
  'receiver/signal-not-enabled',
  'protocol/service-unimplemented',
];

/** No answer in time. */
export const TIMEOUT: readonly CheckCode[] = [
  'receiver/timeout',
  'receiver/no-response',
  'network/connect-timeout',
];

/** The peer closed the connection without an answer. */
export const CLOSED: readonly CheckCode[] = [
  'network/connection-reset',
  'network/connection-closed',
  'protocol/http-to-grpc-port',
  'pipeline/receiver-bound-to-loopback',
];

/** The exporter is slower than the application. */
export const QUEUE_FULL: readonly CheckCode[] = [
  'network/connection-refused',
  'receiver/no-response',
  'receiver/timeout',
  'receiver/throttled',
];

/** The SDK is there and does not work. */
export const NOT_STARTED: readonly CheckCode[] = ['telemetry/none-received'];

/** The application ended before the SDK had sent what it kept. */
export const LOST_AT_EXIT: readonly CheckCode[] = ['telemetry/flushed-at-exit-missing'];
