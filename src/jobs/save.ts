import { bundleText } from '../bundle/bundle.ts';
import { packedFor } from '../bundle/file.ts';
import type { Report } from '../model/report.ts';
import type { RunRecord } from '../model/run-record.ts';
import { redact } from '../report/redact.ts';

/** A run as the contents of a file: what was seen and the report, without secrets, packed where its name ends in .gz. */
export const packBundle = (
  path: string,
  run: { readonly report: Report; readonly seen: RunRecord; readonly secretValues: readonly string[] },
): string | Uint8Array => {
  const clean = (value: string): string => redact(value, run.secretValues);
  return packedFor(path, bundleText(run.seen, run.report, new Date().toISOString(), clean));
};
