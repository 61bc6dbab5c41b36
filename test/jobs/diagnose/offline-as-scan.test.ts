import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/jobs/diagnose/diagnose.ts';
import { scan } from '../../../src/jobs/scan/scan.ts';
import type { Report } from '../../../src/model/report.ts';
import { environmentLayer, mergeLayers } from '../../../src/resolve/layers.ts';
import { findSdk } from '../../../src/resolve/sdks/index.ts';
import { temporaryDirectory } from '../../lab/ports.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const TRACES = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT';
const HTTP = { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' };
const GRPC = { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' };
const HEADERS = 'OTEL_EXPORTER_OTLP_HEADERS';
const ratio = (arg: string) => ({ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: arg });

/** Faults of settings, whatever the receiver is. */
const FAULTS: readonly Readonly<Record<string, string>>[] = [
  { [ENDPOINT]: 'http://collector.example:4318/v1/traces', ...HTTP },
  { [ENDPOINT]: 'http://localhost:4318/v1/metrics', ...HTTP },
  { [TRACES]: 'http://collector.example:4318', ...HTTP },
  { [ENDPOINT]: 'http://collector.example:4318', ...GRPC },
  { [ENDPOINT]: 'http://collector.example:4317', ...HTTP },
  { [ENDPOINT]: 'http://collector.example:4318' },
  { [ENDPOINT]: 'http://collector.example:4317' },
  { [ENDPOINT]: 'collector:4317' },
  { [ENDPOINT]: 'collector:4318', ...HTTP },
  { [ENDPOINT]: 'http:/collector:4317' },
  { [ENDPOINT]: 'ftp://collector:4317' },
  { [ENDPOINT]: 'http://collector:99999' },
  { [ENDPOINT]: 'http://$(NODE_IP):4317' },
  { [ENDPOINT]: 'http://collector:4317/v1/traces', ...GRPC },
  { [ENDPOINT]: 'https://someone:word@collector:4317' },
  { [ENDPOINT]: 'https://collector:4318?x=1', ...HTTP },
  { [ENDPOINT]: 'https://collector:4317', OTEL_EXPORTER_OTLP_INSECURE: 'true' },
  { [ENDPOINT]: 'https://api.honeycomb.io' },
  { [ENDPOINT]: 'http://api.honeycomb.io:443' },
  { [ENDPOINT]: 'https://otlp-gateway-prod-eu-west-0.grafana.net' },
  { [ENDPOINT]: 'https://otlp-gateway-prod-eu-west-0.grafana.net/otlp', ...GRPC },
  { [ENDPOINT]: 'https://otlp.nr-data.net', ...GRPC },
  { [ENDPOINT]: 'https://trace.agent.datadoghq.com', ...HTTP },
  { OTEL_EXPORTER_OTLP_ENDPIONT: 'http://collector:4318' },
  { otel_exporter_otlp_endpoint: 'http://collector:4318' },
  { OTEL_ENDPOINT: 'http://collector:4318' },
  { [HEADERS]: 'authorization: Bearer x' },
  { [HEADERS]: 'authorization=' },
  { [HEADERS]: 'a=b;c=d' },
  { OTEL_TRACES_EXPORTER: 'none' },
  { OTEL_TRACES_EXPORTER: 'console' },
  { OTEL_TRACES_EXPORTER: 'zipkin' },
  { OTEL_TRACES_EXPORTER: 'jaeger' },
  { OTEL_SDK_DISABLED: 'true' },
  { OTEL_SDK_DISABLED: '1' },
  { OTEL_TRACES_SAMPLER: 'always_off' },
  { OTEL_TRACES_SAMPLER: 'sometimes' },
  { OTEL_TRACES_SAMPLER: 'traceidratio' },
  ratio('0'),
  ratio('50'),
  ratio('0.0001'),
  { OTEL_PROPAGATORS: 'none' },
  { OTEL_PROPAGATORS: 'w3c' },
  { OTEL_PROPAGATORS: 'b3' },
  { OTEL_RESOURCE_ATTRIBUTES: 'a,b=c' },
  { OTEL_RESOURCE_ATTRIBUTES: 'service.name=a', OTEL_SERVICE_NAME: 'b' },
  { OTEL_EXPORTER_OTLP_TIMEOUT: '10s' },
  { OTEL_EXPORTER_OTLP_COMPRESSION: 'zip' },
  { OTEL_EXPORTER_OTLP_PROTOCOL: 'http' },
  { OTEL_BSP_MAX_QUEUE_SIZE: '0' },
  { OTEL_BSP_SCHEDULE_DELAY: 'x' },
];

const sdkOf = (name: string) => {
  const sdk = findSdk(name);
  if (sdk === undefined) throw new Error(`no SDK ${name}`);
  return sdk;
};

const codesOf = ({ findings }: Report): readonly string[] => [...new Set(findings.map(({ code }) => code))];

const byFile = async (settings: Readonly<Record<string, string>>, sdk: string): Promise<Report> => {
  const directory = temporaryDirectory('as-scan');
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  writeFileSync(join(directory, 'app.env'), `${lines.join('\n')}\n`);
  return (await scan({ paths: [directory], sdk: sdkOf(sdk), patches: false })).report;
};

const offline = async (settings: Readonly<Record<string, string>>, sdk: string): Promise<Report> => {
  const { report } = await diagnose({
    ...{ environment: mergeLayers([environmentLayer(settings)]), sdk: sdkOf(sdk), sdkChosenBy: 'flag' },
    ...{ signals: ['traces'], timeoutMs: null, offline: true },
  });
  return report;
};

describe.each(['spec', 'js', 'python', 'java', 'go', 'dotnet'])('settings as %s reads them', (sdk) => {
  test.each(FAULTS)('what scan says of %j the main job says without sending', async (settings) => {
    const ofFile = codesOf(await byFile(settings, sdk));
    expect(codesOf(await offline(settings, sdk))).toEqual(expect.arrayContaining([...ofFile]));
  });
});

test('a path that the SDK doubles is an error without anything being sent', async () => {
  const report = await offline({ [ENDPOINT]: 'http://collector.example:4318/v1/traces', ...HTTP }, 'js');
  expect(report.verdict).toBe('unhealthy');
  expect(report.rootCause?.code).toBe('endpoint/path-doubled');
  expect(report.rootCause?.fixes[0]).toMatchObject({ env: { [ENDPOINT]: 'http://collector.example:4318' } });
});

test('a doubt stands in the first words', async () => {
  const report = await offline({ [ENDPOINT]: 'http://collector.example:4318', ...GRPC }, 'js');
  expect(report.verdict).toBe('inconclusive');
  expect(report.summary).toContain('gRPC goes to port 4318');
});

test('a backend that wants a credential is told without one, and not where a header is set', async () => {
  const honeycomb = { [ENDPOINT]: 'https://api.honeycomb.io', ...HTTP, OTEL_SERVICE_NAME: 'shop' };
  const report = await offline(honeycomb, 'js');
  expect(codesOf(report)).toEqual(['auth/missing']);
  expect(report.summary).toContain('Honeycomb');
  expect(codesOf(await offline({ ...honeycomb, [HEADERS]: 'x-honeycomb-team=abc' }, 'js'))).toEqual([]);
});

test('a host that only looks like one of a backend is not called one', async () => {
  const report = await offline({ [ENDPOINT]: 'http://collector.example:4318', ...HTTP }, 'js');
  expect(codesOf(report)).toEqual(['config/service-name-missing']);
});
