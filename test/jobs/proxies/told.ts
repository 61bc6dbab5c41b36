import { diagnose } from '../../../src/jobs/diagnose/diagnose.ts';
import type { Report } from '../../../src/model/report.ts';
import type { Signal } from '../../../src/model/signal.ts';
import { environmentLayer, mergeLayers } from '../../../src/resolve/layers.ts';
import { findSdk } from '../../../src/resolve/sdks/index.ts';

/** What the doctor says of settings. */
export interface Told {
  readonly report: Report;
  readonly verdict: Report['verdict'];
  readonly code: string | undefined;
  /** Cause, evidence and fixes of the root. */
  readonly text: string;
  /** Changes that were proven, in order. */
  readonly proven: readonly Readonly<Record<string, string | null>>[];
}

/** Diagnoses settings as an SDK reads them, over the network of this machine. */
export async function told(
  sdkName: string,
  settings: Readonly<Record<string, string>>,
  signals: readonly Signal[] = ['traces'],
): Promise<Told> {
  const sdk = findSdk(sdkName);
  if (sdk === undefined) throw new Error(`no SDK ${sdkName}`);
  const variables = { OTEL_SERVICE_NAME: 'shop', ...settings };
  const { report } = await diagnose({
    ...{ environment: mergeLayers([environmentLayer(variables)]), sdk, sdkChosenBy: 'flag', signals },
    ...{ timeoutMs: 8_000, controls: true },
  });
  const fixes = report.rootCause?.fixes ?? [];
  return {
    report,
    verdict: report.verdict,
    code: report.rootCause?.code,
    text: JSON.stringify(report.rootCause),
    proven: fixes.flatMap((fix) => ('env' in fix && fix.proven ? [fix.env] : [])),
  };
}
