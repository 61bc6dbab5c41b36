import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requirePart } from '../lab/find-part.ts';
import { startNginx } from '../lab/nginx.ts';
import { closedPort, loopback, ownPorts, portOf, temporaryDirectory } from '../lab/ports.ts';
import type { Environment } from '../lab/process.ts';
import type { Application, Case } from './case.ts';

/** A case that is ready to be started: its commands, their settings, and what has to be stopped afterwards. */
export interface Prepared {
  readonly commands: readonly { readonly name: string; readonly argv: readonly string[] }[];
  readonly environment: Environment;
  /** Where the commands are to be started. */
  readonly directory: string;
  stop(): Promise<void>;
}

const here = dirname(fileURLToPath(import.meta.url));

/** Puts ports, paths and a proxy together. With one command its own settings are in `environment`, else in front of it. */
export async function prepare(found: Case): Promise<Prepared> {
  const [listen = 0, front = 0, queue = 0] = await ownPorts(3);
  const proxy = found.proxy === undefined ? undefined : await proxies[found.proxy](front, listen);
  const silent = found.elsewhere === undefined ? undefined : await startSilent();
  const shared: Environment = {
    HOME: '/tmp',
    PYTHONDONTWRITEBYTECODE: '1',
    LISTEN_PORT: String(listen),
    STOCK_PORT: String(proxy === undefined ? listen : front),
    QUEUE_PORT: String(queue),
    ELSEWHERE_PORT: String(silent?.port ?? (await closedPort())),
    ...(found.protocol === 'default' ? {} : { OTEL_EXPORTER_OTLP_PROTOCOL: found.protocol }),
    OTEL_NODE_RESOURCE_DETECTORS: 'env,host,process',
    ...found.environment,
  };
  const directory = found.applications.some(({ language }) => language === 'js') ? jsDirectory() : here;
  const [only, ...others] = found.applications;
  const alone = only !== undefined && others.length === 0;
  return {
    commands: found.applications.map((application) => ({
      name: application.name,
      argv: alone
        ? argvOf(application)
        : [
            'env',
            ...Object.entries(application.environment).map((pair) => pair.join('=')),
            ...argvOf(application),
          ],
    })),
    environment: alone ? { ...shared, ...only.environment } : shared,
    directory,
    stop: async () => void (await Promise.all([proxy?.stop(), silent?.stop()])),
  };
}

function argvOf({ language, instrumented, file, args }: Application): readonly string[] {
  if (language === 'go') return [requirePart('go-apps'), file, ...args];
  if (language === 'js') {
    return [process.execPath, ...instrumented.flatMap((module) => ['--require', module]), file, ...args];
  }
  const python = requirePart('python-apps');
  const before = instrumented.map((program) => join(dirname(python), program));
  return [...before, python, join(here, 'python', file), ...args];
}

/** The applications of Node beside the packages that `.ci/parts` installed: Node looks for those above a file. */
function jsDirectory(): string {
  const directory = temporaryDirectory('js-apps');
  mkdirSync(directory, { recursive: true });
  cpSync(join(here, 'js'), directory, { recursive: true });
  symlinkSync(requirePart('js-apps'), join(directory, 'node_modules'));
  return directory;
}

const proxies: Readonly<
  Record<NonNullable<Case['proxy']>, (port: number, to: number) => Promise<{ stop(): Promise<void> }>>
> = {
  passing: (port, to) => startProxy(port, to, []),
  stripping: (port, to) => startProxy(port, to, ['traceparent', 'tracestate']),
  nginx: (port, to) =>
    startNginx(
      () => `server {
        listen ${loopback}:${port};
        location / { proxy_pass http://${loopback}:${to}; proxy_set_header traceparent ""; }
      }`,
      { port },
    ),
};

/** A reverse proxy that leaves some headers out. */
async function startProxy(
  port: number,
  to: number,
  without: readonly string[],
): Promise<{ stop(): Promise<void> }> {
  const server = createServer((incoming, answer) => {
    const headers = Object.fromEntries(
      Object.entries(incoming.headers).filter(([name]) => !without.includes(name)),
    );
    const options = { host: loopback, port: to, path: incoming.url, method: incoming.method, headers };
    const outgoing = request(options, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    outgoing.on('error', () => answer.writeHead(502).end());
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => {
    server.listen(port, loopback, resolve);
  });
  if (portOf(server) !== port) throw new Error('the proxy listens elsewhere');
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Takes connections and never answers. */
async function startSilent(): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, loopback, resolve);
  });
  return {
    port: portOf(server),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
