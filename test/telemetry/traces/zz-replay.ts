import { readFileSync, readdirSync } from 'node:fs';
import { createCollection } from '../../../src/telemetry/collection.ts';
const want = new RegExp(process.argv[2] ?? '.'); const mode = process.argv[3] === 'strict' ? {} : { sameMachine: true };
const tally = new Map<string, number[]>();
for (const f of readdirSync('/tmp/prop').filter((x) => x.endsWith('.json') && want.test(x)).sort()) {
  const { name, expect, dumps } = JSON.parse(readFileSync(`/tmp/prop/${f}`, 'utf8'), (_, v) => typeof v === 'string' && /^-?\d+n$/.test(v) ? BigInt(v.slice(0, -1)) : v && typeof v === 'object' && Array.isArray(v.u8) ? Uint8Array.from(v.u8) : v);
  const c = createCollection({ maxSpans: 100000, settleMs: 60000, windowMs: 86400000, ...mode } as any);
  for (const { source, b } of dumps) c.take(b, source);
  c.settleAll();
  const bad = c.facts().flatMap((s) => s.calls.edges.filter((e) => e.broken > 0).map((e) => `${s.service.label}->${e.callee} ${e.broken} ${e.samples[0]!.match}`));
  const ex = expect.code === 'telemetry/propagation-broken';
  const t = tally.get(name) ?? [0, 0]; tally.set(name, t); t[1]! += 1;
  if (ex === bad.length > 0) t[0]! += 1; else console.log('WRONG', f, bad.join());
}
for (const [n, [a, b]] of tally) if (a !== b || process.argv[4]) console.log(n, `${a}/${b}`);
