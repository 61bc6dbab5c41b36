import { describe, expect, test, vi } from 'vitest';
import type { Delivery, Reach } from '../../src/model/facts.ts';
import type { Finding, Fix } from '../../src/model/finding.ts';
import type { Signal } from '../../src/model/signal.ts';
import type { Target } from '../../src/model/target.ts';
import { type ProveOptions, prove } from '../../src/prove/prove.ts';
import { environmentLayer, mergeLayers } from '../../src/resolve/layers.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import { js } from '../../src/resolve/sdks/js.ts';
import { sampleFailure, sampleHttp } from '../../src/samples/facts.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const PROTOCOL = 'OTEL_EXPORTER_OTLP_PROTOCOL';

const to = (endpoint: string): Fix => ({ title: `Send to ${endpoint}`, env: { [ENDPOINT]: endpoint } });

const finding = (fixes: readonly Fix[], change: Partial<Finding> = {}): Finding => ({
  code: 'network/connection-refused',
  title: 'Nothing listens',
  severity: 'error',
  targets: ['t1'],
  summary: 'Nothing listens',
  explanation: 'Nothing listens.',
  evidence: [],
  fixes: fixes.map((fix) => ({ ...fix, proven: false })),
  refuted: false,
  suspicion: false,
  ...change,
});

const delivery = (change: Partial<Delivery>): Delivery => ({
  ...(sampleFailure(change).deliveries[0] as Delivery),
  ...change,
});

const arrived = (traceId = 'aaaa', ms = 20): Delivery =>
  delivery({ delivered: true, reach: 'delivered', traceId, ms });

