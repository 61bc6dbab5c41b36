import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request in few words; `body` is what an OTLP receiver makes of it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: 'empty' | 'item' | 'garbage';
}

export interface Said {
  readonly status: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** How a receiver answers, as it was seen with the real one. */
export type Stub = (asked: Asked) => Said;

/** The first bytes that every export has: resource_spans, resource_metrics and resource_logs are field 1. */
const kindOf = (content: Buffer, type: string): Asked['body'] => {
  if (content.length === 0) return 'empty';
  if (type === 'application/json') {
    try {
      return JSON.stringify(JSON.parse(content.toString())) === '{}' ? 'empty' : 'item';
    } catch {
      return 'garbage';
    }
  }
  return content[0] === 0x0a && content.includes('otel-doctor') ? 'item' : 'garbage';
};

/** A receiver that runs; `asked` is what it was asked, in order. */
export interface Running {
  readonly url: string;
  readonly asked: readonly Asked[];
  stop(): Promise<void>;
}

export const startStub = async (stub: Stub): Promise<Running> => {
  const asked: Asked[] = [];
  const server: Server = createServer(async (request, response) => {
    const type = request.headers['content-type']?.split(';')[0] ?? '';
    const content = await buffer(request);
    const { method = '', url = '', headers } = request;
    const one: Asked = { method, path: url, type, headers, body: kindOf(content, type) };
    asked.push(one);
    const said = stub(one);
    response.writeHead(said.status, {
      ...(said.type === undefined ? {} : { 'content-type': said.type }),
      ...said.headers,
    });
    response.end(said.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json';
const TEXT = 'text/plain; charset=utf-8';
const PROTOBUF = 'application/x-protobuf';
const json = (status: number, body: unknown): Said => ({
  status,
  type: JSON_TYPE,
  body: JSON.stringify(body),
});

/** MLflow 3.17.2. */
export const mlflow: Stub = ({ method, path, headers, body }) => {
  const notFound: Said = { status: 404, type: HTML, body: '<!doctype html><title>404 Not Found</title>' };
  if (!String(headers['host']).startsWith('127.')) {
    return { status: 403, type: TEXT, body: 'Invalid Host header - possible DNS rebinding attack detected' };
  }
  if (path !== '/v1/traces' || method !== 'POST') return notFound;
  const experiment = headers['x-mlflow-experiment-id'];
  if (experiment === undefined)
    return json(422, {
      detail: [{ type: 'missing', loc: ['header', 'x-mlflow-experiment-id'], msg: 'Field required' }],
    });
  if (body !== 'item')
    return json(400, {
      detail:
        body === 'empty'
          ? 'Invalid OpenTelemetry request - no spans found'
          : 'Invalid OpenTelemetry protobuf format',
    });
  if (experiment !== '0' && experiment !== '')
    return json(404, {
      error_code: 'RESOURCE_DOES_NOT_EXIST',
      message: `No Experiment with id=${experiment} exists`,
    });
  return { status: 200, type: PROTOBUF };
};

/** Arize Phoenix 20.26.1: a page for every GET, so that every unknown path is 405 to POST. */
export const phoenix: Stub = ({ method, path, type, headers, body }) => {
  if (method === 'GET') return { status: 200, type: HTML, body: '<!doctype html><title>Phoenix</title>' };
  if (path !== '/v1/traces')
    return { status: 405, type: TEXT, headers: { allow: 'GET' }, body: 'Method Not Allowed' };
  if (type !== PROTOBUF) return { status: 415, type: TEXT, body: `Unsupported content type: ${type}` };
  if (body === 'garbage')
    return { status: 422, type: TEXT, body: 'Request body is invalid ExportTraceServiceRequest' };
  if (headers['api_key'] !== undefined)
    return { status: 401, type: TEXT, headers: { 'www-authenticate': 'Bearer' }, body: 'Invalid token' };
  return { status: 200, type: PROTOBUF };
};

/** Genkit telemetry server 1.43.0: JSON only, 200 to everything else. */
export const genkit: Stub = ({ path, type, body }) => {
  if (!/^\/api\/otlp\/v1\/(traces|logs|metrics)\/?$/.test(path))
    return { status: 404, type: HTML, body: `<pre>Cannot POST ${path}</pre>` };
  if (type === JSON_TYPE && body === 'garbage')
    return { status: 500, type: HTML, body: '<pre>SyntaxError</pre>' };
  return json(200, {});
};

/** VictoriaLogs 1.52.1 and, with other words in its path, VictoriaMetrics 1.148.9. */
export const victoria =
  (route: string): Stub =>
  ({ path, type, body }) => {
    if (path !== route) return { status: 400, type: TEXT, body: `unsupported path requested: "${path}"\n` };
    if (type === JSON_TYPE)
      return {
        status: 400,
        type: TEXT,
        body: "json encoding isn't supported for opentelemetry format. Use protobuf encoding",
      };
    return body === 'garbage'
      ? { status: 400, type: TEXT, body: 'cannot unmarshal request' }
      : { status: 200 };
  };

/** Prometheus 3.13.5 without --web.enable-otlp-receiver. */
export const prometheusOff: Stub = ({ method, path }) => {
  if (path.startsWith('/api/v1/otlp/'))
    return {
      status: 404,
      type: TEXT,
      body: 'otlp write receiver needs to be enabled with --web.enable-otlp-receiver\n',
    };
  if (method === 'GET' && path === '/metrics')
    return {
      status: 200,
      type: TEXT,
      body: '# HELP go_gc_duration_seconds A summary\n# TYPE go_gc_duration_seconds summary\n',
    };
  return { status: 404, type: TEXT, body: '404 page not found\n' };
};

/** A Collector 0.158.0 with a pipeline for these signals. */
export const collector =
  (...signals: readonly string[]): Stub =>
  ({ method, path, type, body }) => {
    if (!signals.some((signal) => path === `/v1/${signal}`))
      return { status: 404, type: TEXT, body: '404 page not found\n' };
    if (method !== 'POST')
      return { status: 405, type: TEXT, body: '405 method not allowed, supported: [POST]' };
    if (body === 'garbage') return { status: 400, type, body: '' };
    return type === JSON_TYPE
      ? json(200, { partialSuccess: {} })
      : { status: 200, type: PROTOBUF, body: Buffer.from([10, 0]) };
  };
