import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Endpoint } from './endpoints/endpoint.ts';
import type { Launch } from './process.ts';
import type { Order } from './serve.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** Starts an endpoint as a process of its own: in the network namespace whose `launch` is given. */
export async function startIn(start: Launch, order: Order): Promise<Endpoint> {
  const args = ['--import', 'tsx', join(here, 'serve.ts'), JSON.stringify(order)];
  const running = start(process.execPath, args, { directory: join(here, '..', '..') });
  await running.waitForOutput(/^serving /);
  const [, host = '', port] = /^serving (\S+) (\d+)/.exec(running.stdout()) ?? [];
  return { host, port: Number(port), stop: running.stop };
}
