import { afterEach, describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/jobs/diagnose/diagnose.ts';
import type { Report } from '../../../src/model/report.ts';
import { SIGNALS, type Signal } from '../../../src/model/signal.ts';
import { environmentLayer, mergeLayers } from '../../../src/resolve/layers.ts';
import { findSdk } from '../../../src/resolve/sdks/index.ts';
import {
  collector,
  genkit,
  mlflow,
  phoenix,
  prometheusOff,
  type Running,
  type Stub,
  startStub,
  victoria,
} from './stubs.ts';

const running: Running[] = [];
afterEach(() => Promise.all(running.splice(0).map((one) => one.stop())));

interface Told {
  readonly report: Report;
  readonly asked: Running['asked'];
  /** Everything that the report says, fixes included. */
  readonly text: string;
  readonly code: string | undefined;
  readonly proven: Readonly<Record<string, string | null>> | undefined;
}

interface How {
  readonly signals?: readonly Signal[];
  readonly sdk?: string;
  readonly controls?: boolean;
}

/** Diagnoses settings against a stub; `$URL` in a value is its address. */
const at = async (stub: Stub, settings: Readonly<Record<string, string>>, how: How = {}): Promise<Told> => {
  const { signals = ['traces'], sdk: name = 'js', controls = true } = how;
  const server = await startStub(stub);
  running.push(server);
  const variables = Object.fromEntries(
    Object.entries({ OTEL_SERVICE_NAME: 'shop', ...settings }).map(([key, value]) => [
      key,
      value.replace('$URL', server.url),
    ]),
  );
  const sdk = findSdk(name);
  if (sdk === undefined) throw new Error(`no SDK ${name}`);
  const { report } = await diagnose({
    ...{ environment: mergeLayers([environmentLayer(variables)]), sdk, sdkChosenBy: 'flag', signals },
    ...{ timeoutMs: 8_000, controls },
  });
  const root = report.rootCause;
  const proven = root?.fixes.find((fix) => 'proven' in fix && fix.proven === true);
  return {
    report,
    asked: server.asked,
    text: JSON.stringify(report.findings),
    code: root?.code,
    proven: proven && 'env' in proven ? proven.env : undefined,
  };
};

const http = (endpoint: string, more: Readonly<Record<string, string>> = {}) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
  ...more,
});
const EXPERIMENT = { OTEL_EXPORTER_OTLP_HEADERS: 'x-mlflow-experiment-id=0' };