const failed = (reach: Reach): Delivery =>
  delivery({ reach, error: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' } });

type Sent = { readonly target: Target; readonly signal: Signal };

interface Trial {
  readonly environment?: Readonly<Record<string, string>>;
  readonly signals?: readonly Signal[];
  readonly reached?: Reach;
  readonly remaining?: () => number;
  answer(target: Target, signal: Signal): Delivery;
}

/** Proves with a receiver that answers as told, and notes what was sent where. */
const proveWith = async (
  findings: readonly Finding[],
  { environment = { [ENDPOINT]: 'http://wrong:4318' }, signals = ['traces'], answer, ...trial }: Trial,
): Promise<{ readonly proven: readonly Finding[]; readonly sent: readonly Sent[] }> => {
  const layered = mergeLayers([environmentLayer(environment)]);
  const { resolution } = resolve(layered, js, signals);
  const sent: Sent[] = [];
  const options: ProveOptions = {
    environment: layered,
    sdk: js,
    states: () => ({}),
    targets: resolution.targets,
    reached: Object.fromEntries(resolution.targets.map(({ id }) => [id, trial.reached ?? 'resolved'])),
    remaining: trial.remaining ?? (() => 5_000),
    send: async (target, _, signal) => {
      sent.push({ target, signal });
      return answer(target, signal);
    },
  };
  return { proven: await prove(findings, options), sent };
};

const only = (findings: readonly Finding[]): Finding => {
  const [first] = findings;
  if (first === undefined || findings.length !== 1) throw new Error('not exactly one finding');
  return first;
};

/** Everything arrives at this host and nowhere else. */
const arrivesAt =
  (host: string, otherwise: Reach = 'resolved') =>
  (target: Target): Delivery =>
    target.host === host ? arrived() : failed(otherwise);

describe('a fix that is tried', () => {
  test('is proven by an item that arrives, with its trace and time', async () => {
    const { proven, sent } = await proveWith([finding([to('http://right:4318')])], {
      answer: arrivesAt('right'),
    });
    expect(only(proven)).toMatchObject({
      refuted: false,
      fixes: [{ proven: true, proof: { traceId: 'aaaa', ms: 20 }, env: { [ENDPOINT]: 'http://right:4318' } }],
    });
    expect(sent.map(({ target }) => target.url)).toEqual(['http://right:4318/v1/traces']);
  });

  test('is proven only when every signal arrives', async () => {
    const answer = (_: Target, signal: Signal): Delivery =>
      signal === 'traces' ? arrived() : delivery({ signal, reach: 'answered', http: sampleHttp(404) });
    const { proven, sent } = await proveWith([finding([to('http://right:4318')])], {
      signals: ['traces', 'metrics'],
      answer,
    });
    expect(only(proven).fixes).toMatchObject([{ proven: false }]);
    expect(sent.map(({ signal }) => signal)).toEqual(['traces', 'metrics']);
  });

  test('takes as long as the slowest of its signals', async () => {
    const { proven } = await proveWith([finding([to('http://right:4318')])], {
      signals: ['traces', 'logs'],
      answer: (_, signal) => arrived(signal, signal === 'traces' ? 10 : 35),
    });
    expect(only(proven).fixes).toMatchObject([{ proof: { traceId: 'traces', ms: 35 } }]);
  });

  test('is dropped when it does not help and another one does', async () => {
    const { proven } = await proveWith([finding([to('http://wrong-too:4318'), to('http://right:4318')])], {
      answer: arrivesAt('right'),
    });
    expect(only(proven).fixes.map(({ title }) => title)).toEqual(['Send to http://right:4318']);
    expect(only(proven).refuted).toBe(false);
  });

  test('stays, with what came of it, where nothing else is left to say', async () => {
    const { proven } = await proveWith([finding([to('http://wrong-too:4318')])], {
      answer: arrivesAt('right'),
    });
    expect(only(proven)).toMatchObject({
      refuted: true,
      fixes: [{ proven: false, unproven: 'tried: connect ECONNREFUSED' }],
    });
  });

  test('is kept when it gets the item further', async () => {
    const { proven } = await proveWith([finding([to('http://right:4318')])], {
      answer: () => delivery({ reach: 'routed', http: sampleHttp(401, { reason: 'Unauthorized' }) }),
    });
    expect(only(proven)).toMatchObject({ refuted: false, fixes: [{ proven: false }] });
    expect(only(proven).fixes[0]?.unproven).toContain(
      'something else is wrong behind it (tried: HTTP 401 Unauthorized)',
    );
  });

  test('is dropped when it only gets further and another one is proven', async () => {
    const { proven } = await proveWith([finding([to('http://further:4318'), to('http://right:4318')])], {
      answer: arrivesAt('right', 'answered'),
    });
    expect(only(proven).fixes).toMatchObject([{ title: 'Send to http://right:4318', proven: true }]);
  });

  test('is not further when it gets as far as before', async () => {
    const { proven } = await proveWith([finding([to('http://right:4318')])], {
      reached: 'answered',
      answer: () => failed('answered'),
    });
    expect(only(proven).refuted).toBe(true);
  });

  test('is refuted without sending when the endpoint is still no URL', async () => {
    const { proven, sent } = await proveWith([finding([to('right:4318:1')])], { answer: () => arrived() });
    expect(only(proven)).toMatchObject({
      refuted: true,
      fixes: [{ unproven: 'the SDK would still not send' }],
    });
    expect(sent).toEqual([]);
  });

  test('comes first when it is proven', async () => {
    const text: Fix = { title: 'Ask somebody', text: 'Ask.' };
    const unproven: Fix = { ...to('http://other:4318'), unproven: 'not named in the settings' };
    const { proven } = await proveWith([finding([text, unproven, to('http://right:4318')])], {
      answer: arrivesAt('right'),
    });
    expect(only(proven).fixes.map(({ title }) => title)).toEqual([
      'Send to http://right:4318',
      'Ask somebody',
      'Send to http://other:4318',
    ]);
  });
});

describe('a fix that is not tried', () => {
  test('says why when the check knows that it cannot be proven', async () => {
    const fix: Fix = { ...to('http://other:4318'), unproven: 'the settings do not name other' };
    const { proven, sent } = await proveWith([finding([fix])], { answer: () => arrived() });
    expect(only(proven)).toMatchObject({
      refuted: false,
      fixes: [{ proven: false, unproven: 'the settings do not name other' }],
    });
    expect(sent).toEqual([]);
  });

  test('holds a secret that is not shown', async () => {
    const { proven, sent } = await proveWith([finding([to('http://***@right:4318')])], {
      answer: () => arrived(),
    });
    expect(only(proven).fixes[0]?.unproven).toContain('put it in place of ***');
    expect(sent).toEqual([]);
  });

  test('is no change of the environment', async () => {
    const text: Fix = { title: 'Start it', text: 'Start the Collector.' };
    const command: Fix = { title: 'Start it', command: ['otelcol'] };
    const { proven } = await proveWith([finding([text, command])], { answer: () => arrived() });
    expect(only(proven)).toMatchObject({ refuted: false, fixes: [text, command] });
  });

  test('belongs to a warning, and sends in the same way', async () => {
    const named: Fix = { title: 'Name the service', env: { OTEL_SERVICE_NAME: 'shop' } };
    const warning = finding([named], { severity: 'warning' });
    const { proven, sent } = await proveWith([warning], { answer: () => arrived() });
    expect(proven).toEqual([warning]);
    expect(sent).toEqual([]);
  });

  test('belongs to a note, and everything arrives', async () => {
    const note = finding([to('http://right:4318')], { severity: 'info' });
    const { proven, sent } = await proveWith([note], { reached: 'delivered', answer: () => arrived() });
    expect(proven).toEqual([note]);
    expect(sent).toEqual([]);
  });

  test('belongs to a suspicion', async () => {
    const doubt = finding([to('http://right:4318')], { severity: 'warning', suspicion: true });
    const { sent } = await proveWith([doubt], { answer: () => arrived() });
    expect(sent).toEqual([]);
  });

  test('is milder than an error that is proven', async () => {
    const error = finding([to('http://right:4318')]);
    const note = finding([to('http://another:4318')], { code: 'config/conflict', severity: 'info' });
    const { proven } = await proveWith([note, error], { answer: () => arrived() });
    expect(proven.map(({ severity }) => severity)).toEqual(['info', 'error']);
    expect(proven[0]).toEqual(note);
  });

  test('came when no time was left', async () => {
    const { proven, sent } = await proveWith([finding([to('http://right:4318')])], {
      remaining: () => 0,
      answer: () => arrived(),
    });
    expect(only(proven).fixes[0]?.unproven).toBe('there was no time left to try it');
    expect(sent).toEqual([]);
  });

  test('is one too many', async () => {
    const many = Array.from({ length: 20 }, (_, index) => to(`http://host${index}:4318`));
    const { sent } = await proveWith([finding(many)], { answer: () => failed('resolved') });
    expect(sent.length).toBeLessThanOrEqual(12);
  });
});

describe('credentials', () => {
  const environment = {
    [ENDPOINT]: 'https://collector.example.com:4318',
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20secret-token',
  };

  test('are not sent in plaintext where the settings would have encrypted them', async () => {
    const { proven, sent } = await proveWith([finding([to('http://collector.example.com:4318')])], {
      environment,
      answer: () => arrived(),
    });
    expect(only(proven)).toMatchObject({
      refuted: false,
      fixes: [
        {
          proven: false,
          unproven: 'it would send the configured credentials unencrypted to another machine',
        },
      ],
    });
    expect(sent).toEqual([]);
  });

  test('may be sent in plaintext to this machine itself', async () => {
    const { proven } = await proveWith([finding([to('http://localhost:4318')])], {
      environment: { ...environment, [ENDPOINT]: 'https://localhost:4318' },
      answer: () => arrived(),
    });
    expect(only(proven).fixes).toMatchObject([{ proven: true }]);
  });

  test('a login that the new URL does not have is not exposed', async () => {
    const { sent } = await proveWith(
      [finding([{ title: 'Plaintext', env: { [ENDPOINT]: 'http://collector.example.com:4318' } }])],
      {
        environment: { [ENDPOINT]: 'https://user:password@collector.example.com:4318' },
        answer: () => arrived(),
      },
    );
    expect(sent).toHaveLength(1);
  });
});

describe('several findings', () => {
  test('the same change is sent once, and counts for all that offer it', async () => {
    const send = vi.fn(() => arrived());
    const { proven, sent } = await proveWith(
      [
        finding([to('http://right:4318')]),
        finding([to('http://right:4318')], { code: 'protocol/wrong-port' }),
      ],
      { answer: send },
    );
    expect(proven.map(({ fixes }) => fixes[0]?.proven)).toEqual([true, true]);
    expect(sent).toHaveLength(1);
  });

  test('a finding is tried with the signals of its own target', async () => {
    const environment = {
      [ENDPOINT]: 'http://wrong:4318',
      OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: 'http://logs:4318/v1/logs',
    };
    const change: Fix = { title: 'gRPC', env: { [PROTOCOL]: 'grpc' } };
    const { sent } = await proveWith([finding([change], { targets: ['t2'] })], {
      environment,
      signals: ['traces', 'logs'],
      answer: () => arrived(),
    });
    expect(sent.map(({ target, signal }) => `${signal} ${target.host}`)).toEqual(['logs logs']);
  });

  test('a finding of no known target is left as it is', async () => {
    const unknown = finding([to('http://right:4318')], { targets: ['t9'] });
    const { proven } = await proveWith([unknown], { answer: () => arrived() });
    expect(proven).toEqual([unknown]);
  });
});

test('a fix is written out with what only flags said', async () => {
  const layered = mergeLayers([
    {
      values: {
        [ENDPOINT]: { value: 'http://localhost:4317', source: { kind: 'flag', name: '--endpoint' } },
      },
    },
  ]);
  const { resolution } = resolve(layered, js, ['traces']);
  const [proven] = await prove([finding([{ title: 'gRPC', env: { [PROTOCOL]: 'grpc' } }])], {
    environment: layered,
    sdk: js,
    states: () => ({}),
    targets: resolution.targets,
    reached: {},
    remaining: () => 5_000,
    send: async () => arrived(),
  });
  expect(proven?.fixes).toMatchObject([
    { proven: true, env: { [ENDPOINT]: 'http://localhost:4317', [PROTOCOL]: 'grpc' } },
  ]);
});

describe('what is no error by itself', () => {
  const MISSPELT = 'OTEL_EXPORTER_OTLP_ENDPIONT';

  test('is the cause where the item arrives with its change and does not without it', async () => {
    const note = finding([to('http://right:4318')], { code: 'config/conflict', severity: 'info' });
    const { proven } = await proveWith([note], { answer: arrivesAt('right') });
    expect(only(proven)).toMatchObject({ severity: 'error', fixes: [{ proven: true }] });
  });

  test('is tried where the item arrives, and stays a warning', async () => {
    const warning = finding([to('http://right:4318')], { severity: 'warning' });
    const { proven } = await proveWith([warning], { reached: 'delivered', answer: () => arrived() });
    expect(only(proven)).toMatchObject({ severity: 'warning', fixes: [{ proven: true }] });
  });

  test('is tried with values that are not shown', async () => {
    const rename: Fix = {
      title: 'Rename it',
      text: 'Rename it.',
      tries: { [ENDPOINT]: { of: MISSPELT, repaired: false }, [MISSPELT]: null },
    };
    const environment = { [MISSPELT]: 'http://u:zq7secret@right:4318' };
    const { proven, sent } = await proveWith([finding([rename])], {
      environment,
      answer: arrivesAt('right'),
    });
    expect(sent.map(({ target }) => target.host)).toEqual(['right']);
    expect(only(proven).fixes).toEqual([
      { title: 'Rename it', text: 'Rename it.', proven: true, proof: { traceId: 'aaaa', ms: 20 } },
    ]);
    expect(JSON.stringify(proven)).not.toContain('zq7secret');
  });

  test('is tried with a header list as it was meant', async () => {
    const headers = 'OTEL_EXPORTER_OTLP_HEADERS';
    const repaired: Fix = {
      title: 'Write it',
      env: { [headers]: 'api-key=***' },
      tries: { [headers]: { of: headers, repaired: true } },
    };
    const { proven } = await proveWith([finding([repaired])], {
      environment: { [ENDPOINT]: 'http://right:4318', [headers]: 'api-key: zq7secret' },
      answer: ({ headers: [first] }) =>
        first?.name === 'api-key' && first.length === 9 ? arrived() : failed('routed'),
    });
    expect(only(proven).fixes).toMatchObject([{ proven: true, env: { [headers]: 'api-key=***' } }]);
    expect(JSON.stringify(proven)).not.toContain('zq7secret');
  });
});
