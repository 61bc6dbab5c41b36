import { inTurn } from '../lab/cases/pool.ts';
import { SDKS, type SdkName } from '../sdk/versions.ts';
import { createWorldCertificates } from './place.ts';
import { missingParts, nameOf, type Outcome, runStand, type Trial, trialsOf } from './run.ts';
import { stands } from './stands/index.ts';

/**
 * Tries the doctor at everything in the world, and prints one line a trial; the last line and the exit status say
 * whether all is right. `--only WORD` (repeatable) takes trials whose names contain all of these, `--sdk NAME` one SDK.
 */
const args = process.argv.slice(2);
const optionsNamed = (name: string): readonly string[] =>
  args.flatMap((arg, index) => (arg === name ? [args[index + 1] ?? ''] : []));
const words = optionsNamed('--only');
const sdks = optionsNamed('--sdk');

const isChosen = (trial: Trial): boolean =>
  words.every((word) => nameOf(trial).includes(word)) && (sdks.length === 0 || sdks.includes(trial.sdk));

const write = (line: string): void => void process.stdout.write(`${line}\n`);
const mark = (value: boolean | null): string => (value === null ? '-' : value ? 'yes' : 'NO');

const isThere = ({ sdk }: Trial): boolean => (SDKS as readonly SdkName[]).includes(sdk);
const chosen = trialsOf(stands).filter((trial) => isThere(trial) && isChosen(trial));
const certificates = await createWorldCertificates();
const slot = inTurn(2);
const outcomes: Outcome[] = [];
const failures: string[] = [];

const tell = (outcome: Outcome): void => {
  outcomes.push(outcome);
  const right = outcome.problems.length + outcome.mistakes.length === 0;
  write(
    [
      right ? 'right' : 'WRONG',
      outcome.name.padEnd(84),
      mark(outcome.arrived).padEnd(4),
      mark(outcome.arrivedWithFix).padEnd(4),
      `${outcome.ms} ms`.padStart(8),
      ` ${outcome.code || outcome.verdict}`,
    ].join(' '),
  );
  for (const mistake of outcome.mistakes) write(`    TABLE ${mistake}`);
  for (const problem of outcome.problems) write(`    ${problem}`);
};

write(`${'      trial'.padEnd(90)} real fix      time  the doctor says`);
await Promise.all(
  [...new Set(chosen.map(({ stand }) => stand))].map((stand) =>
    slot(async () => {
      const trials = chosen.filter((trial) => trial.stand === stand);
      const missing = new Set(trials.flatMap(missingParts));
      if (missing.size > 0) {
        failures.push(`${stand.name}: missing ${[...missing].join(', ')}; run .ci/parts and .ci/world`);
        return;
      }
      await runStand(stand, trials, certificates, tell).catch((error: Error) => {
        failures.push(`${stand.name}: ${error.message}`);
      });
    }),
  ),
);

write('');
for (const failure of failures) write(`NOT RUN ${failure}`);
const right = outcomes.filter(({ problems, mistakes }) => problems.length + mistakes.length === 0).length;
const count = (expected: (outcome: Outcome) => boolean): number => outcomes.filter(expected).length;
const said = (word: string) => count(({ problems }) => problems.some((problem) => problem.startsWith(word)));
write(
  `false alarms ${said('false alarm')}, called healthy ${said('called healthy')}, misnamed ${said('misnamed')}, ` +
    `no fix proven ${said('no fix')}, proven fixes that fail ${said('the proven fix fails')}, too loud ${said('loud')}, ` +
    `silent ${said('silent')}, words missing or wrong ${said('does not say') + said('advises')}`,
);
write(`${count(({ mistakes }) => mistakes.length > 0)} trials in which the table is wrong`);
write(`${right} of ${chosen.length} right`);
process.exit(right === chosen.length ? 0 : 1);
