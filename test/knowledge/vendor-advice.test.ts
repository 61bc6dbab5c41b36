import { describe, expect, test } from 'vitest';
import { VENDORS } from '../../src/knowledge/vendors/index.ts';
import {
  type ConfiguredHeader,
  type EndpointProblem,
  type EndpointUse,
  endpointProblem,
  findVendor,
  type HeaderProblem,
  type HeaderUse,
  headerProblem,
  transportOf,
  wantedHeaders,
} from '../../src/knowledge/vendors/lookup.ts';
import type { Vendor } from '../../src/knowledge/vendors/types.ts';
import { SIGNALS, type Signal } from '../../src/model/signal.ts';
import { HOSTS } from './vendor-ledger.ts';

const byId = (id: string): Vendor => {
  const vendor = VENDORS.find((candidate) => candidate.id === id);
  if (vendor === undefined) throw new Error(`no vendor ${id}`);
  return vendor;
};

const use = (change: Partial<EndpointUse>): EndpointUse => ({
  host: 'localhost',
  protocol: 'http/protobuf',
  secure: true,
  port: 443,
  path: '/',
  perSignal: false,
  signal: 'traces',
  ...change,
});

const headers = (
  id: string,
  configured: readonly ConfiguredHeader[],
  purpose?: HeaderUse,
): HeaderProblem | null => headerProblem(byId(id), configured, purpose);

const judged = (change: Partial<EndpointUse>): EndpointProblem | null => {
  const whole = use(change);
  const vendor = findVendor(whole.host, whole.port, whole.path);
  if (vendor === null) throw new Error(`nobody at ${whole.host}`);
  return endpointProblem(vendor, whole);
};

/** Whether a path is the whole request path of a signal, not a base. */
const isWhole = (vendor: Vendor, path: string, signal: Signal): boolean =>
  (vendor.paths[signal] ?? []).some((form) => form.path.replaceAll(/[{}]/g, '') === path);

/** Whether a documented URL is meant for a signal: some are for another one alone. */
const isMeantFor = (vendor: Vendor, path: string, signal: Signal): boolean => {
  if (SIGNALS.some((other) => isWhole(vendor, path, other))) return isWhole(vendor, path, signal);
  const forms = vendor.paths[signal];
  return forms === undefined || forms.some((form) => form.path.endsWith(`/v1/${signal}`));
};

describe('an endpoint as documented', () => {
  const cases = VENDORS.flatMap((vendor) =>
    vendor.endpoints.flatMap(({ url, protocols }) =>
      SIGNALS.flatMap((signal) =>
        protocols
          .filter((protocol) => transportOf(vendor, signal, protocol).taken !== false)
          .filter(() => vendor.signals[signal].taken === true)
          .filter((protocol) => protocol === 'grpc' || isMeantFor(vendor, new URL(url).pathname, signal))
          .map((protocol) => [vendor.id, url, signal, protocol, vendor] as const),
      ),
    ),
  );

  test.each(cases)('%s %s has no problem for %s over %s', (id, url, signal, protocol, vendor) => {
    const { hostname, port, pathname, protocol: scheme } = new URL(url);
    const secure = scheme === 'https:';
    const number = port === '' ? (secure ? 443 : 80) : Number(port);
    const selfHosted = vendor.ports.some((known) => known.port === number && known.selfHosted);
    const own = selfHosted ? undefined : HOSTS[id]?.[0];
    const perSignal = protocol !== 'grpc' && isWhole(vendor, pathname, signal);
    const where = use({
      host: own ?? hostname,
      protocol,
      secure,
      port: number,
      path: pathname,
      perSignal,
      signal,
    });
    expect(endpointProblem(vendor, where)).toBeNull();
  });
});

