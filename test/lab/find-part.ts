import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A program that is not ours and that a suite runs against. `.ci/parts` installs them, or `.ci/world`. */
export type Part =
  | WorldPart
  | 'otelcol'
  | 'nginx'
  | 'tinyproxy'
  | 'python'
  | 'go-sdk'
  | 'java-sdk'
  | 'rust-sdk'
  | 'python-apps'
  | 'js-apps'
  | 'go-apps'
  | 'deployments'
  | 'openssl'
  | 'tmux'
  | 'xmllint'
  | 'chromium'
  | 'cmark-gfm'
  | 'zsh'
  | 'fish'
  | 'groff'
  | 'lsof'
  | 'ip';

/** Proxies and receivers that nobody tuned the doctor to. */
export type WorldPart = keyof typeof worldFinders;

/** Where `.ci/parts` keeps what it builds: outside of the checkout. */
export const cacheDirectory = process.env.OTEL_DOCTOR_CACHE ?? join(homedir(), '.cache', 'otel-doctor');

const worldFinders = {
  haproxy: () => onPath('haproxy'),
  apache: () => onPath('apache2'),
  squid: () => onPath('squid'),
  lighttpd: () => onPath('lighttpd'),
  stunnel: () => onPath('stunnel4'),
  varnish: () => onPath('varnishd'),
  h2o: () => onPath('h2o'),
  privoxy: () => onPath('privoxy'),
  dante: () => onPath('danted'),
  caddy: () => onPath('caddy'),
  'nginx-stream': () => existing('/usr/lib/nginx/modules/ngx_stream_module.so'),
  envoy: () => existing(join(cacheDirectory, 'envoy', 'bin', 'envoy')),
  phoenix: () => existing(join(cacheDirectory, 'phoenix', 'bin', 'phoenix')),
  mlflow: () => existing(join(cacheDirectory, 'mlflow', 'bin', 'mlflow')),
  genkit: () => existing(join(cacheDirectory, 'genkit', 'node_modules', '@genkit-ai', 'telemetry-server')),
  zipkin: () => existing(join(cacheDirectory, 'zipkin', 'zipkin.jar')),
  jaeger: () => existing(join(cacheDirectory, 'jaeger', 'jaeger')),
  prometheus: () => existing(join(cacheDirectory, 'prometheus', 'prometheus')),
  'victoria-metrics': () => existing(join(cacheDirectory, 'victoria-metrics', 'victoria-metrics')),
  'victoria-logs': () => existing(join(cacheDirectory, 'victoria-logs', 'victoria-logs')),
  'caddy-next': () => existing(join(cacheDirectory, 'caddy-next', 'caddy-next')),
};

const finders: Record<Part, () => string | undefined> = {
  ...worldFinders,
  otelcol: () => existing(join(cacheDirectory, 'otelcol', 'otelcol')),
  python: () => existing(join(cacheDirectory, 'python', 'bin', 'python')),
  'go-sdk': () => existing(join(cacheDirectory, 'go-sdk', 'sender')),
  'java-sdk': () =>
    onPath('java') ? existing(join(cacheDirectory, 'java-sdk', 'lib', 'sender.jar')) : undefined,
  'rust-sdk': () => existing(join(cacheDirectory, 'rust-sdk', 'sender')),
  'python-apps': () => existing(join(cacheDirectory, 'python-apps', 'bin', 'python')),
  'js-apps': () => existing(join(cacheDirectory, 'js-apps', 'node_modules')),
  'go-apps': () => existing(join(cacheDirectory, 'go-apps', 'apps')),
  deployments: () => existing(join(cacheDirectory, 'deployments', 'deployments')),
  nginx: () => onPath('nginx'),
  tinyproxy: () => onPath('tinyproxy'),
  openssl: () => onPath('openssl'),
  tmux: () => onPath('tmux'),
  xmllint: () => onPath('xmllint'),
  chromium: () => onPath('chromium'),
  'cmark-gfm': () => onPath('cmark-gfm'),
  zsh: () => onPath('zsh'),
  fish: () => onPath('fish'),
  groff: () => onPath('groff'),
  lsof: () => onPath('lsof'),
  ip: () => (process.getuid?.() === 0 ? onPath('ip') : undefined),
};

/** The path of a part's program; of `ip` only where it may make network namespaces, that is as root. */
export function findPart(part: Part): string | undefined {
  return finders[part]();
}

/** Like `findPart`, for code that cannot go on without the part. */
export function requirePart(part: Part): string {
  const path = findPart(part);
  if (path === undefined) throw new Error(`${part} is missing: run .ci/parts`);
  return path;
}

function onPath(program: string): string | undefined {
  const directories = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return directories.map((directory) => join(directory, program)).find((path) => existsSync(path));
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}