describe('MLflow', () => {
  test('is healthy with its header', async () => {
    const { report, text } = await at(mlflow, http('$URL', EXPERIMENT));
    expect(report.verdict, text).toBe('healthy');
  });

  test('names the header that is missing, and experiment 0 is proven', async () => {
    const { code, proven, text } = await at(mlflow, http('$URL'));
    expect(code, text).toBe('auth/tenant-missing');
    expect(proven).toMatchObject(EXPERIMENT);
  });

  test('has the route when the experiment does not exist', async () => {
    const header = { OTEL_EXPORTER_OTLP_HEADERS: 'x-mlflow-experiment-id=999' };
    const { code, text } = await at(mlflow, http('$URL', header));
    expect(code).toBe('receiver/rejected-payload');
    expect(text).toContain('RESOURCE_DOES_NOT_EXIST');
    expect(text).not.toContain('no other usual path');
  });

  test('takes OTLP over HTTP where gRPC is sent', async () => {
    const grpc = { OTEL_EXPORTER_OTLP_ENDPOINT: '$URL', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc', ...EXPERIMENT };
    const { code, proven, text } = await at(mlflow, grpc);
    expect(code, text).toBe('protocol/grpc-to-http-port');
    expect(proven).toMatchObject({ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' });
  });

  test('takes traces only', async () => {
    const { code, text, report } = await at(mlflow, http('$URL', EXPERIMENT), { signals: SIGNALS });
    expect(code, text).toBe('receiver/signal-not-enabled');
    expect(text).not.toContain('Collector');
    expect(JSON.stringify(report.rootCause?.evidence)).toContain('/v1/metrics');
  });

  test('wants no slash at the end', async () => {
    const own = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: '$URL/v1/traces/', ...EXPERIMENT };
    const { code, proven, text } = await at(mlflow, { ...own, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' });
    expect(code, text).toBe('endpoint/path-wrong');
    expect(proven?.['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']).toMatch(/\/v1\/traces$/);
  });

  test('answers to names in its list only', async () => {
    const named: Stub = (asked) => mlflow({ ...asked, headers: { ...asked.headers, host: 'mlflow:5000' } });
    const { code, text } = await at(named, http('$URL', EXPERIMENT));
    expect(code).toBe('receiver/host-not-allowed');
    expect(text).not.toMatch(/credential the right/);
  });
});

describe('Phoenix', () => {
  test('takes traces only, although it says 405', async () => {
    const { code, text } = await at(phoenix, http('$URL'), { signals: SIGNALS });
    expect(code, text).toBe('receiver/signal-not-enabled');
    expect(text).not.toMatch(/Collector|The path exists/);
  });

  test('has no such path where it says 405 to any', async () => {
    const { code, proven, text } = await at(phoenix, http('$URL/otlp'));
    expect(code, text).toBe('endpoint/path-wrong');
    expect(proven).toBeDefined();
  });

  test('takes protobuf only', async () => {
    const { code, proven } = await at(phoenix, { ...http('$URL'), OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' });
    expect(code).toBe('protocol/json-unsupported');
    expect(proven).toMatchObject({ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' });
  });
});

describe('VictoriaMetrics and VictoriaLogs', () => {
  test.each([
    ['logs', '/insert/opentelemetry/v1/logs', '$URL'],
    ['logs', '/insert/opentelemetry/v1/logs', '$URL/api/v1/otlp'],
    ['metrics', '/opentelemetry/v1/metrics', '$URL'],
    ['metrics', '/opentelemetry/v1/metrics', '$URL/insert/0/opentelemetry'],
  ] as const)('%s at %s, sent to %s', async (signal, route, endpoint) => {
    const { code, proven, text } = await at(victoria(route), http(endpoint), { signals: [signal] });
    expect(code, text).toBe('endpoint/path-wrong');
    expect(Object.values(proven ?? {}).join(' ')).toContain(route.replace(`/v1/${signal}`, ''));
  });

  test('take their own signal only', async () => {
    const { code, text } = await at(
      victoria('/insert/opentelemetry/v1/logs'),
      http('$URL/insert/opentelemetry'),
      {
        signals: SIGNALS,
      },
    );
    expect(code, text).toBe('receiver/signal-not-enabled');
    expect(text).not.toMatch(/proxy|Collector/);
  });
});

describe('Prometheus without its receiver', () => {
  test.each(['$URL/api/v1/otlp', '$URL'])('sent to %s', async (endpoint) => {
    const { code, text } = await at(prometheusOff, http(endpoint), { signals: ['metrics'] });
    expect(code, text).toBe('receiver/signal-not-enabled');
    expect(text).toContain('--web.enable-otlp-receiver');
  });
});

describe('a Collector', () => {
  test('is told to get a pipeline', async () => {
    const { code, text, report } = await at(collector('traces'), http('$URL'), { signals: SIGNALS });
    expect(code).toBe('receiver/signal-not-enabled');
    expect(text).toContain('Add pipelines for metrics and logs to the Collector');
    expect(report.rootCause?.summary).toBe('The receiver takes traces, but no metrics and no logs');
    expect(report.rootCause?.evidence).toContainEqual({
      label: 'delivered',
      value: 'the traces of this run',
    });
  });
});

describe('a Collector that takes traces only', () => {
  test('is all well after the fix that is offered, for all missing signals at once', async () => {
    const { proven, report } = await at(collector('traces'), http('$URL'), { signals: SIGNALS });
    expect(proven).toEqual({ OTEL_METRICS_EXPORTER: 'none', OTEL_LOGS_EXPORTER: 'none' });
    expect(report.targets[0]?.path.at(-1)).toMatchObject({ state: 'failed', signals: ['metrics', 'logs'] });
    const after = await at(collector('traces'), { ...http('$URL'), ...proven }, { signals: SIGNALS });
    expect(after.report.verdict).toBe('healthy');
    expect(JSON.stringify(after.report.limits)).toContain('metrics and logs are not looked at');
  });

  test('leaves nothing to send where nothing else was to be sent', async () => {
    const { code, proven } = await at(collector('traces'), http('$URL'), { signals: ['metrics', 'logs'] });
    expect(code).toBe('receiver/signal-not-enabled');
    expect(proven).toBeUndefined();
  });
});

describe('a receiver written by hand', () => {
  /** Looks into protobuf, and says yes in words of its own. */
  const homemade =
    (yes: { status: number; type: string; body: string }): Stub =>
    ({ body }) =>
      body === 'garbage' ? { status: 400, type: 'text/plain', body: 'cannot decode' } : yes;

  test.each([
    { status: 200, type: 'text/plain', body: 'ok' },
    { status: 200, type: 'application/json', body: '{"status":"ok"}' },
    { status: 202, type: 'text/plain', body: '' },
  ])('that answers $status $body is healthy, for it decodes', async (yes) => {
    const { report } = await at(homemade(yes), http('$URL'));
    expect(report.verdict).toBe('healthy');
    expect(report.findings.map(({ severity }) => severity)).toEqual(['info']);
  });

  test.each([
    ['415', { status: 415 }],
    ['400 in words', { status: 400, type: 'text/plain', body: 'Unexpected token in JSON at position 0' }],
    ['500, since it fails at it', { status: 500, type: 'text/html', body: '<pre>SyntaxError</pre>' }],
  ])('that reads JSON only, and says so by %s, is sent JSON where the SDK can', async (_, refusal) => {
    const jsonOnly: Stub = ({ path, type, body }) =>
      path !== '/v1/traces'
        ? { status: 404 }
        : type === 'application/json' && body !== 'garbage'
          ? { status: 200, type: 'application/json', body: '{}' }
          : refusal;
    const { code, proven, text } = await at(jsonOnly, http('$URL'));
    expect(code, text).toBe('protocol/protobuf-unsupported');
    expect(proven).toEqual({ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' });
    const inPython = await at(jsonOnly, http('$URL'), { sdk: 'python' });
    expect(inPython.code, inPython.text).toBe('protocol/protobuf-unsupported');
    expect(inPython.proven).toBeUndefined();
    expect(inPython.text).toContain('encoding: json');
  });

  test('that names a header is given that header, which only the reader can fill in', async () => {
    const wanting: Stub = ({ path, headers }) =>
      path !== '/v1/traces'
        ? { status: 404 }
        : headers['x-shop-id'] === undefined
          ? {
              status: 400,
              type: 'application/json',
              body: '{"error":"Bad Request","message":"headers must have required property \'x-shop-id\'"}',
            }
          : { status: 200, type: 'application/x-protobuf' };
    const { code, report, text } = await at(wanting, http('$URL'));
    expect(code, text).toBe('auth/tenant-missing');
    expect(report.rootCause?.fixes[0]).toMatchObject({
      env: { OTEL_EXPORTER_OTLP_HEADERS: 'x-shop-id=VALUE' },
      proven: false,
    });
  });

  test('that says no with a 200 is not', async () => {
    const no = { status: 200, type: 'application/json', body: '{"success":false,"error":"invalid token"}' };
    const { report } = await at(homemade(no), http('$URL'));
    expect(report.verdict).toBe('unhealthy');
  });

  test.each([
    [402, /quota/],
    [406, /ModSecurity/],
    [511, /log in to the network/],
  ])('that answers %i is told for what that means', async (status, words) => {
    const { text } = await at(() => ({ status, type: 'text/plain', body: 'no' }), http('$URL'));
    expect(text).toMatch(words);
    expect(text).toContain(`HTTP ${status}`);
  });
});

describe('another application', () => {
  test('that says 400 to every path is no receiver with a wrong path', async () => {
    const guard: Stub = () => ({ status: 400, type: 'text/plain', body: 'this client is too old' });
    const { code } = await at(guard, http('$URL'));
    expect(code).toBe('receiver/rejected-payload');
  });

  test('that wants a header on every path is told to want it', async () => {
    const guard: Stub = () => ({ status: 400, type: 'text/plain', body: 'missing header x-api-version' });
    const { code, text } = await at(guard, http('$URL'));
    expect(code).toBe('auth/tenant-missing');
    expect(text).toContain('x-api-version');
  });

  test('that answers JSON to unknown paths has no route', async () => {
    const spring: Stub = ({ path }) => ({
      status: 404,
      type: 'application/json',
      body: JSON.stringify({
        timestamp: new Date().toISOString(),
        status: 404,
        error: 'Not Found',
        message: 'No static resource',
        path,
      }),
    });
    const { code, text } = await at(spring, http('$URL'));
    expect(code, text).toBe('protocol/path-not-found');
  });
});

describe('Genkit', () => {
  test('says 200 to protobuf and keeps nothing of it', async () => {
    const { code, proven, text } = await at(genkit, http('$URL/api/otlp'));
    expect(code, text).toBe('receiver/accepts-anything');
    expect(proven).toMatchObject({ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' });
  });

  test('protobuf is never proven there', async () => {
    const json = { OTEL_EXPORTER_OTLP_ENDPOINT: '$URL', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
    const { code, report } = await at(genkit, json);
    expect(code).toBe('endpoint/path-wrong');
    for (const fix of report.findings.flatMap(({ fixes }) => fixes))
      if (fix.proven) expect(JSON.stringify(fix)).not.toContain('http/protobuf');
  });

  test('is healthy with JSON', async () => {
    const json = { OTEL_EXPORTER_OTLP_ENDPOINT: '$URL/api/otlp', OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
    const { report, text } = await at(genkit, json);
    expect(report.verdict, text).toBe('healthy');
  });
});

describe('the control of a success', () => {
  test('is one request more for each signal, behind the item, with the same headers', async () => {
    const { report, asked } = await at(mlflow, http('$URL', EXPERIMENT));
    expect(report.verdict).toBe('healthy');
    const posts = asked.filter(({ path, method }) => method === 'POST' && path === '/v1/traces');
    const carrying = posts.filter(({ headers }) => headers['x-mlflow-experiment-id'] === '0');
    expect(carrying.map(({ body }) => body)).toEqual(['item', 'garbage']);
  });

  test('is not asked with --no-controls', async () => {
    const { report, asked } = await at(collector('traces'), http('$URL'), { controls: false });
    expect(report.verdict).toBe('healthy');
    expect(asked.some(({ body }) => body === 'garbage')).toBe(false);
  });

  test('that is taken is a warning where the answer is right', async () => {
    const queue: Stub = ({ path }) =>
      path === '/v1/traces' ? { status: 200, type: 'application/x-protobuf' } : { status: 404 };
    const { report } = await at(queue, http('$URL'));
    expect(report.verdict).toBe('healthy');
    expect(report.findings).toContainEqual(
      expect.objectContaining({ code: 'receiver/accepts-anything', severity: 'warning' }),
    );
  });

  test('a login in front says nothing of it', async () => {
    const limited: Stub = (asked) =>
      asked.body === 'garbage' ? { status: 429 } : collector('traces')(asked);
    const { report } = await at(limited, http('$URL'));
    expect(report.verdict).toBe('healthy');
    expect(report.findings.map(({ code }) => code)).not.toContain('receiver/accepts-anything');
  });
});

test('a header without a value is a warning', async () => {
  const empty = { OTEL_EXPORTER_OTLP_HEADERS: 'x-mlflow-experiment-id=' };
  for (const sdk of ['python', 'go', 'js']) {
    const { report } = await at(collector('traces'), http('$URL', empty), { sdk });
    expect(report.findings).toContainEqual(
      expect.objectContaining({ code: 'config/header-empty', severity: 'warning' }),
    );
  }
});
