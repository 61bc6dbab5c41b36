import { startCollector } from '../../lab/collector.ts';
import type { Environment } from '../../lab/process.ts';
import type { SdkName } from '../versions.ts';
import {
  ADDRESS,
  type Bench,
  type Carrier,
  HOST,
  PATIENCE,
  PORT,
  PROXY,
  type Sending,
  settings,
} from './bench.ts';

/** A value of the table: JSON. */
export type Habit = string | number | boolean | null | readonly Habit[] | { readonly [name: string]: Habit };

/** One thing that is measured, of one SDK over one carrier. */
export interface Section {
  readonly name: string;
  readonly carriers: readonly Carrier[];
  measure(bench: Bench, sdk: SdkName, carrier: Carrier): Promise<Habit>;
}

const ALL: readonly Carrier[] = ['http/protobuf', 'http/json', 'grpc'];
const BINARY: readonly Carrier[] = ['http/protobuf', 'grpc'];
const HTTP: readonly Carrier[] = ['http/protobuf'];
const GRPC: readonly Carrier[] = ['grpc'];

/** Python reads seconds, the others milliseconds. */
const patient = (sdk: SdkName, seconds = PATIENCE): Environment => ({
  SEND_PATIENCE: String(seconds),
  OTEL_EXPORTER_OTLP_TIMEOUT: String(sdk === 'python' ? seconds : seconds * 1000),
});

/** JavaScript says nothing of failures until it is told to. */
const TELLING: Environment = { OTEL_LOG_LEVEL: 'error' };

/** JavaScript writes this beside every success, too, when a CA file is set. */
const NOISE = /Client key and certificate must both be provided/;

/** Whether the SDK wrote of a failure. */
function complains({ log }: Sending): boolean {
  const lines = log.split('\n').filter((line) => !NOISE.test(line));
  return lines.some((line) => /fail|error|unable|denied|reject|exception|not supported|invalid/i.test(line));
}

/** Header lines in order and case; what differs from run to run is left out. */
function headerLines(raw: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? '';
    const value = raw[index + 1] ?? '';
    const varies = /^(content-length|grpc-timeout)$/i.test(name) ? '<number>' : value;
    lines.push(`${name}: ${/^(host|:authority|:path)$/i.test(name) ? '<address>' : varies}`);
  }
  return lines;
}

const framing = (sending: Sending): string => {
  const [request] = sending.requests;
  if (request === undefined) return 'nothing came';
  if (request.version === '2') return 'length' in request.headers ? 'length' : 'frames';
  if (request.headers['transfer-encoding'] === 'chunked') return 'chunked';
  return request.headers['content-length'] === undefined ? 'none' : 'content-length';
};

