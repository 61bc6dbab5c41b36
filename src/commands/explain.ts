import type { CommandModule } from 'yargs';
import { runExplain } from './run-explain.ts';
import type { Session } from './session.ts';

/** `otel-doctor explain CODE`: the page of a finding code. */
export const explainCommand = (session: Session): CommandModule<object, { readonly code: string }> => ({
  command: 'explain <code>',
  describe: 'Print the page of a finding code',
  builder: (yargs) =>
    yargs
      .positional('code', { type: 'string', demandOption: true, describe: 'for example tls/required' })
      .example('$0 explain endpoint/path-doubled', 'what it means and what to do'),
  handler: async ({ code }) => runExplain(code, session),
});
