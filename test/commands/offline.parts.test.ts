import net from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loopback, portOf, temporaryDirectory } from '../lab/ports.ts';
import { run } from '../lab/process.ts';

const CLI = process.env['OTEL_DOCTOR_CLI'] ?? join(import.meta.dirname, '../../dist/cli.js');

/** Runs the doctor offline against a server that counts who comes. */
const offline = async (change: Readonly<Record<string, string>>) => {
  let connections = 0;
  const server = net.createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, loopback, resolve));
  const { exitCode, stdout } = await run(process.execPath, [CLI, '--offline', '--format', 'json'], {
    directory: temporaryDirectory('offline'),
    environment: {
      PATH: process.env['PATH'] ?? '',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://${loopback}:${portOf(server)}`,
      ...change,
    },
  });
  server.close();
  return { connections, exitCode, report: JSON.parse(stdout) };
};

test('settings that cannot work are found without a connection', async () => {
  const { connections, exitCode, report } = await offline({ OTEL_SDK_DISABLED: 'true' });
  expect(connections).toBe(0);
  expect(exitCode).toBe(1);
  expect(report.rootCause.code).toBe('config/sdk-disabled');
  expect(report.rootCause.fixes[0]).toMatchObject({ proven: false, unproven: 'not tried: --offline' });
});

test('settings without a fault are not called healthy', async () => {
  const { connections, exitCode, report } = await offline({});
  expect(connections).toBe(0);
  expect(exitCode).toBe(2);
  expect(report.verdict).toBe('inconclusive');
  expect(report.routes).toEqual([]);
});
