import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requirePart } from './find-part.ts';
import type { NginxServers } from './nginx-presets.ts';
import { loopback, ownPort, temporaryDirectory } from './ports.ts';
import { type Launch, launch } from './process.ts';

export { type NginxServers, nginxPresets } from './nginx-presets.ts';

/** A running nginx. */
export interface Nginx {
  readonly host: string;
  readonly port: number;
  /** One line a request, in nginx's "combined" format. */
  accessLog(): string;
  errorLog(): string;
  stop(): Promise<void>;
}

/** Starts nginx on 127.0.0.1 with server blocks, most often one of `nginxPresets`. */
export async function startNginx(
  servers: NginxServers,
  options: { readonly port?: number; readonly start?: Launch } = {},
): Promise<Nginx> {
  const port = options.port ?? (await ownPort());
  const directory = temporaryDirectory('nginx');
  mkdirSync(join(directory, 'logs'));
  writeFileSync(join(directory, 'nginx.conf'), configuration(servers(port, directory)));
  const args = ['-p', directory, '-e', 'stderr', '-c', 'nginx.conf'];
  const running = (options.start ?? launch)(requirePart('nginx'), args);
  await running.waitForOutput(/using the "epoll" event method/);
  const accessLog = join(directory, 'logs', 'access.log');
  return {
    host: loopback,
    port,
    accessLog: () => (existsSync(accessLog) ? readFileSync(accessLog, 'utf8') : ''),
    errorLog: running.stderr,
    stop: running.stop,
  };
}

function configuration(servers: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${kind};`,
  );
  return `
daemon off;
master_process off;
pid nginx.pid;
error_log stderr notice;
events { worker_connections 256; }
http {
  access_log logs/access.log;
  ${temporary.join('\n  ')}
  ${servers}
}
`;
}
