import { expect, test } from 'vitest';
import type { TraceTree, TreeNode } from '../../../src/model/trace-tree.ts';
import { width } from '../../../src/report/screen/layout.ts';
import { treeLines } from '../../../src/report/screen/tree.ts';

const node = (name: string, change: Partial<TreeNode> = {}): TreeNode => ({
  spanId: 'eee19b7ec3c1b174',
  name,
  kind: 'internal',
  service: 'shop',
  offsetMs: 0,
  durationMs: 20,
  orphan: false,
  children: [],
  ...change,
});

const trace = (roots: readonly TreeNode[], change: Partial<TraceTree> = {}): TraceTree => ({
  traceId: '5b8efff798038103d269b633813fc60c',
  startMs: 0,
  durationMs: 20,
  services: ['shop', 'stock'],
  spans: roots.length,
  omitted: 0,
  roots,
  ...change,
});

test('start, duration, name, service and kind in columns', () => {
  const child = node('SELECT items', { kind: 'client', offsetMs: 1_250, durationMs: 3, service: 'stock' });
  const lines = treeLines(
    trace([node('GET /orders', { kind: 'server', children: [child] }), node('lost', { orphan: true })]),
    80,
  );
  expect(lines).toEqual([
    'trace 5b8efff798038103d269b633813fc60c: 2 spans of shop, stock, 20 ms',
    '  +0 ms  20 ms  GET /orders     shop, server',
    ' +1.3 s   3 ms    SELECT items  stock, client',
    '  +0 ms  20 ms  lost            shop, internal, parent missing',
  ]);
});

test.each([40, 80])('no row is wider than %i columns, whatever is in it', (columns) => {
  let deep = node('最も深い場所にあるとても長い名前のスパン');
  for (let depth = 0; depth < 60; depth += 1)
    deep = node(`level ${depth} ${'x'.repeat(depth)}`, {
      children: [deep],
      service: '在庫サービス'.repeat(4),
    });
  const lines = treeLines(trace([deep]), columns).slice(1);
  expect(lines).toHaveLength(61);
  expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(columns);
  expect(lines.at(-1)).toMatch(/\(60\)/);
});

test('a trace of 20,000 levels does not exhaust the stack', () => {
  let deep = node('leaf');
  for (let depth = 0; depth < 20_000; depth += 1) deep = node('level', { children: [deep] });
  expect(treeLines(trace([deep]), 80)).toHaveLength(20_002);
});

test('what is left out is counted, and hostile names stay on their line', () => {
  const lines = treeLines(
    trace([node('a\nb\u001b[2J'), node('')], { omitted: 1_200, services: ['a\u001b[31m'] }),
    80,
  );
  expect(lines.join('|')).not.toContain('\u001b');
  expect(lines[0]).toContain('of a?[31m');
  expect(lines[1]).toMatch(/a b\?\[2J/);
  expect(lines[2]).toContain('(without a name)');
  expect(lines.at(-1)).toBe('  and 1,200 spans more');
});
