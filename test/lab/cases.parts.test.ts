import { afterAll, it } from 'vitest';
import { cases } from './cases/index.ts';
import { createLab } from './cases/lab.ts';
import { inTurn } from './cases/pool.ts';
import { partsOf, runCase } from './cases/run.ts';
import { describeWith, type Part } from './parts.ts';

const lab = createLab();
afterAll(() => lab.stop());

/** The doctor and the SDKs are processes of their own; more at once than this only take each other's time. */
const slot = inTurn(3);

const wanted = [...new Set(cases.map((row) => partsOf(row).join()))];

for (const key of wanted) {
  const parts = key.split(',') as Part[];
  const rows = cases.filter((row) => partsOf(row).join() === key);
  describeWith(parts, `the doctor, with ${parts.join(', ')}`, () => {
    it.concurrent.for(rows.map((row) => [row.name, row] as const))(
      '%s',
      { timeout: 120_000 },
      async ([, row], { expect }) => {
        const { problems } = await slot(() => runCase(row, lab));
        expect(problems).toEqual([]);
      },
    );
  });
}
