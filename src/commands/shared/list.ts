import { checksCommand } from '../checks.ts';
import { collectorCommand } from '../collector.ts';
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
import type { Command } from './command.ts';

/** Every command in the order of --help, the main job first. */
export const COMMANDS: readonly Command[] = [
  ...[diagnoseCommand, listenCommand, runCommand, scanCommand, collectorCommand, explainCommand, diffCommand],
  ...[envCommand, psCommand, checksCommand, demoCommand, completionCommand],
];