const request: Section = {
  name: 'request',
  carriers: ALL,
  measure: async (bench, sdk, carrier) => {
    const plain = await bench.send(sdk, settings(carrier));
    const gzip = await bench.send(
      sdk,
      settings(carrier, undefined, { OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip' }),
    );
    const [first] = plain.requests;
    const [packed] = gzip.requests;
    return {
      version: first?.version ?? 'nothing came',
      framing: framing(plain),
      headers: headerLines(first?.rawHeaders ?? []),
      framingWithGzip: framing(gzip),
      encodingWithGzip: packed?.headers['content-encoding'] ?? packed?.headers['grpc-encoding'] ?? 'none',
    };
  },
};

/** What became of a server that selects no protocol. */
function afterHandshake({ requests, log }: Sending): string {
  const [request] = requests;
  if (request !== undefined) return `sends, HTTP/${request.version}`;
  return /ALPN/i.test(log) ? 'refuses' : `does not send: ${log.slice(0, 200)}`;
}

const tls: Section = {
  name: 'tls',
  carriers: BINARY,
  measure: async (bench, sdk, carrier) => {
    const byName = await bench.send(sdk, settings(carrier, `https://${HOST}:${PORT}`));
    const byAddress = await bench.send(sdk, settings(carrier, `https://${ADDRESS}:${PORT}`));
    const without = await bench.send(sdk, settings(carrier, `https://${HOST}:${PORT}`), {
      withoutAlpn: true,
    });
    const secured = (sending: Sending) =>
      sending.happenings.find((happening) => happening.kind === 'secured');
    return {
      alpn: secured(byName)?.offered ?? null,
      version: byName.requests[0]?.version ?? 'nothing came',
      serverName: secured(byName)?.serverName ?? null,
      serverNameOfAddress: secured(byAddress)?.serverName ?? null,
      sendsToAddress: byAddress.requests.length > 0,
      withoutAlpn: afterHandshake(without),
    };
  },
};

/** Refused once, then taken: it is sent again or it is not. */
async function again(bench: Bench, sdk: SdkName, carrier: Carrier, refusal: object): Promise<string> {
  const key = carrier === 'grpc' ? 'grpc' : 'http';
  const fine = { status: carrier === 'grpc' ? 0 : 200 };
  const environment = settings(carrier, undefined, { ...TELLING, ...patient(sdk) });
  const sending = await bench.send(sdk, environment, { [key]: [refusal, fine] });
  const told = complains(sending) ? 'told' : 'not told';
  return sending.requests.length > 1 ? 'sent again' : `lost, ${told}`;
}

async function each(
  values: readonly (string | number)[],
  measure: (value: string | number) => Promise<Habit>,
): Promise<Habit> {
  const measured: Record<string, Habit> = {};
  for (const value of values) measured[String(value)] = await measure(value);
  return measured;
}

/** google.rpc.Status with the code 8 and one google.rpc.RetryInfo of 100 ms, as grpc-status-details-bin. */
const RETRY_INFO = 'CAgSAm5vGjMKKHR5cGUuZ29vZ2xlYXBpcy5jb20vZ29vZ2xlLnJwYy5SZXRyeUluZm8SBwoFEIDC1y8';

const retryHttp: Section = {
  name: 'retry',
  carriers: HTTP,
  measure: (bench, sdk, carrier) =>
    each([400, 401, 404, 408, 413, 429, 500, 501, 502, 503, 504], (status) =>
      again(bench, sdk, carrier, { status, headers: { 'content-type': 'text/plain' } }),
    ),
};

const retryGrpc: Section = {
  name: 'retry',
  carriers: GRPC,
  measure: async (bench, sdk, carrier) => ({
    ...((await each([1, 2, 4, 5, 8, 10, 11, 12, 13, 14, 15, 16], (status) =>
      again(bench, sdk, carrier, { status }),
    )) as { readonly [name: string]: Habit }),
    '8 with RetryInfo': await again(bench, sdk, carrier, { status: 8, details: RETRY_INFO }),
  }),
};

/** What it counts as delivered: told of a failure or not, and no second try. */
const delivered: Section = {
  name: 'delivered',
  carriers: HTTP,
  measure: (bench, sdk, carrier) =>
    each([200, 201, 202, 204, 206, 299, 300, 304, 399], async (status) => {
      const environment = settings(carrier, undefined, TELLING);
      const sending = await bench.send(sdk, environment, { http: [{ status: Number(status) }] });
      return complains(sending) ? 'told as a failure' : 'delivered';
    }),
};

const SIGNED = { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abc,x-team=a' };

function afterRedirect(sending: Sending): string {
  const [, second] = sending.requests;
  const told = complains(sending) ? 'told as a failure' : 'counted as delivered';
  if (second === undefined) return `not followed, ${told}`;
  const kept = ['authorization', 'x-team'].filter((name) => name in second.headers);
  const way = `followed with ${second.method}${second.tls ? ' over TLS' : ''}`;
  return `${way}, ${kept.length === 0 ? 'without its headers' : `with ${kept.join(' and ')}`}, ${told}`;
}

const STATUSES = [301, 302, 303, 307, 308];

const redirects: Section = {
  name: 'redirects',
  carriers: HTTP,
  measure: async (bench, sdk, carrier) => {
    const to = (location: string, environment: Environment = {}) =>
      each(STATUSES, async (status) => {
        const answers = { http: [{ status: Number(status), headers: { location } }, { status: 200 }] };
        const more = { ...TELLING, ...SIGNED, ...environment };
        return afterRedirect(await bench.send(sdk, settings(carrier, undefined, more), answers));
      });
    return {
      samePort: await to(`http://${HOST}:${PORT}/moved`),
      toTls: await to(`https://${HOST}:443/moved`, {
        SSL_CERT_FILE: '$CERTS/ca.pem',
        NODE_EXTRA_CA_CERTS: '$CERTS/ca.pem',
        REQUESTS_CA_BUNDLE: '$CERTS/ca.pem',
      }),
    };
  },
};

/** What stands in the proxy variables of all programs. */
const way = ({ happenings, requests }: Sending): string => {
  const first = happenings.find(({ kind }) => kind === 'connection');
  if (first === undefined) return 'nothing came';
  if (first.port !== PROXY) return 'direct';
  if (happenings.some(({ kind }) => kind === 'socks')) return 'proxy, speaks SOCKS';
  if (happenings.some(({ kind, port }) => kind === 'hello' && port === PROXY) && requests.length === 0)
    return 'proxy, speaks TLS';
  const [request] = requests;
  if (request === undefined) return 'proxy, says nothing';
  const secured = request.tls ? ' over TLS' : '';
  return request.method === 'CONNECT' ? `proxy, CONNECT${secured}` : `proxy, ${request.method}${secured}`;
};

const PROXY_VARIABLES = [
  'HTTP_PROXY',
  'http_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'ALL_PROXY',
  'all_proxy',
  'grpc_proxy',
];
const PROXY_SCHEMES = ['http', 'https', 'socks5', 'socks5h'];

/** Every spelling that a program may read. */
const proxied = (scheme: string): Environment =>
  Object.fromEntries(PROXY_VARIABLES.slice(0, 4).map((name) => [name, `${scheme}://localhost:${PROXY}`]));

const endpoints = { http: `http://${HOST}:${PORT}`, https: `https://${HOST}:${PORT}` } as const;

const proxies: Section = {
  name: 'proxies',
  carriers: BINARY,
  measure: async (bench, sdk, carrier) => {
    const through = async (environment: Environment, endpoint: string) =>
      way(await bench.send(sdk, settings(carrier, endpoint, environment)));
    const variables = (endpoint: string) =>
      each(PROXY_VARIABLES, (name) => through({ [name]: `http://localhost:${PROXY}` }, endpoint));
    const schemes = (endpoint: string) =>
      each(PROXY_SCHEMES, (scheme) =>
        through({ ...proxied(String(scheme)), SSL_CERT_FILE: '$CERTS/ca.pem' }, endpoint),
      );
    return {
      toHttp: await variables(endpoints.http),
      toHttps: await variables(endpoints.https),
      schemesToHttp: await schemes(endpoints.http),
      schemesToHttps: await schemes(endpoints.https),
    };
  },
};

const EXCEPTIONS_OF_A_NAME = [
  HOST,
  `.${HOST}`,
  '.test',
  'test',
  '*',
  'foo,*',
  '*.test',
  `${HOST}:${PORT}`,
  `foo, ${HOST}`,
  `foo ${HOST}`,
  HOST.toUpperCase(),
  'llector.test',
  'localhost,127.0.0.1',
];
const EXCEPTIONS_OF_AN_ADDRESS = [
  ADDRESS,
  '198.51.100.0/24',
  `${ADDRESS}:${PORT}`,
  '198.51.100.*',
  '198.51.100.',
  'foo, 198.51.100.0/24',
];

const exceptions: Section = {
  name: 'exceptions',
  carriers: BINARY,
  measure: async (bench, sdk, carrier) => {
    const plain = await bench.send(sdk, settings(carrier, endpoints.http, proxied('http')));
    const byTls = await bench.send(sdk, settings(carrier, endpoints.https, proxied('http')));
    const endpoint = [plain, byTls].map(way).map((each) => each.startsWith('proxy'));
    if (!endpoint.includes(true)) return 'asks no proxy';
    const scheme = endpoint[0] ? 'http' : 'https';
    const lists = (host: string, values: readonly string[]) =>
      each(values, async (list) => {
        const environment = { ...proxied('http'), NO_PROXY: String(list), no_proxy: String(list) };
        const seen = way(
          await bench.send(sdk, settings(carrier, `${scheme}://${host}:${PORT}`, environment)),
        );
        return seen.startsWith('proxy') ? 'proxy' : seen;
      });
    const upper = { ...proxied('http'), NO_PROXY: HOST };
    const onlyUpper = way(await bench.send(sdk, settings(carrier, `${scheme}://${HOST}:${PORT}`, upper)));
    const loopback = way(
      await bench.send(sdk, settings(carrier, `${scheme}://localhost:${PORT}`, proxied('http'))),
    );
    return {
      ofName: await lists(HOST, EXCEPTIONS_OF_A_NAME),
      ofAddress: await lists(ADDRESS, EXCEPTIONS_OF_AN_ADDRESS),
      NO_PROXYAlone: onlyUpper.startsWith('proxy') ? 'proxy' : onlyUpper,
      localhostUnlisted: loopback.startsWith('proxy') ? 'proxy' : loopback,
    };
  },
};

const PREFERENCES = ['unset', 'cumulative', 'delta', 'lowmemory'];
const AGGREGATIONS = ['unset', 'explicit_bucket_histogram', 'base2_exponential_bucket_histogram'];

/** The kinds of points that a Collector's debug exporter wrote of each instrument. */
function pointsIn(text: string): Readonly<Record<string, string>> {
  const points: Record<string, string> = {};
  for (const part of text.split(/^Metric #\d+$/m).slice(1)) {
    const value = (name: string) => new RegExp(`-> ${name}: (\\w+)`).exec(part)?.[1];
    const bounds = part.match(/ExplicitBounds #/g)?.length;
    const more = [
      value('AggregationTemporality'),
      value('IsMonotonic') === 'true' ? 'monotonic' : undefined,
      bounds === undefined ? undefined : `${bounds} bounds`,
    ];
    const said = [value('DataType'), ...more].filter((word) => word !== undefined);
    points[value('Name') ?? '?'] = said.join(', ');
  }
  return points;
}

/** What comes to a real Collector, which reads it for us. */
async function atCollector(
  bench: Bench,
  sdk: SdkName,
  environment: Environment,
  signal: 'traces' | 'metrics',
): Promise<string> {
  const collector = await startCollector({ grpcPort: 4317, httpPort: 4318 }, bench.launch);
  const more = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318', ...environment };
  await bench
    .send(sdk, { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf', ...more }, {}, signal)
    .finally(collector.stop);
  return collector.output();
}

const metrics: Section = {
  name: 'metrics',
  carriers: HTTP,
  measure: async (bench, sdk) => {
    const by = (
      name: string,
      values: readonly string[],
      pick: (points: Readonly<Record<string, string>>) => Habit,
    ) =>
      each(values, async (value) => {
        const environment: Environment = value === 'unset' ? {} : { [name]: String(value) };
        return pick(pointsIn(await atCollector(bench, sdk, environment, 'metrics')));
      });
    return {
      temporality: await by(
        'OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE',
        PREFERENCES,
        (points) => points,
      ),
      histogram: await by(
        'OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION',
        AGGREGATIONS,
        ({ histogram = 'none' }) => histogram,
      ),
    };
  },
};

/** The attributes of the resource and the scope of the first span. */
const resource: Section = {
  name: 'resource',
  carriers: HTTP,
  measure: async (bench, sdk) => {
    const text = await atCollector(bench, sdk, {}, 'traces');
    const before = text.slice(0, text.indexOf('ScopeSpans #0'));
    const names = [...before.matchAll(/-> ([\w.]+): /g)].flatMap(([, name]) => (name ? [name] : []));
    return {
      schemaUrl: /Resource SchemaURL: (\S*)/.exec(before)?.[1] ?? '',
      attributes: names.sort(),
      scope: /InstrumentationScope (.*)/.exec(text)?.[1]?.trim() ?? '',
    };
  },
};

export const sections: readonly Section[] = [
  request,
  tls,
  retryHttp,
  retryGrpc,
  delivered,
  redirects,
  metrics,
  resource,
  proxies,
  exceptions,
];
