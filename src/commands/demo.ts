import { defineCommand } from './shared/command.ts';

/** `otel-doctor demo`: the whole job against an embedded receiver, with nothing installed. */
export const demoCommand = defineCommand(
  {
    name: 'demo',
    describe: 'Show a broken set-up diagnosed, its fix proven, and the healthy report',
    positionals: {},
    flags: {},
    examples: [['$0 demo', 'needs nothing but Node']],
  },
  async (_, session) => {
    const { playDemo } = await import('../jobs/demo.ts');
    session.finish((await playDemo(session)) === 'healthy' ? 0 : 1);
  },
);
