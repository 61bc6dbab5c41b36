import { baseName } from '../text/base-name.ts';
import { printable } from '../text/printable.ts';

const SCRIPT = /^[^\s=:?&@]+\.(?:c?js|mjs|c?ts|mts|py|rb|php|jar|dll|exs?)$/i;

/** The module or script that an interpreter runs; null when there is none or it cannot be told from an option. */
const scriptOf = (command: readonly string[]): string | null => {
  const module = command.indexOf('-m');
  const named = module > 0 ? command[module + 1] : undefined;
  if (named !== undefined && /^[\w.]+$/.test(named)) return `-m ${named}`;
  const script = command.slice(1).find((argument) => SCRIPT.test(argument));
  return script === undefined ? null : baseName(script);
};

/** Program and script in a few words. Takes only what has the form of a file or module name, never other arguments. */
export const programOf = (command: readonly string[], name: string): string => {
  const [first = ''] = command;
  // A process may write anything over its first argument: "nginx: master process", "npm start".
  const own = /^[^\s:]+$/.test(first) ? baseName(first).replace(/^-/, '') : name;
  const script = scriptOf(command);
  return printable(script === null ? own || name : `${own} ${script}`, 60);
};
