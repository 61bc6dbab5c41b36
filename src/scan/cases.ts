import type { CollectorFact } from '../model/collector.ts';
import type { LinkFact } from '../model/deployment.ts';
import type { Observation } from '../model/fact.ts';
import type { FactTable } from '../model/facts.ts';
import { isLoopback } from '../model/loopback.ts';
import type { Target } from '../model/target.ts';
import { isJudged } from './environment.ts';
import type { SourceFile, Unread } from './files.ts';
import { linkOf } from './links/join.ts';
import type { Landscape } from './links/landscape.ts';
import { workloadFact } from './links/sender.ts';
import { type World, worldOf } from './links/world.ts';
import type { ReadContext } from './parse.ts';
import { readUnit } from './read-files.ts';
import { type Sender, type SettingsContext, senderOf } from './settings.ts';
import { sort } from './sort.ts';
import { pathsIn, unitsOf } from './units.ts';
import type { Workload } from './workload.ts';

/** Facts that files tell. */
type FileFacts = {
  readonly [F in 'target' | 'unsent' | 'vendor' | 'workload' | 'link' | 'collector']: FactTable[F];
};

/** Their names. */
export const FILE_FACTS: readonly string[] = [
  'target',
  'unsent',
  'vendor',
  'workload',
  'link',
  'collector',
] satisfies readonly (keyof FileFacts)[];

/** What is judged together, under the id by which findings name it. */
export interface ScanCase {
  readonly id: string;
  readonly facts: { readonly [F in keyof FileFacts]?: Observation<FileFacts[F]> };
}

/** A destination of a sender. */
export interface TargetCase extends ScanCase {
  readonly target: Target;
}

/** One sender with the cases of its destinations. */
export interface SenderCases {
  readonly workload: Workload;
  readonly cases: readonly TargetCase[];
}

/** What is deployed together, as cases to judge. */
export interface UnitCases {
  /** Directory, or `standard input`. */
  readonly name: string;
  readonly senders: readonly SenderCases[];
  readonly collectors: readonly ScanCase[];
  readonly notes: readonly string[];
  readonly unread: readonly Unread[];
  /** Its files. */
  readonly paths: ReadonlySet<string>;
}

/** Everything that files say, unit by unit. */
export interface Deployment {
  readonly units: readonly UnitCases[];
  /** Secret values, which no output may hold. */
  readonly secretValues: readonly string[];
  readonly notes: readonly string[];
}

const seen = <Value>(value: Value): Observation<Value> => ({ state: 'seen', value, ms: 0 });

const UNSENT: Observation<FactTable['unsent']> = { state: 'seen', value: { by: 'files' }, ms: 0 };

const vendorOf = async (target: Target): Promise<Observation<FactTable['vendor']>> => {
  const absent = { state: 'absent', why: 'no backend that is known' } as const;
  if (target.host === '' || isLoopback(target.host) || !target.host.includes('.')) return absent;
  const { vendorFact } = await import('../knowledge/vendors/fact.ts');
  const value = vendorFact(target);
  // A host that only looks like one is a rule of thumb; what the files join is better.
  return value?.certain !== true ? absent : seen(value);
};

const linkObservation = (link: LinkFact | null): Observation<LinkFact> =>
  link === null ? { state: 'absent', why: 'nothing is sent' } : seen(link);

const casesOf = async (sender: Sender, land: Landscape, world: World): Promise<readonly TargetCase[]> => {
  const { workload, sdk, targets } = sender;
  const own = seen(workloadFact(workload, sender));
  return Promise.all(
    targets.map(async (target) => ({
      id: `${workload.id} ${target.id}`,
      target,
      facts: {
        ...{ target: seen(target), unsent: UNSENT, workload: own, vendor: await vendorOf(target) },
        link: linkObservation(linkOf(workload, target, sdk, land, world)),
      },
    })),
  );
};

const collectorCase = (collector: CollectorFact): ScanCase => ({
  id: collector.label ?? collector.id,
  facts: { collector: seen(collector) },
});

/** The senders of a unit, and what may not be shown of them. */
const sendersOf = async (
  workloads: readonly Workload[],
  context: SettingsContext,
): Promise<readonly Sender[]> => {
  const senders: Sender[] = [];
  for (const workload of workloads.filter(isJudged)) senders.push(await senderOf(workload, context));
  return senders;
};

/** Reads files and joins what they say. The same files give the same cases. */
export const readDeployment = async (
  files: readonly SourceFile[],
  context: ReadContext & SettingsContext,
): Promise<Deployment> => {
  const sorted = sort(files, context);
  const readings = unitsOf(sorted, context).map((unit) => readUnit(unit, context));
  const world = worldOf(readings.map(({ land }) => land));
  const units: UnitCases[] = [];
  const secretValues = new Set<string>();
  for (const { unit, land, allCollectors, notes, unread } of readings) {
    const senders = await sendersOf(land.workloads, context);
    for (const sender of senders) for (const value of sender.secretValues) secretValues.add(value);
    const cases: SenderCases[] = [];
    for (const sender of senders)
      cases.push({ workload: sender.workload, cases: await casesOf(sender, land, world) });
    units.push({
      name: unit.name,
      senders: cases,
      collectors: allCollectors.map(collectorCase),
      notes: [...notes, ...senders.flatMap((sender) => sender.notes)],
      unread,
      paths: pathsIn(unit),
    });
  }
  return { units, secretValues: [...secretValues], notes: sorted.notes };
};
