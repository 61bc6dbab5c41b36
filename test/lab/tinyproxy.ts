import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requirePart } from './find-part.ts';
import { loopback, ownPort, temporaryDirectory } from './ports.ts';
import { type Launch, launch } from './process.ts';

/** A running tinyproxy. */
export interface Proxy {
  readonly port: number;
  /** As it goes into http_proxy, with the user's name and password where it asks for them. */
  readonly url: string;
  /** What it writes about each request, with the words CONNECT or POST and the target. */
  log(): string;
  stop(): Promise<void>;
}

/** Whom the proxy serves: everybody unless told otherwise. */
export interface ProxyOptions {
  readonly port?: number;
  /** The address to listen on, 127.0.0.1 unless given. */
  readonly host?: string;
  /** Answers everybody 403. */
  readonly deny?: boolean;
  /** Answers 407 without this user and password. */
  readonly user?: string;
  readonly password?: string;
  /** The only ports to which CONNECT is allowed. */
  readonly connectPorts?: readonly number[];
}

/** Starts tinyproxy on 127.0.0.1. */
export async function startTinyproxy(options: ProxyOptions = {}, start: Launch = launch): Promise<Proxy> {
  const port = options.port ?? (await ownPort());
  const file = join(temporaryDirectory('tinyproxy'), 'tinyproxy.conf');
  writeFileSync(file, configuration(port, options));
  const running = start(requirePart('tinyproxy'), ['-d', '-c', file]);
  await running.waitForOutput(/Accepting connections/);
  const user = options.user === undefined ? '' : `${options.user}:${options.password ?? ''}@`;
  return {
    port,
    url: `http://${user}${options.host ?? loopback}:${port}`,
    log: () => running.stdout() + running.stderr(),
    stop: running.stop,
  };
}

function configuration(port: number, options: ProxyOptions): string {
  const lines = [
    `Port ${port}`,
    `Listen ${options.host ?? loopback}`,
    'Timeout 60',
    'LogLevel Info',
    'MaxClients 50',
    options.deny ? 'Allow 192.0.2.1' : `Allow ${options.host === undefined ? loopback : '0.0.0.0/0'}`,
    options.user === undefined ? '' : `BasicAuth ${options.user} ${options.password ?? ''}`,
    ...(options.connectPorts ?? []).map((allowed) => `ConnectPort ${allowed}`),
  ];
  return `${lines.join('\n')}\n`;
}
