import { expect, test } from 'vitest';
import { pythonHeaders } from '../../src/resolve/header-lists/python.ts';
import { specHeaders } from '../../src/resolve/header-lists/spec.ts';

const readers = { python: pythonHeaders, spec: specHeaders };

test.each([
  ['python', 'x-a=ab%00cd', 'control-character'],
  ['python', 'x-a=ab%E2%80%A6cd', 'not-ascii'],
  ['spec', 'authorization=Bearer TOKEN\u200b', 'not-ascii'],
  ['spec', 'x-a=ab%07cd', 'control-character'],
] as const)('%s cannot send %s as metadata of gRPC', (name, list, detail) => {
  expect(readers[name](list, true).failure).toEqual({ effect: 'sends-nothing', detail });
});

test.each(['python', 'spec'] as const)('%s sends printable ASCII over gRPC', (name) => {
  expect(readers[name]('x-a=a~%20b', true)).toEqual({ headers: { 'x-a': 'a~ b' }, failure: null });
});
