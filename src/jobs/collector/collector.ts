import { checks } from '../../../checks/index.ts';
import { pipelinesWith } from '../../model/collector-reading.ts';
import type { RunRecord } from '../../model/run-record.ts';
import { usageError } from '../../model/usage.ts';
import { collector } from '../../resolve/sdks/collector.ts';
import { readOwnFile } from '../../settings/file-states.ts';
import { compose } from '../diagnose/compose.ts';
import { isDelivered } from '../diagnose/judge-targets.ts';
import type { Diagnosis } from '../diagnose/options.ts';
import { type Choice, type Ranking, rank } from '../judge.ts';
import { type DoneElsewhere, fromProcess, type Restart } from '../own-network.ts';
import type { Present } from '../present.ts';
import { type Selection, selectionOf } from '../selection.ts';
import { type Hop, readHops } from './hop.ts';
import { chosenExporters, lookAtHop, type SeenHop } from './look-at-hop.ts';
import type { SenderContext } from './sender.ts';
import { namedText, type Surroundings, setText } from './sources.ts';

/** What is asked, in the words of the command line. */
export interface CollectorRequest extends Selection {
  readonly files: readonly string[];
  readonly set: readonly string[];
  readonly exporter: string | undefined;
  readonly pid: string | undefined;
  readonly merge: boolean;
  readonly timeoutMs: number | null;
  readonly offline: boolean;
  readonly controls: boolean;
}

const refuseUnknown = (hops: readonly Hop[], named: string | undefined): void => {
  const ids = hops.flatMap(({ exporters }) => exporters.map(({ id }) => id));
  if (named === undefined || ids.includes(named)) return;
  throw usageError(
    ids.length === 0
      ? `there is no exporter ${named}: the configuration has none`
      : `there is no exporter ${named}; the configuration has ${ids.slice(0, 8).join(', ')}`,
  );
};

const notesOf = (seen: readonly SeenHop[], named: string | undefined): readonly string[] =>
  seen.flatMap(({ hop, sent }) => [
    ...sent.flatMap(({ exporter }) => exporter.notes),
    ...chosenExporters(hop, named)
      .filter(({ id }) => pipelinesWith(hop.fact, 'exporters', id).length === 0)
      .map(
        ({ id }) =>
          `The exporter ${id} is in no pipeline of ${hop.path}: the Collector sends nothing through it.`,
      ),
    ...hop.exporters
      .filter(
        ({ carrier, signals, id }) =>
          carrier === null && signals.length > 0 && !/^(?:debug|nop|logging|file)\b/.test(id),
      )
      .map(({ id }) => `The exporter ${id} of ${hop.path} sends no OTLP: nothing was sent through it.`),
  ]);

/** Variables that are not set here may be set where the Collector runs. */
const unsetNote = (hops: readonly Hop[], request: CollectorRequest): readonly string[] =>
  request.pid === undefined && hops.some(({ configuration }) => configuration.unset.length > 0)
    ? [
        'Variables were read from this environment; where the Collector has another one, run it there, or give --pid of the Collector.',
      ]
    : [];

const chainNote = (hops: readonly Hop[]): readonly string[] =>
  hops.length < 2
    ? []
    : [
        `Each file is a whole configuration, so they were read as ${hops.length} Collectors that data passes one after the other: ${hops.map(({ path }) => path).join(', ')}. For one Collector that merges them give --merge.`,
      ];

/** Findings along the way: the cause is in the first Collector that does not hand on, and what is behind it follows. */
const rankAlong = (seen: readonly SeenHop[]): Ranking => {
  const broken = seen.findIndex(
    ({ told, sent }) =>
      told.some(({ severity }) => severity === 'error') ||
      sent.some(({ looked }) => !looked.every(isDelivered)),
  );
  const end = broken < 0 ? seen.length : broken + 1;
  const foundIn = (some: readonly SeenHop[]) =>
    some.flatMap(({ told, sent }) => [...told, ...sent.flatMap(({ found }) => found)]);
  const failing = broken < 0 ? [] : seen.slice(broken, end);
  const failed = failing.flatMap(({ hop, sent }) => [
    hop.path,
    ...sent.flatMap(({ looked }) => looked.filter((one) => !isDelivered(one)).map(({ target }) => target.id)),
  ]);
  const { findings, root } = rank(foundIn(seen.slice(0, end)), { checks, failed });
  const behind = rank(foundIn(seen.slice(end)), { checks });
  return { findings: [...findings, ...behind.findings], root };
};

/** A run over one or more Collectors. */
const runOver = async (
  hops: readonly Hop[],
  request: CollectorRequest,
  how: { context: SenderContext; around: Surroundings; chooses: Choice; notes: readonly string[] },
): Promise<Diagnosis> => {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const seen: SeenHop[] = [];
  for (const [index, hop] of hops.entries()) seen.push(await lookAtHop(hop, index, request.exporter, how));
  const sent = seen.flatMap((one) => one.sent);
  const targets = sent.flatMap(({ looked }) => looked);
  const found = [...seen.flatMap(({ told }) => told), ...sent.flatMap((one) => one.found)];
  const ranking = rankAlong(seen);
  const record: RunRecord = {
    ...{ startedAt, durationMs: Math.round(performance.now() - started) },
    sdk: { name: collector.name, chosenBy: 'flag', version: null },
    ...{ platform: process.platform, offline: request.offline, targets, routes: [], tried: found },
  };
  const report = compose(
    {
      ...record,
      ...ranking,
      outcomes: [...seen.flatMap((one) => one.outcomes), ...sent.flatMap((one) => one.outcomes)],
    },
    {
      notes: {
        own: [
          ...chainNote(hops),
          ...unsetNote(hops, request),
          ...how.notes,
          ...notesOf(seen, request.exporter),
        ],
      },
    },
  );
  const secretValues = [
    ...sent.flatMap((one) => one.secretValues),
    ...hops.flatMap(({ exporters }) =>
      exporters.flatMap(({ authentication }) => authentication?.secrets ?? []),
    ),
  ];
  return {
    report,
    seen: record,
    secretValues: [...new Set(secretValues)].sort((a, b) => b.length - a.length),
  };
};

/** Diagnoses the exporters of a Collector as it would send, or the way through several of them. */
export const diagnoseCollector = async (
  request: CollectorRequest,
  present: Present & Restart,
  onObservation?: SenderContext['onObservation'],
): Promise<Diagnosis | DoneElsewhere> => {
  const chooses = selectionOf(checks, request);
  const other = request.pid === undefined ? null : await fromProcess(request.pid, present);
  if (other !== null && 'status' in other) return other;
  const readFile = other?.readFile ?? readOwnFile;
  const lookup = other?.variable ?? ((name: string) => present.environment[name] ?? present.variable?.(name));
  const around: Surroundings = { readFile, lookup, asked: request.exporter };
  const files = request.files.map((path) =>
    namedText(path, (asked) => readFile(asked) ?? readOwnFile(asked)),
  );
  const hops = readHops(files, request.set.map(setText), around, request.merge);
  refuseUnknown(hops, request.exporter);
  const environment =
    other === null
      ? present.environment
      : Object.fromEntries(Object.entries(other.layer.values).map(([name, { value }]) => [name, value]));
  const { timeoutMs, offline, controls } = request;
  const context: SenderContext = {
    ...{ environment, readFile, timeoutMs, offline, controls, chooses },
    ...(other === null ? {} : { process: { pid: other.process.pid, readFile } }),
    ...(onObservation === undefined ? {} : { onObservation }),
  };
  return runOver(hops, request, { context, around, chooses, notes: other?.notes ?? [] });
};
