import { once } from 'node:events';
import { connect } from 'node:net';
import { Worker } from 'node:worker_threads';
import { atEnd } from '../at-end.ts';
import { loopback } from '../ports.ts';
import type { Endpoint, Place } from './endpoint.ts';

/**
 * Never answers a connection's first packet, as a firewall that drops. It is a listener that accepts nothing, because
 * its thread sleeps, and whose queue is full: Linux then drops what else arrives. (In a network namespace
 * `addBlackHole` gives a whole address of that kind.)
 */
export async function startBlackHole(place: Place = {}): Promise<Endpoint> {
  const worker = new Worker(sleeper, {
    eval: true,
    workerData: { port: place.port ?? 0, host: place.host ?? loopback },
  });
  const [port] = (await once(worker, 'message')) as [number];
  const host = place.host ?? loopback;
  const fillers = await Promise.all([fill(port, host), fill(port, host), fill(port, host)]);
  const stop = async () => {
    callOff();
    for (const filler of fillers) filler.destroy();
    await worker.terminate();
  };
  const callOff = atEnd(() => void stop());
  return { host, port, stop };
}

const sleeper = `
const { createServer } = require('node:net');
const { parentPort, workerData } = require('node:worker_threads');
const server = createServer();
server.listen({ ...workerData, backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
`;

/** One connection that takes a place in the queue, or that waits for one in vain: what matters is that it tries. */
async function fill(port: number, host: string) {
  const socket = connect(port, host).unref();
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'connect'), new Promise((resolve) => setTimeout(resolve, 200))]);
  return socket;
}
