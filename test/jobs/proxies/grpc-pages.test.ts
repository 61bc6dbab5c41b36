import { afterEach, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../lab/endpoints/endpoint.ts';
import { startGrpc } from '../../lab/endpoints/grpc.ts';
import { type Page, startPages } from './stubs.ts';
import { told } from './told.ts';

const started: Endpoint[] = [];
afterEach(() => Promise.all(started.splice(0).map((endpoint) => endpoint.stop())));

const settings = ({ port }: Endpoint) => ({
  OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
});

const html = { 'content-type': 'text/html', server: 'nginx/1.22.1' };
const page = (title: string): string =>
  `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center><hr><center>nginx/1.22.1</center></body></html>`;

interface Row {
  readonly name: string;
  readonly answer: Page;
  readonly code: string;
  readonly says: RegExp;
}

/** As the proxies named answered gRPC calls; the pages are theirs in short. */
const rows: readonly Row[] = [
  {
    name: 'nginx over its body limit',
    answer: { status: 413, headers: html, body: page('413 Request Entity Too Large') },
    code: 'receiver/payload-too-large',
    says: /client_max_body_size 16m/,
  },
  {
    name: 'HAProxy that denies with 429',
    answer: {
      status: 429,
      headers: { 'content-type': 'text/html' },
      body: '<html><body><h1>429 Too Many Requests</h1>\nYou have sent too many requests in a given amount of time.\n</body></html>',
    },
    code: 'receiver/throttled',
    says: /HAProxy/,
  },
  {
    name: 'nginx that redirects to https',
    answer: {
      status: 301,
      headers: { ...html, location: 'https://otel.example.com:8444/' },
      body: page('301'),
    },
    code: 'protocol/redirected',
    says: /8444/,
  },
  {
    name: 'Apache before a gRPC port',
    answer: {
      status: 500,
      headers: { 'content-type': 'text/html', server: 'Apache/2.4.71' },
      body: '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN"><title>500 Proxy Error</title>',
    },
    code: 'receiver/bad-gateway',
    says: /h2c:\/\/HOST:4317/,
  },
  {
    name: 'lighttpd, which wants a length',
    answer: { status: 411, headers: { 'content-type': 'text/html', server: 'lighttpd/1.4.69' } },
    code: 'protocol/grpc-over-http1',
    says: /lighttpd cannot carry gRPC/,
  },
  {
    name: 'Caddy without a site of this name',
    answer: { status: 200, headers: { server: 'Caddy' } },
    code: 'protocol/not-otlp',
    says: /not an OTLP receiver/,
  },
  {
    name: 'Caddy that speaks HTTP/1.1 to the gRPC port',
    answer: { status: 502, headers: { server: 'Caddy' } },
    code: 'receiver/bad-gateway',
    says: /reverse_proxy h2c:/,
  },
  {
    name: 'nginx that wants a login',
    answer: {
      status: 401,
      headers: { ...html, 'www-authenticate': 'Basic realm="otel"' },
      body: page('401 Authorization Required'),
    },
    code: 'auth/missing',
    says: /Basic%20/,
  },
  {
    name: 'nginx that denies the address',
    answer: { status: 403, headers: html, body: page('403 Forbidden') },
    code: 'auth/forbidden',
    says: /allow, deny, limit_except/,
  },
  {
    name: 'HAProxy without a server that is up',
    answer: {
      status: 503,
      headers: { 'content-type': 'text/html' },
      body: '<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>',
    },
    code: 'receiver/unavailable',
    says: /server NAME HOST:4317 proto h2/,
  },
];

describe('what a proxy answers to a gRPC call is read as HTTP', () => {
  test.each(rows)('$name', async ({ answer, code, says }) => {
    const proxy = await startPages(answer);
    started.push(proxy);
    const said = await told('python', settings(proxy));
    expect(said.code).toBe(code);
    expect(said.text).toMatch(says);
    expect(said.text).not.toMatch(/memory limiter|receiver’s own/);
  });
});

/** Envoy answers gRPC in gRPC; its words alone tell. */
const words = [
  [
    'upstream connect error or disconnect/reset before headers. reset reason: protocol error',
    'protocol/grpc-over-http1',
    /http2_protocol_options/,
  ],
  [
    'upstream connect error or disconnect/reset before headers. reset reason: remote connection failure',
    'receiver/bad-gateway',
    /Envoy/,
  ],
  ['no healthy upstream', 'receiver/bad-gateway', /Envoy/],
  ['local_rate_limited', 'receiver/throttled', /Envoy/],
] as const;

describe('what Envoy says in gRPC', () => {
  test.each(words)('%s', async (message, code, says) => {
    const envoy = await startGrpc({ status: 14, message });
    started.push(envoy);
    const said = await told('python', settings(envoy));
    expect(said.code).toBe(code);
    expect(said.text).toMatch(says);
    expect(said.text).not.toMatch(/memory limiter/);
  });

  test('RBAC: access denied', async () => {
    const envoy = await startGrpc({ status: 7, message: 'RBAC: access denied' });
    started.push(envoy);
    const said = await told('python', settings(envoy));
    expect(said.code).toBe('auth/forbidden');
    expect(said.text).toMatch(/AuthorizationPolicy/);
  });
});
