import { describe, expect, test } from 'vitest';
import { compose, type Material } from '../../src/jobs/diagnose/compose.ts';
import type { CheckOutcome } from '../../src/model/check.ts';
import type { Observation } from '../../src/model/fact.ts';
import type { FactTable } from '../../src/model/facts.ts';
import type { Finding } from '../../src/model/finding.ts';
import {
  healthyFacts,
  sampleFailure,
  sampleHttp,
  sampleTarget,
  sampleTcp,
  sampleTls,
} from '../../src/samples/facts.ts';
import { VERSION } from '../../src/version.ts';
import { madeUp } from '../kit/made-up.ts';
import { expectReport } from '../kit/schema.ts';

type Observed = Material['targets'][number]['facts'];

const seen = <Value>(value: Value, ms = 1): Observation<Value> => ({ state: 'seen', value, ms });

const { dns, tcp, send } = healthyFacts();

/** What a healthy run over plaintext sees. */
const usual: Observed = {
  dns: seen(dns, 0.44),
  tcp: seen(tcp, 0.31),
  proxy: { state: 'absent', why: 'no proxy' },
  tls: { state: 'absent', why: 'plaintext endpoint' },
  send: seen(send, 12.349),
};

const finding: Finding = {
  code: 'network/connection-refused',
  title: 'Nothing listens',
  severity: 'error',
  targets: ['t1'],
  summary: 'Nothing listens on localhost:4318',
  explanation: 'Nothing listens.',
  evidence: [],
  fixes: [],
  refuted: false,
  suspicion: false,
};

const material = (facts: Observed, change: Partial<Material> = {}): Material => ({
  startedAt: '2026-01-31T12:00:00.000Z',
  durationMs: 412,
  sdk: { name: 'js', chosenBy: 'flag', version: null },
  targets: [{ target: sampleTarget(), facts }],
  findings: [],
  root: null,
  outcomes: [],
  routes: [],
  platform: 'linux',
  offline: false,
  ...change,
});

/** Assembles, and holds what comes out against the published schema. */
const report = (facts: Observed, change: Partial<Material> = {}) => {
  const assembled = compose(material(facts, change));
  expectReport(JSON.parse(JSON.stringify(assembled)));
  return assembled;
};

const steps = (facts: Observed): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (report(facts).targets[0]?.path ?? []).map(({ step, state, by }) => [
      step,
      by ? `${state} by ${by}` : state,
    ]),
  );

describe('the verdict', () => {
  test('is healthy when every item of every target was delivered', () => {
    expect(report(usual)).toMatchObject({
      verdict: 'healthy',
      summary: 'A test item of traces was accepted by http://localhost:4318/v1/traces',
      rootCause: null,
      targets: [{ delivered: true, traceId: '5b8efff798038103d269b633813fc60c' }],
    });
  });

  test('is healthy with warnings, which are no root cause', () => {
    const warning: Finding = { ...finding, code: 'tls/certificate-expiring', severity: 'warning' };
    const outcomes: readonly CheckOutcome[] = [
      { code: warning.code, target: 't1', status: 'fail', findings: [warning] },
    ];
    expect(report(usual, { findings: [warning], outcomes })).toMatchObject({
      verdict: 'healthy',
      rootCause: null,
    });
  });

  test('is unhealthy with the root cause, which is the first of the findings', () => {
    const facts: Observed = { ...usual, send: { state: 'blocked', by: 'tcp' } };
    const outcomes: readonly CheckOutcome[] = [
      { code: finding.code, target: 't1', status: 'fail', findings: [finding] },
    ];
    const unhealthy = report(facts, { findings: [finding], root: finding, outcomes });
    expect(unhealthy).toMatchObject({ verdict: 'unhealthy', summary: finding.summary });
    expect(unhealthy.rootCause).toBe(unhealthy.findings[0]);
    expect(unhealthy.rootCause?.docs).toBe('docs/checks/network/connection-refused.md');
  });

  test('is inconclusive when nothing arrived and nothing explains it', () => {
    expect(report({ ...usual, send: { state: 'absent', why: 'not asked' } })).toMatchObject({
      verdict: 'inconclusive',
      rootCause: null,
    });
  });

  test('is not healthy when one of two targets fails', () => {
    const { targets } = material(usual);
    const failed = {
      target: sampleTarget({ id: 't2', signals: ['logs'] }),
      facts: { ...usual, send: seen(sampleFailure({})) },
    };
    expect(report(usual, { targets: [...targets, failed] }).verdict).toBe('inconclusive');
  });

  test('is not healthy when nothing was sent at all', () => {
    expect(report({ ...usual, send: seen({ deliveries: [] }) }).verdict).toBe('inconclusive');
  });
});

