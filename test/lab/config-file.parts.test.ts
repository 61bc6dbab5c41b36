import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { main } from '../../src/commands/main.ts';
import type { Report } from '../../src/model/report.ts';
import { reportSchema } from '../../src/report/schema.ts';
import { fakeSession } from '../kit/session.ts';
import { type Collector, startCollector } from './collector.ts';
import { describeWith } from './parts.ts';
import { closedPort, temporaryDirectory } from './ports.ts';

describeWith(['otelcol'], 'a configuration file and the real Collector', () => {
  let collector: Collector;

  beforeAll(async () => {
    collector = await startCollector();
  });
  afterAll(() => collector.stop());

  const write = (exporter: string, endpoint: string): string => {
    const path = join(temporaryDirectory('config-file'), 'otel.yaml');
    const lines = [
      'file_format: "1.1"',
      'resource: {attributes: [{name: service.name, value: from-file}]}',
      'tracer_provider:',
      '  processors:',
      '    - batch:',
      '        exporter:',
      `          ${exporter}:`,
      `            endpoint: ${endpoint}`,
      '            headers: [{name: api-key, value: hunter2}]',
    ];
    writeFileSync(path, lines.join('\n'));
    return path;
  };

  const diagnose = async (path: string, format: string): Promise<string> => {
    // The variable would lead astray if it counted.
    const environment = { OTEL_CONFIG_FILE: path, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' };
    const session = fakeSession({ environment });
    await main(['--signals', 'traces', '--timeout', '8s', '--format', format], session);
    expect(session.err()).toBe('');
    expect(session.out()).not.toContain('hunter2');
    return session.out();
  };
  const report = async (path: string): Promise<Report> =>
    reportSchema.parse(JSON.parse(await diagnose(path, 'json'))) as Report;

  it.each([
    ['otlp_http', () => `http://127.0.0.1:${collector.httpPort}/v1/traces`],
    ['otlp_grpc', () => `http://127.0.0.1:${collector.grpcPort}`],
  ])('is healthy over %s', async (exporter, endpoint) => {
    const { verdict, targets, findings } = await report(write(exporter, endpoint()));
    expect({ verdict, url: targets[0]?.url }).toMatchObject({ verdict: 'healthy' });
    const told = findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
    expect(told).toEqual(['config/file-overrides']);
    await collector.waitForTrace(targets[0]?.traceId ?? '');
  });

  it('names the line of a wrong port, and what to write there', async () => {
    const path = write('otlp_http', `http://127.0.0.1:${await closedPort()}/v1/traces`);
    const { verdict, rootCause } = await report(path);
    expect(verdict).toBe('unhealthy');
    expect(JSON.stringify(rootCause)).not.toMatch(/OTEL_EXPORTER/);
    const text = await diagnose(path, 'text');
    expect(text).toContain(`(${path}:8)`);
  });

  it('proves the protocol that the port speaks, and tells it in the keys of the file', async () => {
    const path = write('otlp_http', `http://127.0.0.1:${collector.grpcPort}/v1/traces`);
    const { rootCause } = await report(path);
    const [fix] = rootCause?.fixes ?? [];
    expect(fix).toMatchObject({ proven: true });
    expect(fix).not.toHaveProperty('env');
    expect(fix && 'text' in fix ? fix.text.split('\n') : []).toEqual(
      expect.arrayContaining([`In ${path}:7 write otlp_grpc: in place of otlp_http:`]),
    );
  });
});
