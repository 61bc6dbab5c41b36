import { SCAN_CHECKS, scan } from '../jobs/scan/scan.ts';
import { usageError } from '../model/usage.ts';
import { render } from '../report/formats/render.ts';
import { renderScanText } from '../report/formats/scan-text.ts';
import { withoutSecrets } from '../report/redact.ts';
import type { ScanArguments } from './scan.ts';
import { parseOutputs, writeOutputs } from './shared/outputs.ts';
import { parseFormat, parseSdk } from './shared/parse.ts';
import { parseSelection } from './shared/select.ts';
import type { Session } from './shared/session.ts';
import { exitStatus, parseFailOn } from './shared/status.ts';

/** Scans files and writes the report; changes them only when it was asked to. */
export const runScan = async (given: ScanArguments, session: Session): Promise<void> => {
  const format = parseFormat(given.format);
  const failOn = parseFailOn(given.failOn);
  const outputs = parseOutputs(given.output);
  const paths = (given.path ?? []).length > 0 ? (given.path ?? []) : ['.'];
  if (paths.some((path) => path === ''))
    throw usageError('scan takes files and directories, not an empty name');
  const { report, secretValues, written } = await scan({
    paths,
    sdk: given.sdk === undefined ? null : parseSdk(given.sdk),
    chooses: parseSelection(SCAN_CHECKS, given.only, given.skip),
    ...(given.write ? { write: true } : {}),
  });
  const options = { columns: session.columns, colour: given.color ?? session.colour };
  const text =
    format === 'text'
      ? renderScanText(report, { ...options, patches: given.fix, written })
      : await render(report, format, options);
  session.write(withoutSecrets(text, secretValues));
  await writeOutputs(outputs, report, secretValues, session);
  session.finish(exitStatus(report, failOn));
};
