import type { Report } from '../../model/report.ts';
import type { RunRecord } from '../../model/run-record.ts';
import type { Format } from '../../report/formats/render.ts';
import type { TextOptions } from '../../report/formats/text-page.ts';
import { bundleFailure, type Output, writeOutputs } from './outputs.ts';
import { present } from './present.ts';
import type { Session } from './session.ts';
import { exitStatus, type Severities } from './status.ts';

/** Where a report goes, and how it is written. */
export interface Conclusion {
  readonly format: Format;
  readonly failOn: Severities;
  readonly form: TextOptions['form'];
  readonly outputs: readonly Output[];
  readonly save: string | undefined;
  readonly verbose: boolean;
  /** Nothing where all is well, and a few lines on standard error where it is not. */
  readonly quiet?: boolean;
  readonly colour: boolean;
}

/** What is concluded from. */
interface Concluded {
  readonly report: Report;
  readonly seen: RunRecord;
  readonly secretValues: readonly string[];
}

const asText = async (
  { report, secretValues }: Concluded,
  { format, form = null, colour, verbose }: Conclusion,
  session: Session,
): Promise<string> => {
  const text = await present(report, secretValues, format, { columns: session.columns, colour, form });
  if (!verbose || format !== 'text') return text;
  const { renderOutcomes } = await import('../../report/screen/outcomes.ts');
  return `${text}\n${renderOutcomes(report, session.columns)}`;
};

/** `--save FILE`: writes what was seen and the report into one file. */
const save = async (path: string | undefined, run: Concluded, session: Session): Promise<void> => {
  if (path === undefined) return;
  const { packBundle } = await import('../../jobs/save.ts');
  await session.writeFile?.(path, packBundle(path, run), { secret: true }).catch((thrown: unknown) => {
    throw bundleFailure(path, thrown);
  });
};

/** Writes files first, so that they are there whoever reads standard output; then the report and the exit status. */
export const conclude = async (
  { report, seen, secretValues }: Concluded,
  how: Conclusion,
  session: Session,
): Promise<void> => {
  const writing = [
    () => writeOutputs(how.outputs, report, secretValues, session, how.form),
    () => save(how.save, { report, seen, secretValues }, session),
  ];
  const failures: unknown[] = [];
  for (const write of writing) await write().catch((thrown: unknown) => failures.push(thrown));
  session.write(await asText({ report, seen, secretValues }, how, session));
  if (how.quiet && exitStatus(report, how.failOn) !== 0)
    session.note(await present(report, secretValues, 'short', { columns: session.columns, colour: false }));
  if (failures.length > 0) throw failures[0];
  session.finish(exitStatus(report, how.failOn));
};
