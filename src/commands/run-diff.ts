import { diff, type SideSettings } from '../jobs/diff.ts';
import { usageError } from '../model/usage.ts';
import { renderDifference, renderDifferenceJson } from '../report/formats/difference.ts';
import { withoutSecrets } from '../report/redact.ts';
import { findSdk } from '../resolve/sdks/index.ts';
import { readSettings } from '../settings/settings.ts';
import type { DiffArguments } from './diff.ts';
import { chooseSdk } from './shared/choose-sdk.ts';
import { parseDuration, parseSignals } from './shared/parse.ts';
import type { Session } from './shared/session.ts';

/** Compares two runs or environments and writes what tells them apart. */
export const runDiff = async (given: DiffArguments, session: Session): Promise<void> => {
  if (given.format !== 'text' && given.format !== 'json')
    throw usageError(`--format takes text or json, not "${given.format}"`);
  const chosen = chooseSdk({ flag: given.sdk, process: null }, session);
  const settings = async (
    variables: Readonly<Record<string, string>>,
    envFiles: readonly string[],
    sdkOfOther: string | null,
  ): Promise<SideSettings> => {
    const asOther = chosen.chosenBy === 'default' ? findSdk(sdkOfOther ?? '') : undefined;
    const choice = asOther === undefined ? chosen : { ...chosen, sdk: asOther };
    const { environment, sdk } = await readSettings(
      { environment: variables, envFiles, flags: {} },
      { sdk: choice.sdk, variable: session.variable ?? (() => undefined) },
    );
    return { environment, sdk, chosenBy: choice.chosenBy, version: choice.version };
  };
  const { comparison, secretValues } = await diff([given.a, given.b], {
    present: (sdk) => settings(session.environment, [], sdk),
    // Our own environment says nothing about where the file is used.
    envFile: (path, sdk) => settings({}, [path], sdk),
    signals: parseSignals(given.signals),
    timeoutMs: parseDuration(given.timeout, 'timeout'),
  });
  const text =
    given.format === 'json'
      ? renderDifferenceJson(comparison)
      : renderDifference(comparison, session.columns);
  session.write(withoutSecrets(text, secretValues));
  session.finish(comparison.differences.length === 0 ? 0 : 1);
};
