import type { CheckCode } from '../model/check-code.ts';

/** Findings that follow when an unusable endpoint makes the SDK send to its default. */
export const FOLLOWS_FROM_FALLBACK: readonly CheckCode[] = [
  'network/connection-refused',
  'network/connect-timeout',
  'network/container-localhost',
  'protocol/wrong-port',
  'tls/plaintext-server',
  'tls/required',
];

/** Findings that an answer can mean where a backend says so: their checks ask what it means before they go by the status. */
export const MEANT_BY_ANSWERS: readonly CheckCode[] = [
  'auth/missing',
  'auth/rejected',
  'auth/forbidden',
  'auth/tenant-missing',
  'receiver/rejected-payload',
  'receiver/throttled',
  'receiver/payload-too-large',
  'receiver/unavailable',
  'receiver/server-error',
  'receiver/bad-gateway',
  'receiver/signal-not-enabled',
  'receiver/host-not-allowed',
  'receiver/temporality-unsupported',
  'protocol/json-unsupported',
  'protocol/compression-unsupported',
];
