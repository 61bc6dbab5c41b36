import type { CommandModule } from 'yargs';
import { runDiagnose } from './run-diagnose.ts';
import { DIAGNOSE_OPTIONS, type DiagnoseArguments, withValue } from './shared/options.ts';
import type { Session } from './shared/session.ts';

/** `otel-doctor [endpoint]`: the main job. */
export const diagnoseCommand = (session: Session): CommandModule<object, DiagnoseArguments> => ({
  command: '$0 [endpoint]',
  describe: 'Find out why telemetry does not arrive, and prove the fix',
  builder: (yargs) =>
    yargs
      .positional('endpoint', {
        type: 'string',
        describe: 'Where to send, instead of OTEL_EXPORTER_OTLP_ENDPOINT',
      })
      .options(DIAGNOSE_OPTIONS)
      .requiresArg(withValue(DIAGNOSE_OPTIONS))
      .example('$0', 'diagnose the settings in the environment')
      .example('$0 http://localhost:4318 --signals all', 'another endpoint, all signals'),
  handler: async (given) => runDiagnose(given, session),
});
