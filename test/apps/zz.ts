import { cases as groups } from './cases.ts';
import { judge } from './judge.ts';
import { verdictOn } from './zz-verdict.ts';

const cases = Object.values(groups).flat();
const want = process.argv[2] ? new RegExp(process.argv[2]) : /./;
const all = cases.filter(({ name }) => want.test(name));
const queue = [...all];
const worker = async () => {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const from = performance.now();
    let line = '';
    try {
      const { report } = await judge(next);
      line = `${report.verdict} root=${report.rootCause?.code ?? null} :: ${report.findings
        .filter((f) => f.severity !== 'info')
        .map((f) => `${f.severity} ${f.code}`)
        .join('; ')}`;
      line = `${verdictOn(next, report)} ${line}`;
    } catch (thrown) {
      line = `BROKEN ${String(thrown).slice(0, 300)}`;
    }
    console.log(
      `${((performance.now() - from) / 1000).toFixed(1)}s ${next.name} ${JSON.stringify(next.expect)} => ${line}`,
    );
  }
};
await Promise.all([worker(), worker(), worker()]);
process.exit();
