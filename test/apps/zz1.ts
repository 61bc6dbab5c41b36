import { cases as groups } from './cases.ts';
import { judge } from './judge.ts';

const c = Object.values(groups)
  .flat()
  .find(({ name }) => name === process.argv[2])!;
const r = await judge(c);
console.log(r.stdout.slice(-1500), '\n---\n', r.stderr.slice(-3000));
console.log(JSON.stringify(r.report.telemetry, null, 1).slice(0, 2500));
for (const f of r.report.findings)
  console.log(f.severity, f.code, f.summary, JSON.stringify(f.evidence).slice(0, 600));
process.exit();
