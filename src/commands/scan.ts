import { usageError } from '../model/usage.ts';
import { renderScanText } from '../report/formats/scan-text.ts';
import { redact } from '../report/redact.ts';
import { defineCommand } from './shared/command.ts';
import { parseOutputs, tryOutputs, writeOutputs } from './shared/outputs.ts';
import { present } from './shared/present.ts';
import { exitStatus } from './shared/status.ts';
import { EXIT_STATUS, REPORT_FLAGS, SDK_WORDS } from './shared/tables.ts';

/** `otel-doctor scan`: what deployment files say, without a network. */
export const scanCommand = defineCommand(
  {
    name: 'scan',
    describe: 'Find mistakes in Compose files, manifests, Collector configurations and env files',
    positionals: {
      path: {
        many: true,
        describe: 'Files and directories, - for standard input (default: this directory)',
        offers: 'file',
      },
    },
    flags: {
      sdk: {
        describe: 'Read all settings as this SDK does (default: told by image and command)',
        words: SDK_WORDS,
      },
      'collector-version': {
        describe: 'Release of the Collector that reads the configurations (default: told by its image)',
        offers: [],
      },
      distribution: {
        describe: 'Its distribution: core, contrib, k8s, otlp, jaeger or other (default: told by its image)',
        words: ['core', 'contrib', 'k8s', 'otlp', 'jaeger', 'other'],
      },
      all: {
        type: 'boolean',
        default: false,
        describe: 'Show every finding in full, however many there are',
      },
      fix: { type: 'boolean', default: false, describe: 'Show the patches' },
      write: {
        type: 'boolean',
        default: false,
        describe: 'Write the first patch of each finding into the files',
      },
      changed: {
        describe: 'Judge only what holds a file that differs from this commit or branch (asks git)',
        offers: [],
      },
      baseline: {
        describe: 'Tell only what is not in this file, which --write-baseline has written',
        offers: 'file',
      },
      'write-baseline': {
        type: 'boolean',
        default: false,
        describe: 'Write what is found now into the baseline (default: .otel-doctor-baseline.json)',
      },
      'allow-unread': {
        type: 'boolean',
        default: false,
        describe: 'Give a verdict also where something that may decide was not read',
      },
      ...REPORT_FLAGS,
    },
    epilogue: EXIT_STATUS,
    examples: [
      ['$0 scan', 'everything below this directory'],
      ['helm template . | $0 scan -', 'what a chart becomes'],
      ['$0 scan compose.yaml --fix', 'one file, with the patches'],
      ['$0 scan deploy/ --write', 'and put them into the files'],
      ['$0 scan --changed main', 'what a branch changes, with all that it is deployed with'],
      ['$0 scan --write-baseline', 'accept what is there today'],
      ['$0 scan --baseline .otel-doctor-baseline.json', 'and tell what is new'],
    ],
  },
  async (given, session) => {
    const { format, failOn, path, only, skip, write, allowUnread, baseline, writeBaseline } = given;
    const outputs = parseOutputs(given.output);
    await tryOutputs(outputs, session);
    if (path.includes('')) throw usageError('scan takes files and directories, not an empty name');
    const { scanChosen } = await import('../jobs/scan/chosen.ts');
    const paths = path.length > 0 ? path : ['.'];
    const { report, secretValues, written } = await scanChosen({
      ...{ collectorVersion: given.collectorVersion, distribution: given.distribution },
      ...{
        paths,
        sdk: given.sdk,
        only,
        skip,
        write,
        allowUnread,
        baseline,
        writeBaseline,
        changed: given.changed,
      },
      // They are made for whoever sees them: a text without --fix names them only.
      patches: given.fix || write || format !== 'text' || outputs.length > 0,
    });
    const options = { columns: session.columns, colour: given.color ?? session.colour };
    const text =
      format === 'text'
        ? renderScanText(redact(report, secretValues), {
            ...options,
            patches: given.fix,
            written,
            all: given.all,
          })
        : await present(report, secretValues, format, options);
    session.write(text);
    await writeOutputs(outputs, report, secretValues, session);
    session.finish(exitStatus(report, failOn));
  },
);
