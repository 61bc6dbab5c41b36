import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readHop } from '../../src/jobs/collector/hop.ts';
import { senderOf } from '../../src/jobs/collector/sender.ts';
import type { Target } from '../../src/model/target.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import { fileStates } from '../../src/settings/file-states.ts';
import { senderText, writeConfiguration } from '../jobs/collector/lab.ts';
import { type Certificate, createAuthority, issue } from '../lab/certificates.ts';
import { requirePart } from '../lab/find-part.ts';
import { createNamespace, type Namespace } from '../lab/namespace.ts';
import { describeWith } from '../lab/parts.ts';
import { fileWith } from '../lab/ports.ts';
import { comparable, observed } from '../resolve/truth/compare.ts';
import { predictTarget } from '../resolve/truth/predict.ts';
import { type Capture, type Happening, observe, PROXY_PORT, startCapture } from './capturing.ts';

const PORTS = [80, 443, PROXY_PORT, 4317, 4318, 4444];
const RECEIVER_PORT = 5318;

interface Case {
  readonly name: string;
  readonly id: string;
  readonly settings: string;
  readonly extensions?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The Collector does not start with it. */
  readonly stops?: true;
}

const LOGIN = 'extensions:\n  basicauth:\n    client_auth: {username: u, password: "p:w"}\n';
const KEY = 'extensions:\n  bearertokenauth:\n    token: t\n    scheme: Key\n    header: X-Key\n';

const CASES: readonly Case[] = [
  { name: 'gRPC in plaintext', id: 'otlp', settings: 'endpoint: collector.test:4317\ntls: {insecure: true}' },
  { name: 'gRPC with TLS by default', id: 'otlp', settings: 'endpoint: collector.test:4317' },
  {
    name: 'gRPC with http:// and TLS by default',
    id: 'otlp',
    settings: 'endpoint: http://collector.test:4317',
  },
  {
    name: 'gRPC with https:// and insecure',
    id: 'otlp_grpc',
    settings: 'endpoint: https://collector.test:4317\ntls: {insecure: true}',
  },
  {
    name: 'gRPC with an authority',
    id: 'otlp',
    settings: 'endpoint: collector.test:4317\ntls: {ca_file: $CA}',
  },
  {
    name: 'gRPC with insecure beside an authority',
    id: 'otlp',
    settings: 'endpoint: collector.test:4317\ntls: {insecure: true, ca_file: $CA}',
  },
  {
    name: 'gRPC with a client certificate',
    id: 'otlp',
    settings: 'endpoint: collector.test:4317\ntls: {ca_file: $CA, cert_file: $CERT, key_file: $KEY}',
  },
  {
    name: 'gRPC with a resolver, headers and no compression',
    id: 'otlp',
    settings:
      'endpoint: dns:///collector.test:4444\ntls: {insecure: true}\ncompression: none\nheaders: {X-Tenant: "a b,c=d"}',
  },
  { name: 'gRPC without a port', id: 'otlp', settings: 'endpoint: collector.test', stops: true },
  {
    name: 'gRPC with a path',
    id: 'otlp',
    settings: 'endpoint: http://collector.test:4317/v1/traces',
    stops: true,
  },
  { name: 'HTTP', id: 'otlphttp', settings: 'endpoint: http://collector.test:4318' },
  {
    name: 'HTTP with a slash and a path',
    id: 'otlphttp',
    settings: 'endpoint: http://collector.test:4318/otlp/',
  },
  { name: 'HTTP without a port', id: 'otlp_http', settings: 'endpoint: http://collector.test' },
  {
    name: 'HTTP with an endpoint of the signal and a query',
    id: 'otlphttp',
    settings: 'traces_endpoint: http://collector.test:4444/in?key=1\ncompression: none',
  },
  {
    name: 'HTTP with JSON and zstd',
    id: 'otlphttp',
    settings: 'endpoint: http://collector.test:4318\nencoding: json\ncompression: zstd',
  },
  { name: 'HTTPS without an authority', id: 'otlphttp', settings: 'endpoint: https://collector.test:4318' },
  {
    name: 'HTTPS with a client certificate',
    id: 'otlphttp',
    settings: 'endpoint: https://collector.test:4318\ntls: {ca_file: $CA, cert_file: $CERT, key_file: $KEY}',
  },
  {
    name: 'HTTPS with insecure, which means nothing',
    id: 'otlphttp',
    settings: 'endpoint: https://collector.test:4318\ntls: {insecure: true}',
  },
  { name: 'HTTP without a scheme', id: 'otlphttp', settings: 'endpoint: collector.test:4318' },
  {
    name: 'HTTP with a login in the URL',
    id: 'otlphttp',
    settings: 'endpoint: http://u:p@collector.test:4318',
  },
  {
    name: 'HTTP with the login of an extension over a header',
    id: 'otlphttp',
    settings:
      'endpoint: http://collector.test:4318\nheaders: {authorization: mine}\nauth: {authenticator: basicauth}',
    extensions: LOGIN,
  },
  {
    name: 'HTTP with the key of an extension',
    id: 'otlphttp',
    settings: 'endpoint: http://collector.test:4318\nauth: {authenticator: bearertokenauth}',
    extensions: KEY,
  },
  {
    name: 'HTTP with another Host',
    id: 'otlphttp',
    settings: 'endpoint: http://collector.test:4318\nheaders: {Host: other.test}',
  },
  {
    name: 'HTTP through the proxy of the environment',
    id: 'otlphttp',
    settings: 'endpoint: http://collector.test:4318',
    environment: { HTTP_PROXY: `http://127.0.0.1:${PROXY_PORT}` },
  },
  {
    name: 'HTTP past a proxy',
    id: 'otlphttp',
    settings: 'endpoint: http://collector.test:4318',
    environment: { HTTP_PROXY: `http://127.0.0.1:${PROXY_PORT}`, NO_PROXY: '.test' },
  },
  {
    name: 'HTTP to this machine through proxy_url, whatever NO_PROXY says',
    id: 'otlphttp',
    settings: `endpoint: http://localhost:4318\nproxy_url: http://127.0.0.1:${PROXY_PORT}`,
    environment: { NO_PROXY: '*' },
  },
  {
    name: 'HTTPS through proxy_url',
    id: 'otlphttp',
    settings: `endpoint: https://collector.test:4318\nproxy_url: http://127.0.0.1:${PROXY_PORT}\ntls: {ca_file: $CA}`,
  },
  {
    name: 'gRPC through the proxy of the environment',
    id: 'otlp',
    settings: 'endpoint: collector.test:4317\ntls: {insecure: true}',
    environment: { HTTPS_PROXY: `http://127.0.0.1:${PROXY_PORT}` },
  },
];

