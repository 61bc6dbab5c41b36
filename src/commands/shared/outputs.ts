import { whyUnwritten } from '../../disk/write.ts';
import type { Report } from '../../model/report.ts';
import { usageError } from '../../model/usage.ts';
import { FORMATS, type Format } from '../../report/formats/render.ts';
import type { TextOptions } from '../../report/formats/text-page.ts';
import { present } from './present.ts';
import type { Session } from './session.ts';

/** A file that the report is written to. */
export interface Output {
  readonly path: string;
  readonly format: Format;
}

const BY_ENDING: Readonly<Record<string, Format>> = {
  json: 'json',
  xml: 'junit',
  sarif: 'sarif',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  txt: 'text',
  mmd: 'mermaid',
};

/** `report.html`, or `junit=results.out` where the name does not tell the format. */
const parseOutput = (text: string, otherwise: Format | null): Output => {
  const named = FORMATS.find((format) => text.startsWith(`${format}=`));
  if (named !== undefined) return { path: text.slice(named.length + 1), format: named };
  const ending = /\.([a-z]+)$/i.exec(text)?.[1]?.toLowerCase() ?? '';
  const format = BY_ENDING[ending] ?? otherwise;
  if (format !== null) return { path: text, format };
  throw usageError(
    `--output ${text}: the format is told by the ending (${Object.keys(BY_ENDING).join(', ')}) or in front, such as junit=${text}`,
  );
};

/** Files of `--output`; a name that tells no format takes the one that was asked for, if it was. */
export const parseOutputs = (
  texts: readonly string[] | undefined,
  otherwise: Format | null = null,
): readonly Output[] => (texts ?? []).map((text) => parseOutput(text, otherwise));

/** Refuses files that could not be written before the run, which may take a while, and not after it. */
export const tryOutputs = async (
  outputs: readonly Output[],
  session: Session,
  save?: string,
): Promise<void> => {
  for (const { path } of outputs)
    await session.tryFile?.(path).catch((thrown: unknown) => Promise.reject(failureOf(path, thrown)));
  if (save !== undefined)
    await session.tryFile?.(save).catch((thrown: unknown) => Promise.reject(bundleFailure(save, thrown)));
};

/** Wide enough for a file that nobody has resized. */
const FILE_COLUMNS = 100;

const failureOf = (path: string, thrown: unknown): Error => {
  return usageError(`the report could not be written to ${path} (${whyUnwritten(thrown)})`);
};

export const bundleFailure = (path: string, thrown: unknown): Error =>
  usageError(`the bundle could not be written to ${path} (${whyUnwritten(thrown)})`);

/** Writes the report to every file, also after one that cannot be written; no secret literal leaves in any of them. */
export const writeOutputs = async (
  outputs: readonly Output[],
  report: Report,
  secretValues: readonly string[],
  session: Session,
  form: TextOptions['form'] = null,
): Promise<void> => {
  const failures: Error[] = [];
  for (const { path, format } of outputs) {
    const text = await present(report, secretValues, format, {
      columns: FILE_COLUMNS,
      colour: false,
      form,
    });
    await session.writeFile?.(path, text).catch((thrown: unknown) => {
      failures.push(failureOf(path, thrown));
    });
  }
  if (failures[0] !== undefined) throw failures[0];
};
