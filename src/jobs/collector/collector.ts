import { checks } from '../../../checks/index.ts';
import type { CollectorExporter } from '../../collector/exporters.ts';
import { OF_CONFIGURATION } from '../../knowledge/collector-findings.ts';
import type { CheckOutcome } from '../../model/check.ts';
import type { Finding } from '../../model/finding.ts';
import type { RunRecord, SeenTarget } from '../../model/run-record.ts';
import { usageError } from '../../model/usage.ts';
import { collector } from '../../resolve/sdks/collector.ts';
import { readOwnFile } from '../../settings/file-states.ts';
import { compose } from '../diagnose/compose.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import type { Diagnosis } from '../diagnose/options.ts';
import { asSeen, type Choice, outcomesOf, rank } from '../judge.ts';
import { type DoneElsewhere, fromProcess, type Restart } from '../own-network.ts';
import type { Present } from '../present.ts';
import { type Selection, selectionOf } from '../selection.ts';
import { type Hop, readHops } from './hop.ts';
import { type Proving, provePatches } from './prove-patches.ts';
import { type SenderContext, senderOf } from './sender.ts';
import { namedText, type Surroundings, setText } from './sources.ts';
import { tellInKeys } from './tell.ts';

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

/** Checks of a Collector's configuration. */
const FILE_CHECKS = checks.filter(({ id }) => id.startsWith('pipeline/'));

/** What keeps a Collector from starting, or one of its exporters from being used. */
const STATIC: readonly string[] = [OF_CONFIGURATION.stops, OF_CONFIGURATION.unset, OF_CONFIGURATION.idle];

/** What was seen and found of one exporter. */
interface Sent {
  readonly looked: readonly SeenTarget[];
  readonly found: readonly Finding[];
  readonly outcomes: readonly CheckOutcome[];
  readonly secretValues: readonly string[];
}

const withIds = (diagnosis: Diagnosis, prefix: string) => {
  const named = (id: string): string => `${prefix}${id}`;
  const { seen } = diagnosis;
  return {
    looked: seen.targets.map(({ target, facts }) => ({ target: { ...target, id: named(target.id) }, facts })),
    tried: seen.tried.map((finding) => ({ ...finding, targets: finding.targets.map(named) })),
  };
};

const isDelivered = ({ facts }: SeenTarget): boolean =>
  facts.send?.state === 'seen' && facts.send.value.deliveries.every(({ delivered }) => delivered);

/** What the file alone says of an exporter. */
const saidOfExporter = (found: readonly Finding[], exporter: CollectorExporter): readonly Finding[] => {
  const lines = Object.values(exporter.layer.values).flatMap(({ source }) =>
    source.kind === 'file' ? [`${source.path}:${source.line}`] : [],
  );
  return found.filter(
    ({ code, location }) =>
      code === OF_CONFIGURATION.exporter &&
      location !== undefined &&
      lines.includes(`${location.path}:${location.line}`),
  );
};

/** What is found of an exporter that does not deliver: where it does not even send, its file says it best. */
const withSaid = (
  tried: readonly Finding[],
  own: readonly Finding[],
  looked: readonly SeenTarget[],
): readonly Finding[] => {
  if (looked.every(isDelivered)) return tried;
  const errors = own.filter(({ severity }) => severity === 'error');
  if (errors.length > 0 && looked.every(({ target }) => !target.sends)) {
    const targets = looked.map(({ target }) => target.id);
    return [
      ...errors.map((finding) => ({ ...finding, targets })),
      ...tried.filter(({ code }) => !code.startsWith('endpoint/')),
    ];
  }
  const more = own.flatMap(({ fixes }) => fixes).filter((fix) => 'patch' in fix);
  return tried.map((finding) =>
    finding.severity === 'error' ? { ...finding, fixes: [...finding.fixes, ...more] } : finding,
  );
};

const sendThrough = async (
  hop: Hop,
  exporter: CollectorExporter,
  {
    prefix,
    context,
    around,
    said,
  }: { prefix: string; context: SenderContext; around: Surroundings; said: readonly Finding[] },
): Promise<Sent> => {
  const diagnosis = await diagnose(senderOf(exporter, exporter.signals, context));
  const { looked, tried } = withIds(diagnosis, prefix);
  const found: Finding[] = [];
  const trials: Proving['tried'] = new Map();
  for (const finding of withSaid(tried, saidOfExporter(said, exporter), looked)) {
    const proven = await provePatches(finding, { hop, exporter, context, around, tried: trials });
    found.push(tellInKeys(proven, exporter));
  }
  const outcomes = diagnosis.report.checks.map(
    ({ code, status, why, by }): CheckOutcome => ({
      ...{ code: code as CheckOutcome['code'], status, target: `${prefix}t1`, findings: [] },
      ...(why === undefined ? {} : { why }),
      ...(by === undefined ? {} : { by }),
    }),
  );
  return { looked, found, outcomes, secretValues: diagnosis.secretValues };
};

/** What the checks of files say of one Collector. */
const saidOf = (
  hop: Hop,
  chooses: Choice,
): { readonly outcomes: readonly CheckOutcome[]; readonly all: readonly Finding[] } => {
  const cases = [{ id: hop.path, facts: asSeen({ collector: hop.fact }) }];
  const outcomes = outcomesOf({ checks: FILE_CHECKS, cases, chooses });
  return { outcomes, all: outcomes.flatMap(({ findings }) => findings) };
};

