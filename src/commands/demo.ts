import type { CommandModule } from 'yargs';
import type { Session } from './shared/session.ts';

/** `otel-doctor demo`: the whole job against an embedded receiver, with nothing installed. */
export const demoCommand = (session: Session): CommandModule => ({
  command: 'demo',
  describe: 'Show a broken set-up diagnosed, its fix proven, and the healthy report',
  builder: (yargs) => yargs.example('$0 demo', 'needs nothing but Node'),
  handler: async () => (await import('./run-demo.ts')).runDemo(session),
});
