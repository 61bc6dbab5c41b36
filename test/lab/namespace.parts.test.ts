import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sendWithJs } from '../sdk/senders.ts';
import { startCollector } from './collector.ts';
import { addBlackHole, containerHostname, type Namespace, withNamespaces } from './namespace.ts';
import { describeWith } from './parts.ts';
import { temporaryDirectory } from './ports.ts';
import { startIn } from './start-in.ts';

/** What a connection from inside a namespace comes to; `nothing` when nothing happens for so long. */
async function attempt(namespace: Namespace, host: string, port: number, patience = 10_000): Promise<string> {
  const program = `
    const socket = require('node:net').connect(${port}, '${host}');
    socket.once('connect', () => done('connected')).once('error', (error) => done(error.code));
    setTimeout(() => done('nothing'), ${patience});
    function done(what) { console.log(what); process.exit(0); }`;
  const { stdout, stderr } = await namespace.run(process.execPath, ['-e', program]);
  return (stdout + stderr).trim();
}

describeWith(['ip', 'otelcol'], 'network namespaces', () => {
  it('have a loopback of their own', () =>
    withNamespaces(2, async ([application, host], [link]) => {
      const collector = await startCollector({ grpcPort: 4317, httpPort: 4318 }, host?.launch);
      try {
        expect(await attempt(host as Namespace, '127.0.0.1', 4317)).toBe('connected');
        expect(await attempt(application as Namespace, '127.0.0.1', 4317)).toBe('ECONNREFUSED');
        expect(await attempt(application as Namespace, link?.second ?? '', 4317)).toBe('ECONNREFUSED');
      } finally {
        await collector.stop();
      }
    }));

  it('reach each other over their link', () =>
    withNamespaces(2, async ([application, host], [link]) => {
      const address = link?.second ?? '';
      const collector = await startCollector({ host: address, httpPort: 4318 }, host?.launch);
      try {
        const sent = await sendWithJs(
          { OTEL_EXPORTER_OTLP_ENDPOINT: `http://${address}:4318` },
          application?.launch,
        );
        expect(await collector.waitForTrace(sent.traceId)).toMatchObject({ serviceName: 'otel-doctor-test' });
      } finally {
        await collector.stop();
      }
    }));

  it('run the endpoints of the lab', () =>
    withNamespaces(1, async ([only]) => {
      const namespace = only as Namespace;
      const endpoint = await startIn(namespace.launch, { kind: 'silent', port: 4317 });
      expect(await attempt(namespace, '127.0.0.1', 4317)).toBe('connected');
      await endpoint.stop();
      expect(await attempt(namespace, '127.0.0.1', 4317)).toBe('ECONNREFUSED');
    }));

  it('have black holes and unreachable networks', () =>
    withNamespaces(1, async ([only]) => {
      const namespace = only as Namespace;
      expect(await attempt(namespace, await addBlackHole(namespace), 4317, 500)).toBe('nothing');
      expect(await attempt(namespace, '192.0.2.1', 4317)).toBe('ENETUNREACH');
    }));

  it('show one process other files', () =>
    withNamespaces(1, async ([only]) => {
      const hosts = join(temporaryDirectory('hosts'), 'hosts');
      writeFileSync(hosts, '192.0.2.7 collector\n');
      const { id, file } = containerHostname();
      const binds = { '/etc/hosts': hosts, '/etc/hostname': file };
      const seen = await only?.run('cat', ['/etc/hosts', '/proc/self/mountinfo'], { binds });
      expect(seen?.stdout).toContain('192.0.2.7 collector');
      expect(seen?.stdout).toMatch(new RegExp(`/docker/containers/${id}/hostname /etc/hostname `));
    }));
});
