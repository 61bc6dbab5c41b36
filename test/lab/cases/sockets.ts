import { join } from 'node:path';
import { startUnixSocket } from '../endpoints/unix-socket.ts';
import { temporaryDirectory } from '../ports.ts';
import { type Case, healthy, repairable, unrepairable } from './case.ts';
import type { Lab } from './lab.ts';
import { otlp } from './settings.ts';

const throughSocket = async (lab: Lab, more: Readonly<Record<string, string>>) => {
  const collector = await lab.collector();
  const socket = await startUnixSocket(collector.grpcPort);
  const environment = otlp('grpc', `unix://${socket.path}`, more);
  return { collector, environment, stop: socket.stop };
};

/** Receivers behind a Unix socket instead of a port. */
export const socketCases: readonly Case[] = [
  healthy('grpc, a Unix socket', (lab) => throughSocket(lab, { OTEL_EXPORTER_OTLP_INSECURE: 'true' }), {
    sdks: ['python', 'js'],
  }),
  healthy(
    'grpc, a target with the name of its resolver',
    async (lab) => {
      const collector = await lab.collector();
      const environment = otlp('grpc', `dns:///localhost:${collector.grpcPort}`, {
        OTEL_EXPORTER_OTLP_INSECURE: 'true',
      });
      return { collector, environment, args: ['--sdk', 'python'] };
    },
    { sdks: ['python'] },
  ),
  repairable(
    'tls/plaintext-server',
    'a Unix socket, without INSECURE',
    async (lab) => ({
      ...(await throughSocket(lab, {})),
      args: ['--sdk', 'js'],
    }),
    { sdks: ['js'], sets: ['OTEL_EXPORTER_OTLP_INSECURE'] },
  ),
  unrepairable('network/socket-unreachable', 'no socket of that name', async () => ({
    environment: otlp('grpc', `unix://${join(temporaryDirectory('socket'), 'missing.sock')}`, {
      OTEL_EXPORTER_OTLP_INSECURE: 'true',
    }),
  })),
];
