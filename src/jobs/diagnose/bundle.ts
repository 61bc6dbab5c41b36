import { exportChecks } from '../../../checks/export.ts';
import { parseBundle } from '../../bundle/bundle.ts';
import { readPacked } from '../../bundle/file.ts';
import type { Report } from '../../model/report.ts';
import type { RunRecord } from '../../model/run-record.ts';
import { usageError } from '../../model/usage.ts';
import { type Selection, selectionOf } from '../selection.ts';
import { judgeAgain } from './judge-targets.ts';

/** A run that was saved, judged by the checks of today. */
export interface JudgedBundle {
  readonly report: Report;
  readonly seen: RunRecord;
}

/** `--from FILE`: reads a bundle and judges it again; whatever is wrong with it is one line. */
export const judgeBundle = async (path: string, selection: Selection): Promise<JudgedBundle> => {
  const chooses = selectionOf(exportChecks, selection);
  const { manifest, seen, report: then } = await parseBundle(path, readPacked(path));
  const version = String(then.tool?.version ?? 'of an unknown version').slice(0, 30);
  const origin = `Judged from the bundle ${path}, saved ${manifest.savedAt.slice(0, 30)} by otel-doctor ${version}: nothing was connected to or sent now, and proofs of fixes are of that run.`;
  try {
    return {
      report: judgeAgain(seen, chooses, {
        notes: { earlier: then.limits, own: [origin] },
        beside: then.beside,
      }),
      seen,
    };
  } catch {
    throw usageError(`the bundle ${path} is damaged: its facts are not what they should be`);
  }
};
