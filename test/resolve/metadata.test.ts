import { expect, test } from 'vitest';
import { goHeaders } from '../../src/resolve/header-lists/go.ts';
import { javaHeaders } from '../../src/resolve/header-lists/java.ts';
import { jsHeaders } from '../../src/resolve/header-lists/js.ts';
import { pythonHeaders } from '../../src/resolve/header-lists/python.ts';
import { repairList } from '../../src/resolve/header-lists/repair.ts';
import { specHeaders } from '../../src/resolve/header-lists/spec.ts';
import { environmentLayer, mergeLayers } from '../../src/resolve/layers.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import { findSdk } from '../../src/resolve/sdks/index.ts';
import { spec } from '../../src/resolve/sdks/spec.ts';

const readers = { go: goHeaders, java: javaHeaders, js: jsHeaders, python: pythonHeaders, spec: specHeaders };

test.each([
  ['python', 'x-a=ab%00cd', 'control-character'],
  ['python', 'x-a=ab%E2%80%A6cd', 'not-ascii'],
  ['spec', 'authorization=Bearer TOKEN\u200b', 'not-ascii'],
  ['spec', 'x-a=ab%07cd', 'control-character'],
  ['js', 'connection=close', 'connection-header'],
  ['js', 'keep-alive=5', 'connection-header'],
  ['js', 'Transfer-Encoding=gzip', 'connection-header'],
  ['js', 'upgrade=h2c', 'connection-header'],
  ['go', 'connection=close', 'connection-header'],
  ['python', 'connection=close', 'connection-header'],
] as const)('%s cannot send %s as metadata of gRPC', (name, list, detail) => {
  expect(readers[name](list, true).failure).toEqual({ effect: 'sends-nothing', detail });
});

test.each(['python', 'spec'] as const)('%s sends printable ASCII over gRPC', (name) => {
  expect(readers[name]('x-a=a~%20b', true)).toEqual({ headers: { 'x-a': 'a~ b' }, failure: null });
});

test.each([
  ['java', 'connection=close'],
  ['go', 'keep-alive=5'],
  ['python', 'transfer-encoding=gzip'],
  ['python', 'upgrade=h2c'],
  ['js', 'te=gzip'],
  ['js', 'host=foo'],
] as const)('%s was seen to deliver with %s over gRPC', (name, list) => {
  expect(readers[name](list, true).failure).toBeNull();
});

test('over HTTP these are headers as others', () => {
  for (const read of Object.values(readers)) expect(read('keep-alive=5', false).failure).toBeNull();
});

const remarksOf = (sdk: string, list: string, protocol = 'http/protobuf') =>
  resolve(
    mergeLayers([
      environmentLayer({ OTEL_EXPORTER_OTLP_PROTOCOL: protocol, OTEL_EXPORTER_OTLP_HEADERS: list }),
    ]),
    findSdk(sdk) ?? spec,
    ['traces'],
  )
    .resolution.targets.flatMap(({ problems }) => problems)
    .filter(({ code }) => code === 'config/headers-malformed')
    .map(({ detail }) => detail);

test.each([
  ['js', 'content-length=5', 'message-header'],
  ['js', 'Transfer-Encoding=gzip', 'message-header'],
  ['js', 'content-type=text/plain', 'own-header'],
  ['python', 'content-type=application/json', 'message-header'],
  ['python', 'content-type=application/x-protobuf'],
  ['python', 'content-length=5', 'own-header'],
  ['go', 'transfer-encoding=gzip', 'own-header'],
  ['java', 'content-encoding=gzip', 'message-header'],
  ['rust', 'content-encoding=identity'],
  // Not measured, so nothing is said.
  ['ruby', 'content-type=text/plain'],
])('%s with %s over HTTP is told as %s, and nothing over gRPC', (sdk, list, detail?: string) => {
  expect(remarksOf(sdk, list)).toEqual(detail === undefined ? [] : [detail]);
  expect(remarksOf(sdk, list, 'grpc')).not.toContain(detail);
});

test('a repaired list is one without what the exporter says itself', () => {
  const read = (list: string) => pythonHeaders(list, false);
  expect(repairList('content-type=application/json,x-a=b', read)).toBe('x-a=b');
  expect(repairList('content-type=application/json', read)).toBe('');
  expect(repairList('x-a=b', read)).toBeNull();
});
