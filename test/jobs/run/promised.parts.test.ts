import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../../src/jobs/run/run.ts';
import { startReceiver } from '../../../src/receiver/receiver.ts';
import { requirePart } from '../../lab/find-part.ts';
import { describeWith } from '../../lab/parts.ts';
import { loopback, temporaryDirectory } from '../../lab/ports.ts';

/** A program that knows the HTTP exporter alone, whatever the variable says. */
const PROGRAM = `from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)
trace.get_tracer("a").start_span("work").end()
`;

const reportOf = async (environment: Readonly<Record<string, string>>) => {
  const directory = temporaryDirectory('promised');
  mkdirSync(join(directory, '.git'));
  writeFileSync(join(directory, 'app.py'), PROGRAM);
  const argv = [requirePart('python-apps'), 'app.py'];
  const own = { PATH: process.env.PATH ?? '', PYTHONDONTWRITEBYTECODE: '1', OTEL_SERVICE_NAME: 'shop' };
  const { report } = await run(
    {
      commands: [{ id: 'a1', name: 'app.py', argv, environment: { ...own, ...environment }, driver: false }],
      surroundings: {
        ...{ directory, sdk: null, forward: true, alone: true },
        terminal: { stdin: false, stdout: false },
      },
      ...{ sdkChosenBy: 'project', forMs: null, maxSpans: 1_000 },
    },
    {},
  );
  return report;
};

describeWith(['python-apps'], 'a program that speaks another protocol than its settings say', () => {
  test('is told, and what it sends is passed on as it came', async () => {
    const upstream = await startReceiver({ host: loopback, grpcPort: 0, httpPort: 0 });
    const endpoint = `http://${loopback}:${upstream.grpcPort}`;
    const report = await reportOf({
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    });
    await upstream.stop();
    expect(report.rootCause?.code).toBe('telemetry/protocol-differs');
    expect(report.rootCause?.summary).toContain(
      'sends http/protobuf, although OTEL_EXPORTER_OTLP_PROTOCOL says grpc',
    );
    // A port of gRPC refuses what comes over HTTP: alone the program would lose it.
    expect(report.findings.map(({ code }) => code)).toContain('telemetry/forward-failed');
  });

  test('is no fault where it agrees with them, or they do not say it', async () => {
    const upstream = await startReceiver({ host: loopback, grpcPort: 0, httpPort: 0 });
    const endpoint = `http://${loopback}:${upstream.httpPort}`;
    for (const environment of [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' }, {}] as const) {
      const report = await reportOf({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, ...environment });
      expect(report.findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
      expect(report.telemetry?.forward.map(({ delivered, url }) => [delivered, url])).toContainEqual([
        1,
        endpoint,
      ]);
    }
    await upstream.stop();
  });
});
