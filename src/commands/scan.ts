import type { CommandModule, Options } from 'yargs';
import { REPORT_OPTIONS, withValue } from './shared/options.ts';
import type { Session } from './shared/session.ts';

/** Flags of `scan`, as one table. */
const SCAN_OPTIONS = {
  sdk: {
    type: 'string',
    describe: 'Read all settings as this SDK does (default: told by image and command)',
  },
  fix: { type: 'boolean', default: false, describe: 'Show the patches' },
  write: {
    type: 'boolean',
    default: false,
    describe: 'Write the first patch of each finding into the files',
  },
  ...REPORT_OPTIONS,
} as const satisfies Record<string, Options>;

/** Values of the flags of `scan` as yargs hands them over. */
export interface ScanArguments {
  readonly path?: readonly string[] | undefined;
  readonly sdk?: string | undefined;
  readonly fix: boolean;
  readonly write: boolean;
  readonly only?: string | undefined;
  readonly skip?: string | undefined;
  readonly failOn?: string | undefined;
  readonly format: string;
  readonly output?: readonly string[] | undefined;
  readonly color?: boolean | undefined;
}

/** `otel-doctor scan`: what deployment files say, without a network. */
export const scanCommand = (session: Session): CommandModule<object, ScanArguments> => ({
  command: 'scan [path..]',
  describe: 'Find mistakes in Compose files, manifests, Collector configurations and env files',
  builder: (yargs) =>
    yargs
      .positional('path', {
        type: 'string',
        array: true,
        describe: 'Files and directories (default: this directory)',
      })
      .options(SCAN_OPTIONS)
      .requiresArg(withValue(SCAN_OPTIONS))
      .example('$0 scan', 'everything below this directory')
      .example('$0 scan compose.yaml --fix', 'one file, with the patches')
      .example('$0 scan deploy/ --write', 'and put them into the files') as never,
  handler: async (given) => (await import('./run-scan.ts')).runScan(given, session),
});
