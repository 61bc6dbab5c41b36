import type { CommandModule } from 'yargs';
import { checksCommand } from '../checks.ts';
import { completionCommand } from '../completion.ts';
import { demoCommand } from '../demo.ts';
import { diagnoseCommand } from '../diagnose.ts';
import { diffCommand } from '../diff.ts';
import { envCommand } from '../env.ts';
import { explainCommand } from '../explain.ts';
import { listenCommand } from '../listen.ts';
import { psCommand } from '../ps.ts';
import { runCommand } from '../run.ts';
import { scanCommand } from '../scan.ts';
import type { Session } from './session.ts';

/** Every command in the order of --help, the main job first. */
export const commandsOf = (session: Session): readonly CommandModule[] =>
  [
    diagnoseCommand(session),
    listenCommand(session),
    runCommand(session),
    scanCommand(session),
    explainCommand(session),
    diffCommand(session),
    envCommand(session),
    psCommand(session),
    checksCommand(session),
    demoCommand(session),
    completionCommand(session, () => commandsOf(session)),
  ] as readonly CommandModule[];
