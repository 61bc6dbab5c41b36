import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { scan } from '../../../src/jobs/scan/scan.ts';
import { temporaryDirectory } from '../../lab/ports.ts';

const FILES = [
  [
    'envoy.yaml',
    'tracing: { provider: { name: envoy.tracers.opentelemetry, typed_config: { grpc_service: {} } } }\n',
    'no address is found in it',
  ],
  ['vector.toml', '[sources.in]\ntype = "opentelemetry"\n', 'Vector'],
  ['fluent-bit.conf', '[INPUT]\n    Name opentelemetry\n    Port 4318\n', 'Fluent Bit'],
  ['tools/settings.toml', 'OTEL_EXPORTER_OTLP_ENDPOINT = "http://localhost:4318"\n', 'TOML'],
] as const;

test('a list of variables that Compose refuses is told, and its unit is not passed', async () => {
  const root = temporaryDirectory('refused');
  writeFileSync(
    join(root, 'compose.yaml'),
    'services:\n  api:\n    image: api\n    environment:\n      - OTEL_SERVICE_NAME=api\n      - OTEL_EXPORTER_OTLP_HEADERS=Authorization: Basic abc\n',
  );
  const { report } = await scan({ paths: [root], sdk: null });
  expect(report.verdict).toBe('inconclusive');
  expect(JSON.stringify(report.units)).toContain('compose.yaml:6 cannot be read');
});

test.each(FILES)('%s is told as not read, and its unit is not passed', async (name, text, kind) => {
  const root = temporaryDirectory('unread');
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
  const { report } = await scan({ paths: [root], sdk: null });
  expect(report.verdict).toBe('inconclusive');
  expect(JSON.stringify(report.units)).toMatch(
    new RegExp(kind === 'no address is found in it' ? kind : `${kind}.*not read yet`),
  );
});
