import { expect, test } from 'vitest';
import { withUsualProtocol } from '../../src/prove/with-protocol.ts';
import { environmentLayer, mergeLayers } from '../../src/resolve/layers.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import { findSdk } from '../../src/resolve/sdks/index.ts';
import { spec } from '../../src/resolve/sdks/spec.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const PROTOCOL = 'OTEL_EXPORTER_OTLP_PROTOCOL';

const wider = (sdkName: string, settings: Readonly<Record<string, string>>, meant: string) => {
  const sdk = findSdk(sdkName) ?? spec;
  const environment = mergeLayers([environmentLayer(settings)]);
  const [target] = resolve(environment, sdk, ['traces']).resolution.targets;
  if (target === undefined) throw new Error('no target');
  const fix = { title: 'Write it so', env: { [ENDPOINT]: meant }, proven: false };
  const found = withUsualProtocol(fix, target, { environment, sdk, states: () => ({}) });
  return found !== null && 'env' in found ? found.env : null;
};

test.each([
  ['js', { [ENDPOINT]: 'localhost:4317' }, 'http://localhost:4317', 'grpc'],
  ['python', { [ENDPOINT]: '"http://localhost:4318"' }, 'http://localhost:4318', 'http/protobuf'],
  ['js', { [ENDPOINT]: 'localhost:4317', [PROTOCOL]: 'http/json' }, 'http://localhost:4317', 'grpc'],
])('%s with %j is sent to %s in the protocol of that port, too', (sdk, settings, meant, protocol) => {
  expect(wider(sdk, settings, meant)).toEqual({ [ENDPOINT]: meant, [PROTOCOL]: protocol });
});

test.each([
  ['js', { [ENDPOINT]: 'localhost:4318' }, 'http://localhost:4318'],
  ['js', { [ENDPOINT]: 'localhost:8080' }, 'http://localhost:8080'],
  ['python', { [ENDPOINT]: 'localhost:4317' }, 'http://localhost:4317'],
])('%s with %j has nothing to add to %s', (sdk, settings, meant) => {
  expect(wider(sdk, settings, meant)).toBeNull();
});