describe('a wrong endpoint', () => {
  test('a protocol that the vendor does not take', () => {
    expect(judged({ host: 'abc12345.live.dynatrace.com', protocol: 'grpc', path: '/api/v2/otlp' })).toEqual({
      aspect: 'protocol',
      summary: 'Dynatrace takes traces over http/protobuf, not over grpc',
      url: 'https://abc12345.live.dynatrace.com/api/v2/otlp',
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'https://abc12345.live.dynatrace.com/api/v2/otlp',
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      },
      complete: true,
      docs: 'https://docs.dynatrace.com/docs/shortlink/otel-getstarted-otlpexport',
      verified: true,
    });
  });

  test('gRPC to the gateway of Grafana Cloud rests on reports', () => {
    const problem = judged({
      host: 'otlp-gateway-prod-eu-west-2.grafana.net',
      protocol: 'grpc',
      path: '/otlp',
    });
    expect(problem).toMatchObject({ aspect: 'protocol', verified: false });
  });

  test('a lost prefix', () => {
    expect(judged({ host: 'otlp-gateway-prod-eu-west-2.grafana.net' })).toMatchObject({
      aspect: 'path',
      summary: 'Grafana Cloud (OTLP gateway) takes traces at /otlp/v1/traces, not at /v1/traces',
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otlp-gateway-prod-eu-west-2.grafana.net/otlp' },
      verified: true,
    });
  });

  test('a base URL where only the variable of the signal works', () => {
    expect(judged({ host: 'ingest.us1.signalfx.com' })).toMatchObject({
      aspect: 'path',
      env: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://ingest.us1.signalfx.com/v2/trace/otlp' },
    });
  });

  test('the signal path missing in the variable of the signal', () => {
    expect(judged({ host: 'otlp.nr-data.net', port: 4318, perSignal: true })).toMatchObject({
      aspect: 'path',
      env: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://otlp.nr-data.net:4318/v1/traces' },
    });
  });

  test('what is to be filled in is said', () => {
    const problem = judged({ host: 'o1.ingest.sentry.io' });
    expect(problem).toMatchObject({
      url: 'https://o1.ingest.sentry.io/api/PROJECT/integration/otlp',
      complete: false,
    });
  });

  test('the wrong port, and what is on it', () => {
    expect(judged({ host: 'ingest.eu.signoz.cloud', port: 4317, protocol: 'grpc' })).toMatchObject({
      aspect: 'port',
      url: 'https://ingest.eu.signoz.cloud:443',
      verified: true,
    });
    expect(judged({ host: 'jaeger', port: 16686, secure: false })).toMatchObject({
      summary: 'Jaeger takes http/protobuf on port 4318, not on 16686; 16686 is the user interface',
      url: 'http://jaeger:4318',
    });
    expect(judged({ host: 'fluent-bit', port: 4317, protocol: 'grpc', secure: false })?.url).toBe(
      'http://fluent-bit:4318',
    );
    expect(judged({ host: 'prometheus', port: 4318, secure: false, signal: 'metrics' })).toMatchObject({
      aspect: 'port',
      url: 'http://prometheus:9090/api/v1/otlp',
    });
  });

  test('a port that someone may have mapped is nobody’s fault', () => {
    const vendor = byId('jaeger-v2');
    expect(endpointProblem(vendor, use({ host: 'jaeger', port: 31317, secure: false }))).toBeNull();
  });

  test('plaintext to a hosted vendor, and only there', () => {
    expect(judged({ host: 'api.honeycomb.io', secure: false, port: 80 })).toMatchObject({
      aspect: 'scheme',
      url: 'https://api.honeycomb.io',
    });
    expect(judged({ secure: false, port: 3000, path: '/api/public/otel' })).toBeNull();
  });

  test('a signal that the vendor does not take', () => {
    expect(judged({ host: 'jaeger', port: 4318, secure: false, signal: 'metrics' })).toMatchObject({
      aspect: 'signal',
      env: { OTEL_METRICS_EXPORTER: 'none' },
      url: null,
    });
    expect(judged({ host: 'o1.ingest.sentry.io', signal: 'metrics' })).toMatchObject({ aspect: 'signal' });
  });

  test('a backend without OTLP', () => {
    expect(judged({ host: 'zipkin', port: 9411, secure: false })).toMatchObject({
      aspect: 'protocol',
      summary: 'Zipkin takes no OTLP',
      env: {},
    });
  });

  test('one signal over another protocol than the rest', () => {
    const logs = judged({ host: 'acme.chronosphere.io', protocol: 'grpc', signal: 'logs' });
    expect(logs).toMatchObject({ aspect: 'protocol', verified: true });
    expect(judged({ host: 'acme.chronosphere.io', protocol: 'grpc' })).toBeNull();
  });

  test('a slash at the end, where it is refused', () => {
    const where = { host: 'localhost', port: 5080, secure: false };
    expect(judged({ ...where, path: '/api/default/' })).toMatchObject({ aspect: 'path' });
    expect(judged({ ...where, path: '/api/default' })).toBeNull();
    expect(judged({ host: 'loki', port: 3100, secure: false, path: '/otlp/', signal: 'logs' })).toBeNull();
  });
});

