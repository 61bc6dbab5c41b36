import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Part, requirePart } from '../lab/find-part.ts';
import { temporaryDirectory } from '../lab/ports.ts';
import type { RunningProcess } from '../lab/process.ts';
import { openToAll, type Place } from './place.ts';

/** How a proxy is started in the foreground with a configuration. */
interface Recipe {
  readonly part: Part;
  readonly file: string;
  /** What every configuration needs around the part that matters. */
  readonly whole: (text: string, directory: string) => string;
  readonly args: (file: string, directory: string) => readonly string[];
}

const asItIs = (text: string): string => text;

/** Before 2.11 Caddy takes HTTP/2 in clear text only where it is told to. */
const caddyfile = (text: string, more = ''): string =>
  `{\n  admin off\n  auto_https off\n${text.startsWith('# as it comes') ? '' : more}}\n${text}\n`;

const APACHE_MODULES = [
  'mpm_event',
  'authz_core',
  'headers',
  'http2',
  'proxy',
  'proxy_http',
  'proxy_http2',
  'ssl',
  'socache_shmcb',
  'alias',
];

const recipes = {
  haproxy: {
    part: 'haproxy',
    file: 'haproxy.cfg',
    whole: (text) =>
      `global\n  maxconn 100\ndefaults\n  mode http\n  timeout connect 2s\n  timeout client 10s\n  timeout server 10s\n${text}`,
    args: (file) => ['-f', file],
  },
  apache: {
    part: 'apache',
    file: 'apache.conf',
    whole: (text, directory) =>
      [
        ...APACHE_MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`),
        `ServerRoot ${directory}\nPidFile ${directory}/apache.pid\nDefaultRuntimeDir ${directory}\nServerName otel.test`,
        `User www-data\nGroup www-data\nErrorLog ${directory}/error.log\nStartServers 1\n${text}\n`,
      ].join('\n'),
    args: (file) => ['-f', file, '-D', 'FOREGROUND'],
  },
  nginx: {
    part: 'nginx',
    file: 'nginx.conf',
    whole: (text, directory) =>
      `${text.includes('stream {') ? 'load_module /usr/lib/nginx/modules/ngx_stream_module.so;' : ''}
daemon off; master_process off; pid ${directory}/nginx.pid; error_log stderr notice;
events { worker_connections 256; }
${text}`,
    args: (file, directory) => ['-p', directory, '-e', 'stderr', '-c', file],
  },
  squid: {
    part: 'squid',
    file: 'squid.conf',
    whole: (text, directory) =>
      `${text}
pid_filename none
cache_log ${directory}/cache.log
access_log none
cache deny all
netdb_filename none
shutdown_lifetime 0 seconds
visible_hostname proxy.test
coredump_dir ${directory}
`,
    args: (file) => ['-N', '-f', file],
  },
  lighttpd: {
    part: 'lighttpd',
    file: 'lighttpd.conf',
    whole: (text, directory) => `server.document-root = "${directory}"\n${text}\n`,
    args: (file) => ['-D', '-f', file],
  },
  stunnel: {
    part: 'stunnel',
    file: 'stunnel.conf',
    whole: (text) => `foreground = yes\npid =\n${text}\n`,
    args: (file) => [file],
  },
  h2o: {
    part: 'h2o',
    file: 'h2o.conf',
    whole: (text, directory) => `user: root\npid-file: ${directory}/h2o.pid\n${text}\n`,
    args: (file) => ['-c', file],
  },
  privoxy: {
    part: 'privoxy',
    file: 'privoxy.conf',
    whole: (text) => `confdir /etc/privoxy\ntempldir /etc/privoxy/templates\ntoggle 0\n${text}\n`,
    args: (file) => ['--no-daemon', file],
  },
  dante: {
    part: 'dante',
    file: 'danted.conf',
    whole: (text) =>
      `logoutput: stderr
user.privileged: root
user.unprivileged: root
clientmethod: none
socksmethod: none
${text}
client pass { from: 0/0 to: 0/0 }
socks pass { from: 0/0 to: 0/0 }
`,
    args: (file) => ['-f', file],
  },
  caddy: {
    part: 'caddy',
    file: 'Caddyfile',
    whole: (text) => caddyfile(text, '  servers {\n    protocols h1 h2 h2c\n  }\n'),
    args: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
  },
  'caddy-next': {
    part: 'caddy-next',
    file: 'Caddyfile',
    whole: (text) => caddyfile(text),
    args: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
  },
  envoy: {
    part: 'envoy',
    file: 'envoy.json',
    whole: asItIs,
    args: (file) => ['-c', file, '--use-dynamic-base-id', '--log-level', 'error', '--concurrency', '1'],
  },
} as const satisfies Record<string, Recipe>;

export type ProxyName = keyof typeof recipes;

/** Starts a proxy at a place; it is up when it listens on the ports. */
export async function startProxy(
  place: Place,
  name: ProxyName,
  text: string,
  ports: readonly number[],
): Promise<RunningProcess> {
  const recipe: Recipe = recipes[name];
  const directory = temporaryDirectory(name);
  openToAll(directory);
  const file = join(directory, recipe.file);
  writeFileSync(file, recipe.whole(text.replaceAll('$CERTS', place.certificates), directory));
  const command = requirePart(recipe.part);
  return place.serve({ command, args: recipe.args(file, directory), directory, ports });
}

/** Varnish takes its listener on the command line, and VCL for what is behind it. */
export async function startVarnish(
  place: Place,
  vcl: string,
  port: number,
  parameters: readonly string[] = [],
): Promise<RunningProcess> {
  const directory = temporaryDirectory('varnish');
  openToAll(directory);
  const file = join(directory, 'default.vcl');
  writeFileSync(file, `vcl 4.1;\n${vcl}\n`);
  const settings = parameters.flatMap((parameter) => ['-p', parameter]);
  const args = [
    '-F',
    '-j',
    'none',
    '-n',
    directory,
    '-f',
    file,
    '-a',
    `:${port}`,
    '-s',
    'default,32m',
    ...settings,
  ];
  return place.serve({ command: requirePart('varnish'), args, ports: [port] });
}
