import { readDescriptor, STDIN } from '../../disk/handed-over.ts';
import { whyUnread } from '../../disk/read.ts';
import { toText } from '../../disk/text.ts';
import { usageError } from '../../model/usage.ts';
import type { Sdk } from '../../resolve/sdks/sdk.ts';
import type { AskedCollector } from '../../scan/collector/image.ts';
import { sdkNamed } from '../choose-sdk.ts';
import { type Selection, selectionOf } from '../selection.ts';
import { SCAN_CHECKS, type Scan, type ScanOptions, scan } from './scan.ts';

/** What is scanned, in the words of the command line. */
type ScanRequest = Pick<
  ScanOptions,
  'paths' | 'write' | 'allowUnread' | 'patches' | 'baseline' | 'writeBaseline' | 'changed'
> &
  Selection & {
    readonly sdk: string | undefined;
    readonly collectorVersion?: string | undefined;
    readonly distribution?: AskedCollector['distribution'] | undefined;
  };

/** `0.131.0`, `v0.131` or `0.131`. */
const askedCollector = ({
  collectorVersion,
  distribution = null,
}: Pick<ScanRequest, 'collectorVersion' | 'distribution'>): AskedCollector | undefined => {
  if (collectorVersion === undefined)
    return distribution === null ? undefined : { distribution, version: null };
  const [, version] = /^v?(\d{1,4}\.\d{1,6}(?:\.\d{1,6})?)$/.exec(collectorVersion) ?? [];
  if (version === undefined)
    throw usageError(`--collector-version takes a release such as 0.131.0, not "${collectorVersion}"`);
  return { distribution, version };
};

/** A rendered chart of thousands of objects is smaller. */
const MOST_BYTES = 16 * 1024 * 1024;

const readInput = (write: boolean): string => {
  if (write) throw usageError('scan - --write has no file to write to; name the files');
  const read = readDescriptor(STDIN, { maxBytes: MOST_BYTES });
  if ('unread' in read) throw usageError(`cannot read standard input: ${whyUnread(read, MOST_BYTES)}`);
  return toText(read.bytes);
};

/** Files are read by the SDK inside of a program: what its own settings mean is told by the kinds of files that hold them. */
const insideOf = (sdk: Sdk): Sdk => (sdk.flavour === undefined ? sdk : sdkNamed(sdk.flavour.base));

/** Scans with the checks and the SDK that were named. */
export const scanChosen = ({
  paths,
  write,
  allowUnread,
  patches,
  baseline,
  changed,
  writeBaseline,
  sdk,
  collectorVersion,
  distribution,
  ...selection
}: ScanRequest): Promise<Scan> =>
  scan({
    paths,
    sdk: sdk === undefined ? null : insideOf(sdkNamed(sdk)),
    collector: askedCollector({ collectorVersion, distribution }),
    chooses: selectionOf(SCAN_CHECKS, selection),
    ...(write ? { write } : {}),
    ...(allowUnread ? { allowUnread } : {}),
    ...(baseline === undefined ? {} : { baseline }),
    ...(changed === undefined ? {} : { changed }),
    ...(writeBaseline ? { writeBaseline } : {}),
    ...(patches === undefined ? {} : { patches }),
    ...(paths.includes('-') ? { input: readInput(write ?? false) } : {}),
  });
