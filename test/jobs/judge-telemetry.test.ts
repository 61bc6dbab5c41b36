import { expect, test } from 'vitest';
import { telemetryChecks } from '../../checks/telemetry.ts';
import { rank } from '../../src/jobs/judge.ts';
import { judgeTelemetry, type Subject, type TelemetrySeen } from '../../src/jobs/judge-telemetry.ts';
import type { ApplicationFact } from '../../src/model/application.ts';
import {
  healthyTelemetry,
  sampleApplication,
  sampleMessage,
  sampleReceived,
  sampleRefusals,
  sampleService,
  sampleSilentApplication,
} from '../../src/samples/telemetry.ts';
import type { ServiceFacts } from '../../src/telemetry/collection.ts';

const service = (id: string, source: string | null, change: Partial<ServiceFacts> = {}): ServiceFacts => {
  const { lifecycle, attributes, clock, exporterSpans } = healthyTelemetry();
  const own = sampleService({ id, name: id, label: id });
  return {
    ...{ lifecycle, attributes, clock, exporterSpans, calls: { edges: [] } },
    ...{ id, source, service: own },
    ...change,
  };
};

const subject = (
  id: string,
  change: Partial<ApplicationFact> = {},
  messages: Subject['messages']['messages'] = [],
): Subject => ({
  id,
  fact: sampleApplication({ name: id === 'a1' ? 'shop' : id, serviceName: null, ...change }),
  messages: { messages, lines: 10 },
});

const seen = (change: Partial<TelemetrySeen> = {}): TelemetrySeen => ({
  received: sampleReceived({ mode: 'run' }),
  services: [],
  applications: [],
  forward: [],
  ...change,
});

const found = (given: TelemetrySeen) =>
  judgeTelemetry(given)
    .findings.filter(({ severity }) => severity !== 'info')
    .map(({ code, targets }) => [code, ...targets]);

const unnamed = (id: string, source: string | null): ServiceFacts =>
  service(id, source, { service: sampleService({ id, name: 'unknown_service', label: 'unknown_service' }) });

test('a command that sent the telemetry of one service is one case with it', () => {
  const given = seen({
    services: [service('s1', 'shop')],
    applications: [subject('a1', {}, [sampleMessage()])],
  });
  expect(found(given)).toEqual([['telemetry/attribute-type-invalid', 's1']]);
});

test('of several services the log goes to the one that sent most', () => {
  const big = service('s2', 'shop', { service: sampleService({ id: 's2', label: 's2', spans: 500 }) });
  const given = seen({
    services: [service('s1', 'shop'), big],
    applications: [subject('a1', {}, [sampleMessage()])],
  });
  expect(found(given)).toEqual([['telemetry/attribute-type-invalid', 's2']]);
});

test('a command from which nothing came is a case of its own, and the others do not cover for it', () => {
  const silent = sampleSilentApplication({ name: 'batch', instrumented: 'no', instrumentedBy: [] });
  const given = seen({
    services: [service('s1', 'shop')],
    applications: [subject('a1'), { ...subject('a2'), fact: silent }],
  });
  expect(found(given)).toEqual([['telemetry/none-received', 'a2']]);
  expect(judgeTelemetry(given).root?.summary).toMatch(/^batch /);
});

test('services without a command are judged by themselves', () => {
  expect(found(seen({ received: sampleReceived(), services: [unnamed('s1', null)] }))).toEqual([
    ['telemetry/service-unnamed', 's1'],
  ]);
});

test('healthy is nothing above info, with and without commands', () => {
  expect(found(seen({ services: [service('s1', 'shop')], applications: [subject('a1')] }))).toEqual([]);
  expect(found(seen({ received: sampleReceived(), services: [service('s1', null)] }))).toEqual([]);
});

test('what is refused comes before what single spans lack, and nothing is folded under it', () => {
  const given = seen({
    received: sampleReceived({ mode: 'run', refusals: [sampleRefusals()] }),
    services: [service('s1', 'shop')],
    applications: [subject('a1', {}, [sampleMessage()])],
  });
  const { root, findings } = judgeTelemetry(given);
  expect(root).toMatchObject({ code: 'telemetry/request-invalid', targets: ['receiver'] });
  expect(findings.map(({ code, symptomOf }) => [code, symptomOf])).toContainEqual([
    'telemetry/attribute-type-invalid',
    undefined,
  ]);
});

test('each destination that fails is told', () => {
  const failing = (url: string) => ({
    ...{ url, signals: ['traces'] as const, delivered: 0, failed: 1, dropped: 0 },
    failures: [{ answer: url.endsWith('1') ? 'HTTP 401' : 'HTTP 404', message: '', count: 1 }],
  });
  const given = seen({
    services: [service('s1', 'shop')],
    applications: [subject('a1')],
    forward: [failing('http://one:1'), failing('http://two:2')],
  });
  expect(found(given)).toEqual([
    ['telemetry/forward-failed', 'receiver'],
    ['telemetry/forward-failed', 'receiver'],
  ]);
});

test('only the checks that were chosen', () => {
  const given = seen({ received: sampleReceived(), services: [unnamed('s1', null)] });
  expect(found({ ...given, chooses: (code) => code !== 'telemetry/service-unnamed' })).toEqual([]);
});

test('findings of earlier do not stay the consequence of what no longer stands', () => {
  const given = seen({ received: sampleReceived(), services: [unnamed('s1', null)] });
  const [finding] = judgeTelemetry(given).findings;
  if (finding === undefined) throw new Error('nothing was found');
  const { findings } = rank([{ ...finding, symptomOf: 'telemetry/self-instrumented' }], {
    checks: telemetryChecks,
    independent: true,
  });
  expect(findings[0]?.symptomOf).toBeUndefined();
});

test('a finding that is gone by the end is told, and its check has failed', () => {
  const then = judgeTelemetry(seen({ received: sampleReceived(), services: [unnamed('s1', null)] }));
  const now = judgeTelemetry(
    seen({ received: sampleReceived(), services: [service('s2', null)] }),
    then.findings.filter(({ code }) => code === 'telemetry/service-unnamed'),
  );
  expect(now.findings.map(({ code }) => code)).toContain('telemetry/service-unnamed');
  const statuses = now.outcomes.filter(({ code }) => code === 'telemetry/service-unnamed');
  expect(statuses.map(({ status }) => status)).toContain('fail');
});

test('what the log of a Collector says of its next hop is told', () => {
  const full = sampleMessage({
    id: 'collector-queue-full',
    sdk: 'collector',
    codes: ['pipeline/exporter-failing'],
    text: 'sending queue is full',
    captures: {},
  });
  const given = seen({ services: [service('s1', 'shop')], applications: [subject('a1', {}, [full])] });
  expect(judgeTelemetry(given).root).toMatchObject({ code: 'pipeline/exporter-failing', targets: ['s1'] });
});
