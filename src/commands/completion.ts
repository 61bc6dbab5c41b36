import type { CommandModule } from 'yargs';
import type { Session } from './shared/session.ts';

/** `otel-doctor completion SHELL`: a script that completes command lines. */
export const completionCommand = (
  session: Session,
  commands: () => readonly CommandModule[],
): CommandModule<object, { readonly shell: string }> => ({
  command: 'completion <shell>',
  describe: 'Print a script that completes command lines in bash, zsh or fish',
  builder: (yargs) =>
    yargs
      .positional('shell', { type: 'string', demandOption: true, describe: 'bash, zsh or fish' })
      .example('source <($0 completion bash)', 'in ~/.bashrc')
      .example('$0 completion zsh > ~/.zfunc/_otel-doctor', 'in a directory of $fpath')
      .example('$0 completion fish > ~/.config/fish/completions/otel-doctor.fish', 'for fish'),
  handler: async ({ shell }) =>
    (await import('./run-completion.ts')).runCompletion(shell, commands(), session),
});
