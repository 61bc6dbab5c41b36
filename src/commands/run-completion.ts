import type { CommandModule } from 'yargs';
import { usageError } from '../model/usage.ts';
import { nearest } from '../text/nearest.ts';
import { SCRIPTS } from './completion/scripts.ts';
import { catalogue } from './shared/catalogue.ts';
import type { Session } from './shared/session.ts';

/** Writes the script of a shell. */
export const runCompletion = async (
  shell: string,
  modules: readonly CommandModule[],
  session: Session,
): Promise<void> => {
  const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined;
  if (script === undefined) {
    const guess = nearest(shell, Object.keys(SCRIPTS));
    throw usageError(
      `completion takes bash, zsh or fish, not "${shell}"${guess ? `; did you mean ${guess}?` : ''}`,
    );
  }
  const { checks } = await import('../../checks/index.ts');
  const lines = script({ commands: catalogue(modules), codes: checks.map(({ id }) => id) });
  session.write(`${lines.join('\n')}\n`);
  session.finish(0);
};
