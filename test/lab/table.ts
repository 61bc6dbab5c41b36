import { cases } from './cases/index.ts';
import { createLab } from './cases/lab.ts';
import { inTurn } from './cases/pool.ts';
import { missingParts, type Outcome, runCase } from './cases/run.ts';
import { causeTable } from './cases/summary.ts';

/**
 * Runs all cases, or those whose names contain the words given, and prints one line a case and one a cause; the last
 * line and the exit status say whether all is right.
 */
const given = process.argv.slice(2);
/** `--timeout 2s`: every run of the doctor gets that limit, and the column of times tells whether it was kept. */
const limit = given.includes('--timeout') ? given.slice(given.indexOf('--timeout')).slice(0, 2) : [];
const words = given.filter((word) => !limit.includes(word));
const chosen = cases.filter(({ name }) => words.every((word) => name.includes(word)));
const lab = createLab();
const slot = inTurn(3);
const from = Date.now();

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
      const outcome = await runCase(each, lab, limit).catch((error: Error) => ({
        name: each.name,
        thrown: error,
      }));
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
write('');
for (const line of causeTable(chosen, outcomes)) write(line);
const right = outcomes.filter((outcome) => outcome?.problems.length === 0).length;
write(`\n${Math.round((Date.now() - from) / 1000)} s`);
write(`${right} of ${chosen.length} right`);
process.exit(right === chosen.length ? 0 : 1);