/** An export of one span, handed to the Collector, which answers when its exporter has. */
const SEND = `fetch('http://127.0.0.1:${RECEIVER_PORT}/v1/traces', {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({resourceSpans: [{scopeSpans: [{spans: [{traceId: '5b8efff798038103d269b633813fc60c', spanId: 'eee19b7ec3c1b174', name: 'a', kind: 1, startTimeUnixNano: '1', endTimeUnixNano: '2'}]}]}]})}).then(() => 0)`;

const SYNCHRONOUS = 'sending_queue: {enabled: false}\nretry_on_failure: {enabled: false}\ntimeout: 3s';

/** What it does on the wire over HTTP, beside what is asked for. */
const expectHabits = ({ habits, protocol }: Target, happening: Happening): void => {
  if (habits === undefined || protocol === 'grpc') return;
  if (happening.kind === 'secured') expect(happening.offered?.includes('h2')).toBe(habits.http2);
  if (happening.kind !== 'request' || happening.version === '2' || happening.method === 'CONNECT') return;
  expect('content-length' in happening.headers ? 'length' : 'chunked').toBe(habits.framing);
};

describeWith(['otelcol', 'ip'], 'what the exporters of the Collector put on the wire', () => {
  const hosts = fileWith('127.0.0.1 localhost collector.test other.test\n::1 localhost\n');
  let namespace: Namespace;
  let capture: Capture;
  let files: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const authority = await createAuthority('otel-doctor capture');
    const server: Certificate = await issue(authority, { names: ['localhost', 'collector.test'] });
    const client = await issue(authority, { names: ['client'], client: true });
    files = { $CA: authority.certificateFile, $CERT: client.chainFile, $KEY: client.keyFile };
    namespace = await createNamespace();
    capture = await startCapture(namespace.launch, PORTS, server);
  });
  afterAll(async () => {
    await capture.stop();
    await namespace.remove();
  });

  const textOf = ({ id, settings, extensions }: Case): string => {
    const filled = settings.replace(/\$(?:CERT|CA|KEY)\b/g, (name) => files[name] ?? name);
    const exporter = (): readonly [string, string] => [id, `${filled}\n${SYNCHRONOUS}`];
    const place = { grpc: 0, http: 0, closed: 0, rootFile: '', clientCert: '', clientKey: '' };
    return senderText(
      { exporter, ...(extensions === undefined ? {} : { extensions }) },
      place,
      RECEIVER_PORT,
    );
  };

  /** What the real Collector sends with a configuration; null where it does not start. */
  const send = async (
    file: string,
    environment: Case['environment'] = {},
  ): Promise<readonly Happening[] | null> => {
    const binds = { '/etc/hosts': hosts };
    const running = namespace.launch(requirePart('otelcol'), ['--config', file], { environment, binds });
    const ready = running.waitForOutput(/Everything is ready/).then(() => true);
    const started = await Promise.race([ready, running.exited.then(() => false)]);
    ready.catch(() => undefined);
    if (!started) return null;
    await namespace.run(process.execPath, ['-e', SEND]);
    const came = await capture.take();
    await running.stop();
    return came;
  };

  it.each(CASES)('$name is as predicted', async (given) => {
    const file = writeConfiguration(textOf(given));
    const readFile = (path: string): Buffer => readFileSync(path);
    const hop = readHop([{ path: file, text: readFileSync(file, 'utf8') }], {
      readFile,
      lookup: () => undefined,
    });
    const [exporter] = hop.exporters;
    if (exporter === undefined) throw new Error('no exporter was read');
    const how = {
      timeoutMs: null,
      offline: false,
      controls: true,
      environment: given.environment ?? {},
      readFile,
    };
    const { environment, sdk } = senderOf(exporter, ['traces'], how);
    const { resolution, secrets } = resolve(environment, sdk, ['traces'], fileStates(environment, readFile));
    const [target] = resolution.targets;
    const own = target && secrets.targets[target.id];
    const predicted = predictTarget(target, own, target?.files.certificate != null);
    const came = await send(file, given.environment);
    expect(came === null).toBe(given.stops === true);
    const seen = observed(observe(came ?? []));
    expect(comparable(seen)).toEqual(comparable(predicted));
    if (target !== undefined) for (const happening of came ?? []) expectHabits(target, happening);
    if (predicted.outcome === 'request' && predicted.method !== 'CONNECT')
      expect('clientCertificate' in seen).toBe(predicted.client === true);
  });
});
