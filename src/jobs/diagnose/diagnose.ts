import { exportChecks } from '../../../checks/export.ts';
import { allTries, place } from '../../model/reading.ts';
import type { RunRecord, SeenTarget } from '../../model/run-record.ts';
import type { Target } from '../../model/target.ts';
import { createTurn } from '../../probes/turn.ts';
import { tellInFile } from '../../prove/in-file.ts';
import { tellInFlavour } from '../../prove/in-flavour.ts';
import { chosen } from '../judge.ts';
import { resolveSignals, resolveWanted } from './all-signals.ts';
import { judgeTargets, reportOf } from './judge-targets.ts';
import { longestWait, lookAt, type Run, type Shared, wantedFacts } from './look.ts';
import type { DiagnoseOptions, Diagnosis } from './options.ts';
import { tryFixes } from './try-fixes.ts';

export type { DiagnosedProcess, DiagnoseOptions, Diagnosis } from './options.ts';

/** Secret values that must not appear in any output of a run, also of one that is ended early. */
export const secretsOf = (options: DiagnoseOptions): readonly string[] =>
  resolveSignals(options).secrets.secretValues;

/** Where the signals of a run go, before anything is looked at. */
export const targetsOf = (options: DiagnoseOptions): readonly Target[] =>
  resolveWanted(options).resolved.resolution.targets;

/** Checks that are about a configuration file itself. */
const VERBATIM = exportChecks.filter(({ verbatim }) => verbatim).map(({ id }) => id);

/** Nothing answered a connection: it would be waited for in vain once more. */
const isSilent = ({ facts: { tcp } }: SeenTarget): boolean =>
  tcp?.state === 'seen' && allTries(tcp.value, 'timeout');

/** Looks at all targets at once; of signals that were not chosen only at their routes, once the test items are answered. */
const lookAtAll = async (
  run: Run,
  targets: readonly Target[],
  others: readonly Target[],
): Promise<{ readonly looked: readonly SeenTarget[]; readonly routes: RunRecord['routes'] }> => {
  const { options } = run;
  const shared: Shared = new Map();
  const wanted = wantedFacts(chosen({ checks: exportChecks, chooses: options.chooses }), options);
  const turns = targets.map((target) => ({ target, turn: createTurn() }));
  const looking = Promise.all(
    turns.map(({ target, turn }) =>
      lookAt(run, target, wanted, shared, turn).finally(() => turn.settle(false)),
    ),
  );
  const allTaken = Promise.all(turns.map(({ turn }) => turn.taken)).then((taken) => !taken.includes(false));
  const askRoutes = (taken: Promise<boolean>, asked = others): Promise<readonly SeenTarget[]> =>
    Promise.all(asked.map((target) => lookAt(run, target, ['routes'], shared, { ...createTurn(), taken })));
  const lookAside = async (): Promise<readonly SeenTarget[]> => {
    if (options.offline) return [];
    const aside = await askRoutes(allTaken);
    if (await allTaken) return aside;
    // What was refused may be sent again, alone.
    const silent = (await looking).filter(isSilent).map(({ target }) => place(target));
    return askRoutes(
      Promise.resolve(true),
      others.filter((target) => !silent.includes(place(target))),
    );
  };
  const [looked, aside] = await Promise.all([looking, lookAside()]);
  const routes = aside.flatMap(({ facts }) =>
    facts.routes?.state === 'seen' ? facts.routes.value.answers : [],
  );
  return { looked, routes };
};

/**
 * Diagnoses where the telemetry of a process goes: resolves the settings, walks the way, sends a test item, judges,
 * proves fixes. Rejects only for programming errors; whatever is wrong on the way is in the report.
 */
export const diagnose = async (options: DiagnoseOptions): Promise<Diagnosis> => {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const { resolved, notes } = resolveWanted(options);
  const { resolution, secrets } = resolved;
  const exportMs = longestWait(resolution.targets);
  const run: Run = { options, secrets, exportMs, elapsed: () => performance.now() - started };
  const { looked, routes } = await lookAtAll(run, resolution.targets, resolution.others);
  const judged = judgeTargets(looked, options.chooses);
  const proven = await tryFixes(run, looked, judged.standing);
  const seen: RunRecord = {
    startedAt,
    durationMs: Math.round(run.elapsed()),
    sdk: { name: options.sdk.name, chosenBy: options.sdkChosenBy, version: options.sdkVersion ?? null },
    platform: process.platform,
    offline: options.offline ?? false,
    targets: looked,
    routes,
    tried: tellInFlavour(
      tellInFile(proven, resolution.targets, options.environment, VERBATIM),
      resolution.targets,
      options,
      VERBATIM,
    ),
  };
  return {
    report: reportOf(seen, judged, {
      notes: { own: [...(options.notes ?? []), ...notes] },
      beside: options.beside,
    }),
    secretValues: secrets.secretValues,
    seen,
  };
};
