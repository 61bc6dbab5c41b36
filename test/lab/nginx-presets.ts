import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificate } from './certificates.ts';

/** What nginx is to do at a port: one or more `server { ... }` blocks; `directory` is for files that they name. */
export type NginxServers = (port: number, directory: string) => string;

/** The set-ups of nginx that stand between applications and their Collector, healthy and not. */
export const nginxPresets = {
  /** OTLP/HTTP below a path, `/otlp/` unless given, which is cut off; everything else is 404. */
  pathPrefix: (upstreamPort: number, prefix = '/otlp/'): NginxServers =>
    server(
      `location ${prefix} { proxy_pass http://127.0.0.1:${upstreamPort}/; }\n location / { return 404; }`,
    ),

  /** gRPC in clear text, passed on as gRPC. */
  grpcProxy: (upstreamPort: number): NginxServers =>
    server(`location / { grpc_pass grpc://127.0.0.1:${upstreamPort}; }`, 'http2'),

  /** TLS for clients, clear text to an OTLP/HTTP receiver. */
  tlsTermination: (upstreamPort: number, certificate: Certificate): NginxServers =>
    server(`${tls(certificate)} location / { proxy_pass http://127.0.0.1:${upstreamPort}; }`, 'ssl'),

  /** TLS and HTTP/2 for clients, clear text to an OTLP/gRPC receiver. */
  grpcTlsTermination: (upstreamPort: number, certificate: Certificate): NginxServers =>
    server(`${tls(certificate)} location / { grpc_pass grpc://127.0.0.1:${upstreamPort}; }`, 'ssl http2'),

  /** Speaks HTTP/1.1 only, to clients and to the gRPC receiver behind it. */
  http1Only: (upstreamPort: number): NginxServers =>
    server(`location / { proxy_http_version 1.1; proxy_pass http://127.0.0.1:${upstreamPort}; }`),

  /** 301 from http to https, as the plain port of a site does. */
  redirectToHttps: (httpsPort: number): NginxServers =>
    server(`location / { return 301 https://$host:${httpsPort}$request_uri; }`),

  /** 302 to a login page, as single sign-on in front of everything does. */
  redirectToLogin: (): NginxServers =>
    server(`
      location = /login { default_type text/html; return 200 "<html><title>Sign in</title></html>"; }
      location / { return 302 /login?next=$request_uri; }`),

  /** A web application that answers every path and method with its index.html and 200. */
  singlePageApp: (): NginxServers => (port, directory) => {
    mkdirSync(join(directory, 'www'), { recursive: true });
    writeFileSync(
      join(directory, 'www', 'index.html'),
      '<!doctype html><html><title>Grafana</title></html>\n',
    );
    const location =
      'location / { default_type text/html; error_page 405 =200 $uri; try_files /index.html =404; }';
    return server(`root ${directory}/www; ${location}`)(port, directory);
  },

  /** 502, for its upstream is not there. */
  deadUpstream: (deadPort: number): NginxServers =>
    server(`location / { proxy_pass http://127.0.0.1:${deadPort}; }`),

  /** 413 for every body above so many bytes. */
  smallBody: (upstreamPort: number, bytes = 64): NginxServers =>
    server(`client_max_body_size ${bytes}; location / { proxy_pass http://127.0.0.1:${upstreamPort}; }`),

  /** 401 without this user and password. */
  basicAuth:
    (upstreamPort: number, user: string, password: string): NginxServers =>
    (port, directory) => {
      const digest = createHash('sha1').update(password).digest('base64');
      writeFileSync(join(directory, 'users'), `${user}:{SHA}${digest}\n`);
      const auth = `auth_basic "telemetry"; auth_basic_user_file ${directory}/users;`;
      return server(`${auth} location / { proxy_pass http://127.0.0.1:${upstreamPort}; }`)(port, directory);
    },
} as const;

function server(body: string, listen = ''): NginxServers {
  return (port) => `server { listen 127.0.0.1:${port} ${listen}; ${body} }`;
}

function tls(certificate: Certificate): string {
  return `ssl_certificate ${certificate.chainFile}; ssl_certificate_key ${certificate.keyFile};`;
}
