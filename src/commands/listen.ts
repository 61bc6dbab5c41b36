import type { CommandModule } from 'yargs';
import { LISTEN_OPTIONS, type ListenArguments } from './shared/listen-options.ts';
import { withValue } from './shared/options.ts';
import type { Session } from './shared/session.ts';

/** `otel-doctor listen`: be the receiver, and judge what applications send. */
export const listenCommand = (session: Session): CommandModule<object, ListenArguments> => ({
  command: 'listen',
  describe: 'Receive what an application sends, and judge it',
  builder: (yargs) =>
    yargs
      .options(LISTEN_OPTIONS)
      .requiresArg(withValue(LISTEN_OPTIONS))
      .example('$0 listen', 'on 127.0.0.1:4317 (gRPC) and 127.0.0.1:4318 (HTTP), until Ctrl-C')
      .example(
        '$0 listen --for 30s --forward http://collector:4318',
        'in front of a Collector, with a report',
      ),
  handler: async (given) => (await import('./run-listen.ts')).runListen(given, session),
});
