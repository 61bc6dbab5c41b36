import { score } from './score.ts';

const write = (line: string): void => void process.stdout.write(`${line}\n`);

const part = (some: number, all: number): string =>
  `${some} of ${all} (${all === 0 ? 100 : Math.round((100 * some) / all)} %)`;

const result = await score();
const { deployments, silent, faults, found, first, errors, falseErrors, warnings, falseWarnings, notes } =
  result;
write(notes.join('\n'));
write(`
healthy deployments that are silent   ${part(silent, deployments)}
faults found at file and line         ${part(found, faults)}
faults told first in their unit       ${part(first, faults)}
errors that are true                  ${part(errors - falseErrors, errors)}
warnings that are true                ${part(warnings - falseWarnings, warnings)}`);
