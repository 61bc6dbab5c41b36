import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { scan } from '../../../src/jobs/scan/scan.ts';
import { temporaryDirectory } from '../../lab/ports.ts';

const COLLECTOR =
  'receivers:\n  otlp:\n    protocols:\n      grpc: {}\nexporters:\n  otlp_grpc:\n    endpoint: "<your-endpoint>"\nservice:\n  pipelines:\n    traces: { receivers: [otlp], exporters: [otlp_grpc] }\n';

const CASES = [
  [
    'app.env',
    'OTEL_SERVICE_NAME=shop\nOTEL_EXPORTER_OTLP_ENDPOINT=YOUR_OTLP_ENDPOINT\n',
    'config/value-unexpanded',
  ],
  [
    'app.env',
    'OTEL_SERVICE_NAME=shop\nOTEL_EXPORTER_OTLP_ENDPOINT=https://<your-endpoint>:443\n',
    'config/value-unexpanded',
  ],
  ['gateway.yaml', COLLECTOR, 'pipeline/config-invalid'],
  ['values.yaml', `config:\n  ${COLLECTOR.trimEnd().replaceAll('\n', '\n  ')}\n`, 'pipeline/config-invalid'],
] as const;

test.each(CASES)('%s with a placeholder for a person has one warning', async (name, text, code) => {
  const root = temporaryDirectory('open');
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
  const { report } = await scan({ paths: [root], sdk: null });
  const told = report.findings.filter(({ severity }) => severity !== 'info');
  expect(told.map(({ severity, code }) => [severity, code])).toEqual([['warning', code]]);
  expect(told[0]?.summary).toContain('placeholder');
});
