import type { CollectorFact } from '../model/collector.ts';
import type { LinkFact } from '../model/deployment.ts';
import type { Observation } from '../model/fact.ts';
import type { FactTable } from '../model/facts.ts';
import { isLoopback } from '../model/loopback.ts';
import type { Target } from '../model/target.ts';
import { isJudged } from './environment.ts';
import type { SourceFile } from './files.ts';
import { linkOf } from './links/join.ts';
import type { Landscape } from './links/landscape.ts';
import { workloadFact } from './links/sender.ts';
import { type ReadContext, read } from './read-files.ts';
import { type Sender, type SettingsContext, senderOf } from './settings.ts';
import type { Workload } from './workload.ts';

/** Facts that files tell. */
type FileFacts = { readonly [F in 'target' | 'vendor' | 'workload' | 'link' | 'collector']: FactTable[F] };

/** Their names. */
export const FILE_FACTS: readonly string[] = [
  'target',
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

/** Everything that files say, as cases to judge. */
export interface Deployment {
  readonly senders: readonly SenderCases[];
  readonly collectors: readonly ScanCase[];
  /** Secret values, which no output may hold. */
  readonly secretValues: readonly string[];
  readonly notes: readonly string[];
}

const seen = <Value>(value: Value): Observation<Value> => ({ state: 'seen', value, ms: 0 });

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

const casesOf = async (
  { workload, sdk, targets }: Sender,
  land: Landscape,
): Promise<readonly TargetCase[]> => {
  const own = seen(workloadFact(workload, sdk));
  return Promise.all(
    targets.map(async (target) => ({
      id: `${workload.id} ${target.id}`,
      target,
      facts: {
        ...{ target: seen(target), workload: own, vendor: await vendorOf(target) },
        link: linkObservation(linkOf(workload, target, sdk, land)),
      },
    })),
  );
};

const collectorCase = (collector: CollectorFact): ScanCase => ({
  id: collector.label ?? collector.id,
  facts: { collector: seen(collector) },
});

/** Reads files and joins what they say. The same files give the same cases. */
export const readDeployment = async (
  files: readonly SourceFile[],
  context: ReadContext & SettingsContext,
): Promise<Deployment> => {
  const reading = read(files, context);
  const senders: Sender[] = [];
  for (const workload of reading.workloads.filter(isJudged)) senders.push(await senderOf(workload, context));
  return {
    senders: await Promise.all(
      senders.map(async (sender) => ({
        workload: sender.workload,
        cases: await casesOf(sender, reading),
      })),
    ),
    collectors: reading.allCollectors.map(collectorCase),
    secretValues: [...new Set(senders.flatMap(({ secretValues }) => secretValues))],
    notes: [...new Set([...reading.notes, ...senders.flatMap(({ notes }) => notes)])],
  };
};
