import { expect, it } from 'vitest';
import { readHops } from '../../../src/jobs/collector/hop.ts';
import { setText } from '../../../src/jobs/collector/sources.ts';

const around = { readFile: () => null, lookup: () => undefined };

const whole = (path: string, endpoint: string) => ({
  path,
  text: `receivers: {otlp: {protocols: {grpc: {}}}}\nexporters: {otlp: {endpoint: "${endpoint}"}}\nservice: {pipelines: {traces: {receivers: [otlp], exporters: [otlp]}}}\n`,
});

const endpoints = (hops: ReturnType<typeof readHops>) =>
  hops.map(({ exporters }) =>
    exporters.map(({ layer }) => layer.values['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']?.value),
  );

it('takes whole configurations for Collectors one after the other', () => {
  const hops = readHops(
    [whole('agent.yaml', 'gateway:4317'), whole('gateway.yaml', 'tempo:4317')],
    [],
    around,
    false,
  );
  expect(endpoints(hops)).toEqual([['gateway:4317'], ['tempo:4317']]);
});

it('merges them where that is asked for', () => {
  const hops = readHops([whole('a.yaml', 'one:1'), whole('b.yaml', 'two:2')], [], around, true);
  expect(endpoints(hops)).toEqual([['two:2']]);
});

it('merges what is not whole over what is, and the settings of the command over both', () => {
  const over = { path: 'prod.yaml', text: 'exporters: {otlp: {compression: none}}\n' };
  const hops = readHops(
    [whole('a.yaml', 'one:1'), over],
    [setText('exporters.otlp.endpoint=two:2')],
    around,
    false,
  );
  expect(endpoints(hops)).toEqual([['two:2']]);
  expect(hops[0]?.exporters[0]?.layer.values['OTEL_EXPORTER_OTLP_TRACES_COMPRESSION']?.source).toMatchObject({
    path: 'prod.yaml',
  });
});

it('refuses a setting without a value', () => {
  expect(() => setText('exporters.otlp.endpoint')).toThrow('--set takes KEY=VALUE');
});
