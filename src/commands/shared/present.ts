import type { Report } from '../../model/report.ts';
import { type Format, render } from '../../report/formats/render.ts';
import type { TextOptions } from '../../report/formats/text-page.ts';
import { redact } from '../../report/redact.ts';

/** A report as text, without the secret values: the only way on which a report leaves. */
export const present = async (
  report: Report,
  secretValues: readonly string[],
  format: Format,
  options: TextOptions,
): Promise<string> => render(redact(report, secretValues), format, options);