const chosenExporters = (hop: Hop, named: string | undefined): readonly CollectorExporter[] =>
  hop.exporters.filter(
    ({ id, carrier, signals }) =>
      carrier !== null && signals.length > 0 && (named === undefined || id === named),
  );

const refuseUnknown = (hops: readonly Hop[], named: string | undefined): void => {
  const ids = hops.flatMap(({ exporters }) => exporters.map(({ id }) => id));
  if (named === undefined || ids.includes(named)) return;
  throw usageError(
    ids.length === 0
      ? `there is no exporter ${named}: the configuration has none`
      : `there is no exporter ${named}; the configuration has ${ids.slice(0, 8).join(', ')}`,
  );
};

/** Everything that was seen of one Collector. */
interface SeenHop {
  readonly hop: Hop;
  readonly sent: readonly Sent[];
  readonly told: readonly Finding[];
  readonly outcomes: readonly CheckOutcome[];
}

/** What keeps everything from being sent is no mere warning to who asks why nothing is. */
const asCause = (finding: Finding): Finding =>
  finding.code === OF_CONFIGURATION.idle ? { ...finding, severity: 'error' } : finding;

/** What the file says concerns the exporters that do not deliver; where all do it is no more than worth knowing. */
const concerning = (finding: Finding, failed: readonly SeenTarget[]): Finding =>
  failed.length === 0
    ? { ...finding, severity: finding.severity === 'error' ? 'warning' : finding.severity }
    : { ...finding, targets: failed.map(({ target }) => target.id) };

const lookAtHop = async (
  hop: Hop,
  index: number,
  request: CollectorRequest,
  { context, around, chooses }: { context: SenderContext; around: Surroundings; chooses: Choice },
): Promise<SeenHop> => {
  const { outcomes, all } = saidOf(hop, chooses);
  const told = all.filter(({ code }) => STATIC.includes(code));
  const stops = told.some(({ code, severity }) => code === OF_CONFIGURATION.stops && severity === 'error');
  const [first] = hop.exporters;
  if (stops) {
    const findings =
      first === undefined
        ? told
        : await Promise.all(
            told.map((one) => provePatches(one, { hop, exporter: first, context, around, tried: new Map() })),
          );
    return { hop, sent: [], told: findings, outcomes };
  }
  const sent: Sent[] = [];
  const [idle] = hop.exporters.filter(({ carrier, signals }) => carrier !== null && signals.length === 0);
  const nothing = chosenExporters(hop, request.exporter).length === 0 && idle !== undefined;
  if (nothing) {
    const proving = { hop, exporter: idle, context, around, tried: new Map() };
    const proven = await Promise.all(told.map((one) => provePatches(one, proving)));
    return { hop, sent, outcomes, told: proven.map(asCause) };
  }
  for (const [at, exporter] of chosenExporters(hop, request.exporter).entries()) {
    const prefix = `${index > 0 ? `c${index + 1}` : ''}${at > 0 ? `e${at + 1}` : ''}`;
    sent.push(await sendThrough(hop, exporter, { prefix, context, around, said: all }));
  }
  const failed = sent.flatMap(({ looked }) => looked.filter((one) => !isDelivered(one)));
  return { hop, sent, outcomes, told: told.map((one) => concerning(one, failed)) };
};

const notesOf = (seen: readonly SeenHop[], named: string | undefined): readonly string[] =>
  seen.flatMap(({ hop }) => [
    ...chosenExporters(hop, named).flatMap(({ notes }) => notes),
    ...hop.exporters
      .filter(
        ({ carrier, signals, id }) =>
          carrier === null && signals.length > 0 && !/^(?:debug|nop|logging|file)\b/.test(id),
      )
      .map(({ id }) => `The exporter ${id} of ${hop.path} sends no OTLP: nothing was sent through it.`),
  ]);

const chainNote = (hops: readonly Hop[]): readonly string[] =>
  hops.length < 2
    ? []
    : [
        `Each file is a whole configuration, so they were read as ${hops.length} Collectors that data passes one after the other: ${hops.map(({ path }) => path).join(', ')}. For one Collector that merges them give --merge.`,
      ];

/** A run over one or more Collectors. */
const runOver = async (
  hops: readonly Hop[],
  request: CollectorRequest,
  how: { context: SenderContext; around: Surroundings; chooses: Choice; notes: readonly string[] },
): Promise<Diagnosis> => {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const seen: SeenHop[] = [];
  for (const [index, hop] of hops.entries()) seen.push(await lookAtHop(hop, index, request, how));
  const sent = seen.flatMap((one) => one.sent);
  const targets = sent.flatMap(({ looked }) => looked);
  const found = [...seen.flatMap(({ told }) => told), ...sent.flatMap((one) => one.found)];
  const failing = seen.find(
    (one) =>
      one.told.some(({ severity }) => severity === 'error') ||
      one.sent.some(({ looked }) => !looked.every(isDelivered)),
  );
  const failed = [
    ...(failing?.sent.flatMap(({ looked }) => looked.filter((one) => !isDelivered(one))) ?? []).map(
      ({ target }) => target.id,
    ),
    ...(failing === undefined ? [] : [failing.hop.path]),
  ];
  const ranking = rank(found, { checks, failed });
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
    { notes: { own: [...chainNote(hops), ...how.notes, ...notesOf(seen, request.exporter)] } },
  );
  const secretValues = [
    ...sent.flatMap((one) => one.secretValues),
    ...hops.flatMap(({ configuration }) => configuration.filled.filter((value) => value.length >= 6)),
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
  const around: Surroundings = { readFile, lookup };
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
