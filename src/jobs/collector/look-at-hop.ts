import { checks } from '../../../checks/index.ts';
import type { CollectorExporter } from '../../collector/exporters.ts';
import { OF_CONFIGURATION } from '../../knowledge/collector-findings.ts';
import type { CheckOutcome } from '../../model/check.ts';
import { settingAt } from '../../model/collector-reading.ts';
import type { Finding } from '../../model/finding.ts';
import { isDelivered } from '../diagnose/judge-targets.ts';
import { asSeen, type Choice, outcomesOf } from '../judge.ts';
import type { Hop } from './hop.ts';
import { provePatches } from './prove-patches.ts';
import { type Sent, sendThrough } from './send-through.ts';
import type { SenderContext } from './sender.ts';
import type { Surroundings } from './sources.ts';

/** Checks of a Collector's configuration. */
const FILE_CHECKS = checks.filter(({ id }) => id.startsWith('pipeline/'));

/** What keeps a Collector from starting, or one of its exporters from being used. */
const STATIC: readonly string[] = [OF_CONFIGURATION.stops, OF_CONFIGURATION.unset, OF_CONFIGURATION.idle];

/** What the checks of files say of one Collector. */
const saidOf = (
  hop: Hop,
  chooses: Choice,
): { readonly outcomes: readonly CheckOutcome[]; readonly all: readonly Finding[] } => {
  const cases = [{ id: hop.path, facts: asSeen({ collector: hop.fact }) }];
  const outcomes = outcomesOf({ checks: FILE_CHECKS, cases, chooses });
  return { outcomes, all: outcomes.flatMap(({ findings }) => findings) };
};

/** The exporters that are sent through. */
export const chosenExporters = (hop: Hop, named: string | undefined): readonly CollectorExporter[] =>
  hop.exporters.filter(
    ({ id, carrier, signals }) =>
      carrier !== null && signals.length > 0 && (named === undefined || id === named),
  );

/** Everything that was seen of one Collector. */
export interface SeenHop {
  readonly hop: Hop;
  readonly sent: readonly Sent[];
  readonly told: readonly Finding[];
  readonly outcomes: readonly CheckOutcome[];
}

/** What keeps everything from being sent is no mere warning to who asks why nothing is. */
const asCause = (finding: Finding): Finding =>
  finding.code === OF_CONFIGURATION.idle ? { ...finding, severity: 'error' } : finding;

/** Lines of the file that are of a component. */
const linesOf = ({ fact }: Hop, kind: string, id: unknown): readonly string[] =>
  fact.components
    .filter((component) => component.kind === kind && component.id === id)
    .flatMap(({ places }) => Object.values(places).map(([line, , path = fact.path]) => `${path}:${line}`));

/** Lines of the file that are of an exporter, and of the extension that it uses. */
const linesOfExporter = (hop: Hop, id: string): readonly string[] => {
  const own = hop.fact.components.find((component) => component.kind === 'exporter' && component.id === id);
  const extension = own === undefined ? null : settingAt(own.settings, 'auth', 'authenticator');
  return [...linesOf(hop, 'exporter', id), ...linesOf(hop, 'extension', extension)];
};

/** What the file says concerns an exporter that does not deliver where it stands there; else it is no more than a warning. */
const concerning = (finding: Finding, hop: Hop, sent: readonly Sent[]): Finding => {
  const { location, severity } = finding;
  const place = location === undefined ? '' : `${location.path}:${location.line}`;
  const failing = sent.filter(
    ({ exporter, looked }) => !looked.every(isDelivered) && linesOfExporter(hop, exporter.id).includes(place),
  );
  if (failing.length === 0) return { ...finding, severity: severity === 'error' ? 'warning' : severity };
  const targets = failing.flatMap(({ looked }) => looked.filter((one) => !isDelivered(one)));
  return { ...finding, targets: targets.map(({ target }) => target.id) };
};

/** Looks at one Collector: at its file, and where that lets it start, through each of its exporters. */
export const lookAtHop = async (
  hop: Hop,
  index: number,
  exporterName: string | undefined,
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
  const nothing = chosenExporters(hop, exporterName).length === 0 && idle !== undefined;
  if (nothing) {
    const proving = { hop, exporter: idle, context, around, tried: new Map() };
    const proven = await Promise.all(told.map((one) => provePatches(one, proving)));
    return { hop, sent, outcomes, told: proven.map(asCause) };
  }
  for (const [at, exporter] of chosenExporters(hop, exporterName).entries()) {
    const prefix = `${index > 0 ? `c${index + 1}` : ''}${at > 0 ? `e${at + 1}` : ''}`;
    sent.push(await sendThrough(hop, exporter, { prefix, context, around, said: all }));
  }
  // Without a connection nothing tells whether a variable that is not set here is set there.
  const seen = context.offline ? [] : sent;
  return { hop, sent, outcomes, told: told.map((one) => concerning(one, hop, seen)) };
};
