import { defineCommand } from './shared/command.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** `otel-doctor completion SHELL`: a script that completes command lines. */
export const completionCommand = defineCommand(
  {
    name: 'completion',
    describe: 'Print a script that completes command lines in bash, zsh or fish',
    positionals: { shell: { required: true, describe: 'bash, zsh or fish', words: SHELLS } },
    flags: {},
    examples: [
      ['source <($0 completion bash)', 'in ~/.bashrc'],
      ['$0 completion zsh > ~/.zfunc/_otel-doctor', 'in a directory of $fpath'],
      ['$0 completion fish > ~/.config/fish/completions/otel-doctor.fish', 'for fish'],
    ],
  },
  async ({ shell }, session, commands) => {
    const { completionScript } = await import('./completion/scripts.ts');
    session.write(await completionScript(shell, commands));
    session.finish(0);
  },
);
