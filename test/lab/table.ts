import { cases } from './cases/index.ts';
import { createLab } from './cases/lab.ts';
import { inTurn } from './cases/pool.ts';
import { missingParts, type Outcome, runCase } from './cases/run.ts';

/** Prints the table of all cases, or of those whose names contain the words given; its exit status says whether all is well. */
const words = process.argv.slice(2);
const chosen = cases.filter(({ name }) => words.every((word) => name.includes(word)));
const lab = createLab();
const slot = inTurn(3);

const mark = (value: boolean | null | undefined): string =>
  value === undefined || value === null ? '-' : value ? 'yes' : 'NO';

const write = (line: string): void => void process.stdout.write(`${line}\n`);

const row = ({ name, code, causeRight, fixProven, arrived, ms }: Outcome): string =>
  [
    name.padEnd(78),
    mark(causeRight).padEnd(6),
    mark(fixProven).padEnd(7),
    mark(arrived.python).padEnd(7),
    mark(arrived.js).padEnd(4),
    `${ms} ms`.padStart(8),
    causeRight ? '' : `  ${code || 'no cause'}`,
  ].join(' ');

write(`${'case'.padEnd(78)} cause  proven  python  js       time`);
const outcomes = await Promise.all(
  chosen.map((each) =>
    slot(async () => {
      const missing = missingParts(each);
      if (missing.length > 0) {
        write(`${each.name.padEnd(78)} missing: ${missing.join(', ')}`);
        return null;
      }
      const outcome = await runCase(each, lab).catch((error: Error) => ({ name: each.name, thrown: error }));
      if ('thrown' in outcome) {
        write(`${each.name.padEnd(78)} ${outcome.thrown.stack}`);
        return null;
      }
      write(row(outcome));
      for (const problem of outcome.problems) write(`    ${problem}`);
      return outcome;
    }),
  ),
);
await lab.stop();
const well = outcomes.filter((outcome) => outcome?.problems.length === 0).length;
write(`${well} of ${chosen.length} cases are as expected`);
process.exit(well === chosen.length ? 0 : 1);
