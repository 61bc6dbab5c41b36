import { whyUnwritten } from '../../disk/write.ts';
import type { Report } from '../../model/report.ts';
import type { RunRecord } from '../../model/run-record.ts';
import { usageError } from '../../model/usage.ts';
import { withoutSecrets } from '../../report/redact.ts';
import type { Session } from './session.ts';

/** `--save FILE`: writes what was seen and the report into one file. */
export const saveBundle = async (
  path: string | undefined,
  seen: RunRecord,
  report: Report,
  secretValues: readonly string[],
  session: Session,
): Promise<void> => {
  if (path === undefined) return;
  const { bundleText } = await import('../../bundle/bundle.ts');
  const { packedFor } = await import('../../bundle/file.ts');
  const clean = (value: string): string => withoutSecrets(value, secretValues);
  const text = bundleText(seen, report, new Date().toISOString(), clean);
  await session.writeFile?.(path, packedFor(path, text), { secret: true }).catch((thrown: unknown) => {
    throw usageError(`the bundle could not be written to ${path} (${whyUnwritten(thrown)})`);
  });
};
