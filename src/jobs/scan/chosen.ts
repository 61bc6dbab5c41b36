import { sdkNamed } from '../choose-sdk.ts';
import { type Selection, selectionOf } from '../selection.ts';
import { SCAN_CHECKS, type Scan, type ScanOptions, scan } from './scan.ts';

/** What is scanned, in the words of the command line. */
type ScanRequest = Pick<ScanOptions, 'paths' | 'write'> & Selection & { readonly sdk: string | undefined };

/** Scans with the checks and the SDK that were named. */
export const scanChosen = ({ paths, write, sdk, ...selection }: ScanRequest): Promise<Scan> =>
  scan({
    paths,
    sdk: sdk === undefined ? null : sdkNamed(sdk),
    chooses: selectionOf(SCAN_CHECKS, selection),
    ...(write ? { write } : {}),
  });
