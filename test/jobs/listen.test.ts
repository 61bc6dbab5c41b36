import { expect, onTestFinished, test } from 'vitest';
import { type ListenOptions, startListening } from '../../src/jobs/listen.ts';
import type { TelemetryEvent } from '../../src/model/telemetry-event.ts';
import { expectReport } from '../kit/schema.ts';
import { sleep } from '../lab/wait.ts';

const listen = async (change: Partial<ListenOptions> = {}) => {
  const events: TelemetryEvent[] = [];
  const listening = await startListening({
    host: '127.0.0.1',
    grpcPort: 0,
    httpPort: 0,
    maxSpans: 1_000,
    settleMs: 10,
    windowMs: 60_000,
    forward: [],
    onEvent: (event) => events.push(event),
    ...change,
  });
  onTestFinished(async () => void (await listening.finish()));
  return { listening, events };
};

const send = async (url: string, attribute: string, trace: number): Promise<void> => {
  const now = BigInt(Date.now()) * 1_000_000n;
  const value = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const span = {
    traceId: trace.toString(16).padStart(32, '0'),
    spanId: trace.toString(16).padStart(16, '0'),
    name: 'work',
    kind: 1,
    startTimeUnixNano: String(now - 1_000_000n),
    endTimeUnixNano: String(now),
    attributes: [value(attribute, '200')],
  };
  const resource = { attributes: [value('service.name', 'shop'), value('telemetry.sdk.language', 'go')] };
  const answer = await fetch(`${url}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'own' }, spans: [span] }] }],
    }),
  });
  expect(answer.status).toBe(200);
};

test('what was found and has left the window is still in the report', async () => {
  const { listening, events } = await listen({ windowMs: 100 });
  const url = `http://127.0.0.1:${listening.httpPort}`;
  await send(url, 'http.status_code', 1);
  listening.tick();
  // Two halves of the window.
  for (let trace = 2; trace < 40 && !events.some(({ event }) => event === 'finding-gone'); trace += 1) {
    await sleep(50);
    await send(url, 'shop.status', trace);
    listening.tick();
  }
  expect(events.map(({ event }) => event)).toContain('finding-gone');
  const report = await listening.finish();
  expectReport(report);
  const kept = report.findings.filter(({ code }) => code === 'telemetry/attribute-name-deprecated');
  expect(kept).toHaveLength(1);
  expect(kept[0]?.evidence.at(-1)?.label).toBe('last seen');
  expect(report.limits.join()).toContain('the latest part of what arrived');
});

test('a finding of before is no finding twice when it still stands', async () => {
  const { listening } = await listen();
  await send(`http://127.0.0.1:${listening.httpPort}`, 'http.status_code', 1);
  listening.tick();
  listening.tick();
  const report = await listening.finish();
  expect(report.findings.map(({ code }) => code)).toEqual(['telemetry/attribute-name-deprecated']);
});

test('an address of IPv6 stands in brackets', async () => {
  const { listening, events } = await listen({ host: '::1' });
  expect(events[0]).toMatchObject({ event: 'listening', http: `[::1]:${listening.httpPort}` });
  await send(`http://[::1]:${listening.httpPort}`, 'shop.status', 1);
});

test('spans are counted as they come, without a tick', async () => {
  const counted: number[] = [];
  const { listening } = await listen({ onSpans: (spans) => counted.push(spans) });
  const url = `http://127.0.0.1:${listening.httpPort}`;
  await send(url, 'shop.status', 1);
  await send(url, 'shop.status', 2);
  expect(counted).toEqual([1, 2]);
});
