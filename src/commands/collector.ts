import { usageError } from '../model/usage.ts';
import { defineCommand } from './shared/command.ts';
import { type Conclusion, conclude } from './shared/conclude.ts';
import { parseOutputs, tryOutputs } from './shared/outputs.ts';
import { parseDuration } from './shared/parse.ts';
import { EXIT_STATUS, REPORT_FLAGS } from './shared/tables.ts';

/** `otel-doctor collector FILE...`: the Collector as a sender. */
export const collectorCommand = defineCommand(
  {
    name: 'collector',
    describe: 'Send through the exporters of a Collector, as its configuration says, and prove the fix',
    positionals: {
      file: {
        many: true,
        required: true,
        describe: 'Its configuration; several are merged in order, or a chain where each is whole',
        offers: 'file',
      },
    },
    flags: {
      exporter: {
        describe: 'Only this exporter, as the file names it (default: all in a pipeline)',
        offers: [],
      },
      set: { many: true, describe: 'KEY=VALUE over the files, as the Collector takes it', offers: [] },
      merge: {
        type: 'boolean',
        default: false,
        describe: 'Merge the files, also where each is a whole configuration',
      },
      pid: { describe: 'Take environment, files and network of this running Collector', offers: [] },
      timeout: { describe: 'Time for each exporter, for example 5s or 500ms', offers: [] },
      offline: { type: 'boolean', describe: 'Settings and files only, no connection', default: false },
      controls: {
        type: 'boolean',
        describe: 'Ask once without the credentials too (--no-controls: do not)',
        default: true,
      },
      verbose: { type: 'boolean', describe: 'List every check too, in the format text' },
      ...REPORT_FLAGS,
    },
    epilogue: EXIT_STATUS,
    examples: [
      ['$0 collector otel-collector.yaml', 'every exporter that is in a pipeline'],
      ['$0 collector base.yaml prod.yaml --exporter otlp/tempo', 'two files merged, one exporter'],
      ['$0 collector agent.yaml gateway.yaml', 'a chain: the first broken hop is the cause'],
    ],
  },
  async (given, session) => {
    if (given.file.includes('')) throw usageError('collector takes files, not an empty name');
    const how: Conclusion = {
      ...{ format: given.format, failOn: given.failOn, form: null, save: undefined },
      outputs: parseOutputs(given.output),
      verbose: given.verbose ?? false,
      colour: given.color ?? session.colour,
    };
    await tryOutputs(how.outputs, session);
    const { diagnoseCollector } = await import('../jobs/collector/collector.ts');
    const done = await diagnoseCollector(
      { ...given, files: given.file, timeoutMs: parseDuration(given.timeout, 'timeout') },
      session,
    );
    if ('status' in done) session.finish(done.status);
    else await conclude(done, how, session);
  },
);