describe('headers', () => {
  test('in the form of OTEL_EXPORTER_OTLP_HEADERS, the indispensable ones first', () => {
    const forms = (id: string) => wantedHeaders(byId(id)).map(({ assignment }) => assignment);
    expect(forms('honeycomb')).toEqual(['x-honeycomb-team=API_KEY', 'x-honeycomb-dataset=DATASET']);
    expect(forms('dynatrace')).toEqual(['authorization=Api-Token%20TOKEN']);
    expect(forms('sentry')).toEqual(['x-sentry-auth=sentry%20sentry_key%3DPUBLIC_KEY']);
    expect(forms('uptrace-cloud')).toEqual(['uptrace-dsn=https://SECRET@api.uptrace.dev?grpc=4317']);
    expect(wantedHeaders(byId('axiom'), { signal: 'metrics' }).map(({ name }) => name)).toEqual([
      'Authorization',
      'X-Axiom-Metrics-Dataset',
    ]);
    expect(wantedHeaders(byId('openobserve'), { protocol: 'http/json' }).map(({ name }) => name)).toEqual([
      'Authorization',
      'stream-name',
    ]);
  });

  const bearer = { name: 'authorization', scheme: 'Bearer' };
  const bare = { name: 'authorization', scheme: null };

  test.each([
    ['honeycomb', [], 'missing', 'auth/missing'],
    ['honeycomb', [bearer], 'missing', 'auth/missing'],
    ['honeycomb', [{ name: 'X-Honeycomb-Team', scheme: null }], null, null],
    ['dynatrace', [bearer], 'scheme', 'auth/rejected'],
    ['dynatrace', [bare], 'scheme', 'auth/rejected'],
    ['dynatrace', [{ name: 'authorization', scheme: 'api-token' }], null, null],
    ['lumigo', [bare], null, null],
    ['clickstack', [bearer], 'scheme', 'auth/rejected'],
    ['clickstack', [], null, null],
    ['observe', [bearer], 'missing', 'auth/tenant-missing'],
    ['aws-xray-otlp', [], 'signature', 'auth/missing'],
    ['aws-xray-otlp', [bearer], 'signature', 'auth/rejected'],
    ['uptrace-self-hosted', [bearer], null, null],
    ['victoriatraces', [{ name: 'vl-debug', scheme: null }], 'harmful', 'backend/span-missing'],
    ['otel-collector', [], null, null],
  ] as const)('%s with %j: %s', (id, configured, aspect, code) => {
    const problem = headers(id, configured);
    expect(problem === null ? [null, null] : [problem.aspect, problem.code]).toEqual([aspect, code]);
  });

  test('a dataset of the wrong kind', () => {
    const configured = [bearer, { name: 'x-axiom-dataset', scheme: null }];
    expect(headers('axiom', configured, { signal: 'traces' })).toBeNull();
    expect(headers('axiom', configured, { signal: 'metrics' })).toMatchObject({
      aspect: 'missing',
      header: { name: 'X-Axiom-Metrics-Dataset' },
      verified: true,
    });
  });

  test('what another tool says is a possibility only', () => {
    expect(headers('kloudmate', [])?.verified).toBe(false);
    expect(headers('honeycomb', [])?.summary).toBe(
      'Honeycomb wants the header x-honeycomb-team, which is not configured',
    );
  });
});
