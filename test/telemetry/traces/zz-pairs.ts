import { readFileSync, readdirSync } from 'node:fs';
import { createCollection } from '../../../src/telemetry/collection.ts';
const want = new RegExp(process.argv[2] ?? '.');
for (const f of readdirSync('/tmp/prop').filter((x) => x.endsWith('.json') && want.test(x)).sort()) {
  const { dumps } = JSON.parse(readFileSync(`/tmp/prop/${f}`, 'utf8'), (_, v) => typeof v === 'string' && /^-?\d+n$/.test(v) ? BigInt(v.slice(0, -1)) : v && typeof v === 'object' && Array.isArray(v.u8) ? Uint8Array.from(v.u8) : v);
  const out: string[] = []; const base: number[] = [];
  for (const { source, b } of dumps) if (b.signal === 'traces') for (const rs of b.request.resourceSpans) for (const ss of rs.scopeSpans) for (const s of ss.spans) base.push(Number(s.startTimeUnixNano / 1000n) / 1000);
  const t0 = Math.floor(Math.min(...base)); void createCollection;
  for (const { source, b } of dumps) if (b.signal === 'traces') for (const rs of b.request.resourceSpans) for (const ss of rs.scopeSpans) for (const s of ss.spans) {
    const st = Number(s.startTimeUnixNano / 1000n) / 1000 - t0, en = Number(s.endTimeUnixNano / 1000n) / 1000 - t0;
    
    out.push(`${st.toFixed(2).padStart(9)} .. ${en.toFixed(2).padStart(9)} (${(en-st).toFixed(2)}) ${source} ${'?iscpq'[s.kind] ?? s.kind} ${s.parentSpanId ? '' : 'ROOT'} ${s.name}`);
  }
  console.log(f); console.log(out.sort().join('\n'));
}