describe('the way', () => {
  test('of a delivered item is walked to the end', () => {
    expect(steps(usual)).toEqual({ dns: 'ok', tcp: 'ok', tls: 'skipped', protocol: 'ok', send: 'ok' });
  });

  test('has times, rounded', () => {
    expect(report(usual).targets[0]?.path.map(({ ms }) => ms)).toEqual([
      0.4,
      0.3,
      undefined,
      undefined,
      12.3,
    ]);
  });

  test('ends where the connection is refused', () => {
    const refused: Observed = {
      ...usual,
      tcp: seen(sampleTcp('refused', 'ECONNREFUSED')),
      tls: { state: 'blocked', by: 'tcp' },
      send: { state: 'blocked', by: 'tcp' },
    };
    expect(steps(refused)).toEqual({
      dns: 'ok',
      tcp: 'failed',
      tls: 'blocked by tcp',
      protocol: 'blocked by tcp',
      send: 'blocked by tcp',
    });
  });

  test('ends where the name is not known, whatever follows', () => {
    const unknown: Observed = {
      ...usual,
      dns: seen({ host: 'x', literal: false, addresses: [], code: 'ENOTFOUND' }),
      tcp: { state: 'blocked', by: 'dns' },
      send: { state: 'blocked', by: 'dns' },
    };
    expect(steps(unknown)).toMatchObject({
      dns: 'failed',
      tcp: 'blocked by dns',
      protocol: 'blocked by dns',
      send: 'blocked by dns',
    });
  });

  test('shows a handshake that failed, and nothing behind it', () => {
    const untrusted: Observed = {
      ...usual,
      tls: seen(sampleTls({ outcome: 'untrusted', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })),
      send: seen(sampleFailure({ reach: 'connected' })),
    };
    expect(steps(untrusted)).toMatchObject({
      tls: 'failed',
      protocol: 'blocked by tls',
      send: 'blocked by tls',
    });
  });

  test('shows a certificate for another name as failed', () => {
    const facts: Observed = {
      ...usual,
      tls: seen(sampleTls({ nameMatches: false })),
      send: seen(sampleFailure({ reach: 'connected' })),
    };
    expect(steps(facts).tls).toBe('failed');
  });

  test('shows a refusal as a failed send over the right protocol', () => {
    const facts = { ...usual, send: seen(sampleFailure({ reach: 'routed', http: sampleHttp(401) })) };
    expect(steps(facts)).toMatchObject({ protocol: 'ok', send: 'failed' });
  });

  test('shows the wrong protocol as the step that failed', () => {
    const facts = { ...usual, send: seen(sampleFailure({ reach: 'secured' })) };
    expect(steps(facts)).toMatchObject({ protocol: 'failed', send: 'blocked by protocol' });
  });

  test('shows a proxy only where one is used', () => {
    const refusing: FactTable['proxy'] = { ...healthyFacts().proxy, outcome: 'refused', status: 407 };
    expect(steps(usual)).not.toHaveProperty('proxy');
    expect(steps({ ...usual, proxy: seen(refusing) })).toMatchObject({ proxy: 'failed' });
  });

  test('is not known where our own probe failed', () => {
    const broken = { state: 'broken', error: { name: 'Error', message: 'oops' } } as const;
    expect(steps({ ...usual, tcp: broken, send: broken })).toMatchObject({ tcp: 'unknown', send: 'unknown' });
  });

  test('names the endpoint where its value blocks everything', () => {
    const blocked = { state: 'blocked', by: 'target' } as const;
    expect(steps({ dns: blocked, tcp: blocked, tls: blocked, send: blocked }).dns).toBe(
      'blocked by endpoint',
    );
  });

  test('of a delivered item has nothing blocked, even if a handshake of ours failed', () => {
    const facts = { ...usual, tls: seen(sampleTls({ outcome: 'failed' })) };
    expect(steps(facts)).toMatchObject({ protocol: 'ok', send: 'ok' });
  });
});

describe('checks', () => {
  const outcome = (
    status: CheckOutcome['status'],
    target: string,
    change: Partial<CheckOutcome> = {},
  ): CheckOutcome => ({
    code: 'tls/required',
    target,
    status,
    findings: [],
    ...change,
  });

  test('have one line each, which says most over all targets', () => {
    const outcomes = [
      outcome('skipped', 't1', { why: 'plaintext endpoint' }),
      outcome('fail', 't2'),
      outcome('pass', 't3'),
    ];
    expect(report(usual, { outcomes }).checks).toEqual([{ code: 'tls/required', status: 'fail' }]);
  });

  test('keep why they did not run', () => {
    const outcomes = [
      outcome('blocked', 't1', { by: 'dns' }),
      { ...outcome('skipped', 't1', { why: 'off' }), code: madeUp('tls/x') },
    ];
    expect(report(usual, { outcomes }).checks).toEqual([
      { code: 'tls/required', status: 'blocked', by: 'dns' },
      { code: 'tls/x', status: 'skipped', why: 'off' },
    ]);
  });
});

describe('what was not checked', () => {
  test('a healthy report says how far it looked', () => {
    expect(report(usual).limits).toEqual([expect.stringContaining('was not checked')]);
  });

  test('the specification stands in for an SDK that was not named', () => {
    const sdk = { name: 'spec', chosenBy: 'default', version: null } as const;
    expect(report(usual, { sdk }).limits.join()).toContain('--sdk');
    expect(report(usual, { sdk: { ...sdk, chosenBy: 'flag' } }).limits.join()).not.toContain('--sdk');
  });

  test('a probe that broke is our failure, and is told', () => {
    const broken = { state: 'broken', error: { name: 'Error', message: 'oops' } } as const;
    expect(report({ ...usual, tcp: broken, send: broken }).limits).toContain(
      'The doctor could not find out tcp: oops.',
    );
  });

  test('an offline run says that nothing was sent', () => {
    const offline = report({}, { offline: true });
    expect(offline.verdict).toBe('inconclusive');
    expect(offline.limits.join()).toContain('--offline');
  });
});

test('name and version of the tool, time and duration are those given', () => {
  expect(report(usual)).toMatchObject({
    schemaVersion: 1,
    tool: { name: 'otel-doctor', version: VERSION },
    startedAt: '2026-01-31T12:00:00.000Z',
    durationMs: 412,
  });
});
