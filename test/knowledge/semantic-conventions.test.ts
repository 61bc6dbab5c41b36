import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as stable from '@opentelemetry/semantic-conventions';
import * as incubating from '@opentelemetry/semantic-conventions/incubating';
import { describe, expect, test } from 'vitest';
import { oldAttributes, renamingOf } from '../../src/findings/remedies/attributes.ts';
import {
  CONVENTIONS_VERSION,
  OTEL_NAMES,
  RENAMED,
  RENAMED_PREFIXES,
  STABLE_NAMES,
} from '../../src/knowledge/semantic-conventions.ts';
import { ROOT } from '../kit/sources.ts';

const PACKAGE = join(ROOT, 'node_modules/@opentelemetry/semantic-conventions');

/** Every name that the package has a constant for. */
const declared: ReadonlySet<unknown> = new Set(Object.values({ ...stable, ...incubating }));

/** Names that anyone meets who has followed the conventions for a while. */
const CLASSICS: Readonly<Record<string, readonly string[]>> = {
  'http.method': ['http.request.method'],
  'http.status_code': ['http.response.status_code'],
  'http.url': ['url.full'],
  'http.target': ['url.path', 'url.query'],
  'http.scheme': ['url.scheme'],
  'http.host': ['server.address', 'client.address', 'http.request.header.host'],
  'http.flavor': ['network.protocol.name', 'network.protocol.version'],
  'http.user_agent': ['user_agent.original'],
  'http.client_ip': ['client.address'],
  'net.peer.name': ['server.address', 'client.address'],
  'net.peer.port': ['server.port', 'client.port'],
  'net.peer.ip': ['network.peer.address'],
  'net.host.name': ['server.address'],
  'net.host.port': ['server.port'],
  'net.transport': ['network.transport'],
  'db.system': ['db.system.name'],
  'db.statement': ['db.query.text'],
  'db.operation': ['db.operation.name'],
  'db.name': ['db.namespace'],
  'db.sql.table': ['db.collection.name'],
  'db.user': [],
  'messaging.destination': ['messaging.destination.name'],
  'messaging.message_id': ['messaging.message.id'],
  'messaging.operation': ['messaging.operation.type'],
  'messaging.destination_kind': [],
  'rpc.system': ['rpc.system.name'],
  'rpc.grpc.status_code': ['rpc.status_code'],
  'code.function': ['code.function.name'],
  'code.filepath': ['code.file.path'],
  'code.lineno': ['code.line.number'],
  'code.namespace': ['code.function.name'],
  'deployment.environment': ['deployment.environment.name'],
  'telemetry.auto.version': ['telemetry.distro.version'],
  'faas.execution': ['faas.invocation.id'],
};

const IN_USE: readonly string[] = [
  'http.route',
  'http.request.method',
  'server.address',
  'enduser.id',
  'gen_ai.request.model',
  'exception.message',
  'service.name',
  'messaging.destination.name',
];

describe('what became of attribute names', () => {
  test.each(Object.entries(CLASSICS))('%s', (old, names) => {
    expect(renamingOf(old)?.names).toEqual(names);
  });

  test.each(IN_USE)('%s is in use', (name) => {
    expect(renamingOf(name)).toBeNull();
  });

  test.each(['state', 'exception.escaped', 'toString', 'constructor', ''])('%s says nothing', (name) => {
    expect(renamingOf(name)).toBeNull();
  });

  test('a name that has a key in it keeps the key', () => {
    expect(renamingOf('rpc.grpc.request.metadata.x-id')?.names).toEqual(['rpc.request.header.x-id']);
    expect(renamingOf('rpc.response.metadata.x')?.names).toEqual([
      'rpc.response.header.x',
      'rpc.response.trailer.x',
    ]);
  });

  test('only names that will not change again are stable', () => {
    expect(renamingOf('http.method')?.stable).toBe(true);
    expect(renamingOf('messaging.system')?.stable).toBe(false);
    expect(renamingOf('db.user')?.stable).toBe(false);
  });

  test('a scope that sends the new name too is changing', () => {
    const attribute = { on: 'span', count: 1, library: false, sample: null } as const;
    const old = { ...attribute, name: 'http.url', scope: 'shop' };
    const changing = (scope: string): readonly boolean[] =>
      oldAttributes([old, { ...attribute, name: 'url.full', scope }]).map((one) => one.changing);
    expect(changing('shop')).toEqual([true]);
    expect(changing('other')).toEqual([false]);
  });
});

describe('the generated data', () => {
  test('is of the release that is installed', () => {
    const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(CONVENTIONS_VERSION).toBe(version);
  });

  test('has every old name from the package, and none is its own replacement', () => {
    expect(Object.keys(RENAMED).length).toBeGreaterThan(150);
    expect(Object.keys(RENAMED).filter((old) => !declared.has(old))).toEqual([]);
    expect(Object.entries(RENAMED).filter(([old, next]) => next.split(' ').includes(old))).toEqual([]);
  });

  test('ends every chain: no replacement was replaced itself', () => {
    const again = Object.values(RENAMED).flatMap((next) =>
      next.split(' ').filter((name) => Object.hasOwn(RENAMED, name)),
    );
    expect(again).toEqual([]);
  });

  test('takes no sentence for a name', () => {
    const names = [...Object.values(RENAMED), ...Object.values(RENAMED_PREFIXES)].flatMap((next) =>
      next.split(' '),
    );
    expect(names.filter((name) => name !== '' && !/^[a-z][a-z\d_]*(\.[a-z\d_-]+)+$/.test(name))).toEqual([]);
  });

  test('has no stable name among the old ones', () => {
    expect(STABLE_NAMES.size).toBeGreaterThan(90);
    expect([...STABLE_NAMES].filter((name) => Object.hasOwn(RENAMED, name))).toEqual([]);
  });

  test('knows the names in the reserved namespace', () => {
    expect([...OTEL_NAMES]).toEqual(expect.arrayContaining(['otel.status_code', 'otel.scope.name']));
    expect([...OTEL_NAMES].filter((name) => !name.startsWith('otel.'))).toEqual([]);
  });
});
