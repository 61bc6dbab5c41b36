import { describe, expect, test } from 'vitest';
import { type Entry, readPart } from '../corpus/entry.ts';
import { judge } from '../corpus/explain.ts';
import { judgeAll, withSettings } from '../corpus/rates.ts';

/** Why a text tells something else than the live run, which asks the port, the proxy and the file itself. */
const FOLLOWED = 'the redirect is followed in silence, and what answers behind it is all that is printed';
const BODY_HIDDEN = 'the answer that tells is not printed, its status alone';
const NO_PEER =
  'the run asks the port what it speaks; the exporter prints that its connection ended, or that no answer came';
const NO_WORD =
  'the exporter says nothing of it: what stands in the text is its debug log of an export that went well';
const OTHER_END = 'the client gave up in the middle of it, and prints at what frame it was';
const SENDER =
  'the exporter does not read the setting, or is built without what it needs, and stops before it comes to the fault';
const SHOWN = 'the value is read differently by versions of the SDK, and the error shows what became of it';

/**
 * Where a log with its settings tells something else than the live run against the same fault of the lab: the code of the
 * run, what the text says, and why no reader of the text could say it otherwise.
 */
const DIFFER: readonly (readonly [live: string, said: string, why: string])[] = [
  ['config/file-invalid', 'receiver/timeout', SENDER],
  ['config/timeout-suspicious', 'auth/missing', OTHER_END],
  ['config/value-unexpanded', 'endpoint/invalid', SHOWN],
  ['endpoint/invalid', 'auth/missing', SHOWN],
  ['endpoint/invalid', 'endpoint/scheme-missing', SHOWN],
  ['network/connect-timeout', 'network/connection-refused', OTHER_END],
  ['network/connect-timeout', 'receiver/no-response', OTHER_END],
  ['network/connection-closed', 'protocol/grpc-to-http-port', NO_PEER],
  ['network/socket-unreachable', 'endpoint/invalid', SENDER],
  ['network/socket-unreachable', 'network/connection-refused', SENDER],
  ['protocol/grpc-to-http-port', 'network/connection-refused', NO_PEER],
  ['protocol/http2-unsupported', 'network/connection-refused', NO_PEER],
  ['protocol/json-unsupported', 'protocol/compression-unsupported', SENDER],
  ['protocol/not-otlp', 'network/connection-refused', NO_PEER],
  ['protocol/not-otlp', 'receiver/bad-gateway', BODY_HIDDEN],
  ['protocol/not-otlp', 'receiver/timeout', NO_PEER],
  ['protocol/redirected', 'network/connection-refused', FOLLOWED],
  ['protocol/redirected', 'protocol/method-not-allowed', FOLLOWED],
  ['protocol/redirected', 'receiver/timeout', NO_WORD],
  ['receiver/bad-gateway', 'receiver/server-error', BODY_HIDDEN],
  ['receiver/no-response', 'network/connect-timeout', OTHER_END],
  ['receiver/partial-success', 'receiver/timeout', NO_WORD],
  ['receiver/payload-too-large', 'receiver/throttled', BODY_HIDDEN],
  ['receiver/rejected-payload', 'tls/required', BODY_HIDDEN],
  ['receiver/timeout', 'network/connect-timeout', OTHER_END],
  ['receiver/unavailable', 'receiver/timeout', BODY_HIDDEN],
  ['tls/certificate-untrusted', 'endpoint/not-found-vendor', SENDER],
  ['tls/client-certificate-required', 'network/connect-timeout', OTHER_END],
  ['tls/client-certificate-required', 'receiver/no-response', OTHER_END],
  ['tls/required', 'network/connection-reset', NO_PEER],
  ['tls/required', 'protocol/grpc-to-http-port', NO_PEER],
  ['tls/required', 'protocol/http-to-grpc-port', NO_PEER],
];

/** Fault and SDK: the first half of an id. */
const metOf = ({ id }: Entry): string => id.slice(0, 8);

describe('a log and the live run against the same fault', () => {
  const known = readPart('known');
  const first = new Map(known.toReversed().map((entry) => [metOf(entry), entry]));
  const listed = new Set(DIFFER.map(([live, said]) => `${live} ${said}`));
  const differing = judgeAll([...first.values()], withSettings, judge).filter(
    ({ right, untold, entry }) => !right && untold === null && entry.code !== 'healthy',
  );

  test('are of every fault of the lab that was met, by every SDK', () => {
    expect(first.size).toBeGreaterThan(700);
    expect(new Set(known.map(({ sdk }) => sdk)).size).toBe(7);
  });

  test('have the same code, but for what is listed with its reason', () => {
    const pairs = differing.map((one) => `${one.entry.code} ${one.first}`);
    expect(pairs.filter((pair) => !listed.has(pair))).toEqual([]);
  });

  test('differ in few, and none of these is said to be settled', () => {
    expect(differing.length / first.size).toBeLessThan(0.06);
    expect(differing.filter(({ settled }) => settled).length).toBeLessThanOrEqual(1);
  });
});
