import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TreeNode } from '../../../src/model/trace-tree.ts';
import type { SpanRecord } from '../../../src/telemetry/span-record.ts';
import { treeOf } from '../../../src/telemetry/traces/tree.ts';
import { BEGIN, server, span, times } from './builders.ts';

const tree = (spans: readonly SpanRecord[]) => treeOf(spans, (id) => `service ${id}`);

/** All nodes with their depths, without recursion. */
const nodesOf = (
  roots: readonly TreeNode[],
): readonly { readonly node: TreeNode; readonly depth: number }[] => {
  const found = roots.map((node) => ({ node, depth: 1 }));
  for (const { node, depth } of found)
    for (const child of node.children) found.push({ node: child, depth: depth + 1 });
  return found;
};

const chain = (length: number): readonly SpanRecord[] => {
  const spans = [span(0, 1)];
  for (let index = 1; index < length; index += 1) {
    const parent = spans.at(-1);
    spans.push(span(index, 1, parent ? { parent } : {}));
  }
  return spans;
};

describe('a tree', () => {
  test('shows spans under their parents in the order of their start', () => {
    const root = span(10, 100, { name: 'root' });
    const call = span(20, 40, { parent: root, name: 'call' });
    const answer = server(25, 30, { parent: call, service: 'b' });
    const first = span(12, 2, { parent: root, name: 'first' });
    const shown = tree([answer, call, first, root]);
    expect(shown).toMatchObject({
      traceId: root.traceId,
      startMs: BEGIN + 10,
      durationMs: 100,
      services: ['service b', 'service a'],
      spans: 4,
      omitted: 0,
      roots: [
        {
          name: 'root',
          offsetMs: 0,
          orphan: false,
          children: [
            { name: 'first', offsetMs: 2, durationMs: 2, children: [] },
            { name: 'call', children: [{ name: 'GET /items', kind: 'server', service: 'service b' }] },
          ],
        },
      ],
    });
  });

  test('marks spans whose parent did not arrive', () => {
    expect(tree([span(0, 1, { parentSpanId: 'gone' })]).roots).toMatchObject([{ orphan: true }]);
  });

  test('shows parents in a circle from the earliest on', () => {
    const one = span(5, 5, { traceId: 't', spanId: '1', parentSpanId: '2', name: 'one' });
    const two = span(3, 5, { traceId: 't', spanId: '2', parentSpanId: '1', name: 'two' });
    const self = span(9, 5, { traceId: 't', spanId: '3', parentSpanId: '3', name: 'self' });
    expect(tree([one, two, self])).toMatchObject({
      omitted: 0,
      roots: [{ name: 'two', children: [{ name: 'one', children: [] }] }, { name: 'self' }],
    });
  });

  test('of nothing is empty', () => {
    expect(tree([])).toMatchObject({ spans: 0, durationMs: 0, roots: [] });
  });

  test('takes control characters out of names', () => {
    expect(tree([span(0, 1, { name: 'a\u001b[2Jb' })]).roots[0]?.name).toBe('a [2Jb');
  });

  test('of 5,000 spans in a chain is cut in depth', () => {
    const shown = tree(chain(5_000));
    const nodes = nodesOf(shown.roots);
    expect(Math.max(...nodes.map(({ depth }) => depth))).toBe(64);
    expect([shown.spans, shown.omitted]).toEqual([5_000, 5_000 - nodes.length]);
  });

  test('of 5,000 children is cut in width', () => {
    const root = span(0, 1);
    const shown = tree([root, ...times(5_000, (index) => span(index, 1, { parent: root }))]);
    expect([shown.roots[0]?.children.length, shown.omitted]).toEqual([100, 4_900]);
  });

  test('of any spans is bounded and counts every span once', () => {
    const id = fc.constantFrom(...times(40, String));
    fc.assert(
      fc.property(fc.array(fc.tuple(id, fc.oneof(fc.constant(''), id)), { maxLength: 80 }), (rows) => {
        const spans = rows.map(([spanId, parentSpanId], at) =>
          span(at, 1, { traceId: 't', spanId, parentSpanId }),
        );
        const shown = tree(spans);
        const nodes = nodesOf(shown.roots);
        expect(shown.spans).toBe(new Set(rows.map(([spanId]) => spanId)).size);
        expect(new Set(nodes.map(({ node }) => node.spanId)).size).toBe(nodes.length);
        expect(shown.omitted).toBe(shown.spans - nodes.length);
        expect(shown.omitted).toBe(0);
      }),
    );
  });
});
