import { expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { read } from '../kit/sources.ts';
import { cases } from './cases/index.ts';

const AREAS = /^(config|endpoint|network|tls|protocol|auth|receiver)\//;

/** Codes that a case has as its cause, as the fault behind it, or as a note. */
const shown = cases.flatMap(({ expect: expected }): readonly string[] =>
  expected.verdict === 'healthy'
    ? (expected.shows ?? [])
    : [expected.code, ...(expected.second ? [expected.second.code] : [])],
);

/** Codes that the whole doctor is tried for outside of the table, each with the test that does so. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'auth/netrc-replaces-header': 'test/jobs/sends/netrc.test.ts',
  'config/header-empty': 'test/jobs/receivers/receivers.test.ts',
  'network/name-servers-silent': 'test/lab/name-servers.parts.test.ts',
  'protocol/grpc-over-http1': 'test/jobs/proxies/grpc-pages.test.ts',
  'protocol/http2-only': 'test/jobs/proxies/http2-only.test.ts',
  'protocol/length-required': 'test/jobs/sends/framing.test.ts',
  'receiver/accepts-anything': 'test/jobs/receivers/receivers.test.ts',
  'receiver/host-not-allowed': 'test/jobs/receivers/receivers.test.ts',
  'receiver/temporality-unsupported': 'test/jobs/sends/metrics.test.ts',
  'tls/alpn-missing': 'test/jobs/proxies/tls.test.ts',
  'tls/server-name-unknown': 'test/jobs/proxies/names.parts.test.ts',
};

test('every code on the way of a span has a case in the lab, or a test of the whole doctor', () => {
  const without = checks
    .map(({ id }) => id)
    .filter((id) => AREAS.test(id) && !shown.includes(id) && !(id in ELSEWHERE));
  expect(without).toEqual([]);
});

test.each(Object.entries(ELSEWHERE))('%s is tried in %s and in no case', (code, path) => {
  expect(read(path)).toContain(`'${code}'`);
  expect(shown).not.toContain(code);
});

test('every code of a case is that of a check', () => {
  const known = new Set<string>(checks.map(({ id }) => id));
  expect(shown.filter((code) => !known.has(code))).toEqual([]);
});

test('no two cases have the same name', () => {
  const names = cases.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('at least twenty set-ups are healthy', () => {
  expect(
    cases.filter(({ expect: { verdict }, name }) => verdict === 'healthy' && name.startsWith('healthy:'))
      .length,
  ).toBeGreaterThanOrEqual(20);
});
