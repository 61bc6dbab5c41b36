import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Case } from '../lab/cases/case.ts';
import { createLab } from '../lab/cases/lab.ts';
import { inTurn } from '../lab/cases/pool.ts';
import { missingParts } from '../lab/cases/run.ts';
import { type Collector, startCollector } from '../lab/collector.ts';
import { cacheDirectory, requirePart } from '../lab/find-part.ts';
import { temporaryDirectory } from '../lab/ports.ts';
import { finish, type Launch, launch } from '../lab/process.ts';
import { sleep } from '../lab/wait.ts';
import { type CollectorOrder, concernsCollector, sendThroughCollector } from './collector-sender.ts';
import { type CollectorEdition, collectorEditions } from './collectors.ts';
import { COLLECTOR_FILE, type Entry, idOf, replaceEntries } from './entry.ts';
import { codeOf, exporterAlternativesOf, faultCases, firstOfKind, protocolOf } from './faults.ts';
import { maskFor } from './mask.ts';
import { portsOf } from './ports.ts';
import { type BrokenFile, brokenFiles, type ReceiverFault, receiverFaults } from './receiver-faults.ts';

/**
 * The part of the corpus that Collectors print: as the one that sends into the faults of the lab, and as the one that is
 * sent what it cannot take. `npm run corpus:collector -- WORDS` takes the cases whose names contain the words.
 */
const words = process.argv.slice(2);
const wanted = ({ name }: { readonly name: string }): boolean => words.every((word) => name.includes(word));
const editions = await collectorEditions();
const lab = createLab();
const mask = maskFor(cacheDirectory);
const slot = inTurn(6);
const firsts = firstOfKind(faultCases());
const write = (line: string): void => void process.stdout.write(`${line}\n`);

type Told = Omit<Entry, 'id' | 'settings' | 'text'> & {
  readonly settings: Readonly<Record<string, string>>;
  readonly text: string;
};

/** What every Collector says of its start and its end. */
const USUAL = /^.*(?:Everything is ready|Received signal|[Ss]hutdown|Stopping extensions|ListenSocket).*$/gm;

/** The entry of a text; none where it stands up and says nothing more. */
const entryOf = (fault: string, told: Told, ...more: readonly string[]): readonly Entry[] => {
  const up = told.text.lastIndexOf('Everything is ready');
  const silent = told.text.slice(Math.max(up, 0)).replace(USUAL, '').trim() === '';
  return silent && !/\twarn\t/.test(told.text) ? [] : [{ id: idOf(fault, told, ...more), ...told }];
};

const orders: readonly Omit<CollectorOrder, 'edition'>[] = [
  { queue: true, diagnostics: false },
  { queue: false, diagnostics: false },
  { queue: true, diagnostics: true },
];

async function asSender(row: Case): Promise<readonly Entry[]> {
  const scene = await row.start(lab);
  try {
    if (!concernsCollector(row, scene)) return [];
    const code = codeOf(row);
    const protocol = protocolOf(scene.environment, 'go');
    const meet = async (edition: CollectorEdition, order: (typeof orders)[number]) => {
      const sent = await slot(() => sendThroughCollector(scene, { edition, ...order }));
      if (sent.arrived) return [];
      const ports = new Map([
        ...portsOf(scene, scene.environment, protocol, code),
        [sent.port, 14318] as const,
      ]);
      const settings = Object.fromEntries(
        Object.entries(sent.settings).map(([name, value]) => [name, mask(value, ports)]),
      );
      const alternatives = exporterAlternativesOf(row.name, code);
      const told: Told = {
        ...{ sdk: 'collector-sender', version: edition.version, protocol, signal: 'traces' },
        ...{ diagnostics: order.diagnostics, settings, code },
        ...(alternatives.length > 0 && { alternatives }),
        text: mask(sent.text, ports),
      };
      return entryOf(row.name, told, String(order.queue));
    };
    const few = firsts.has(row.name) ? orders : orders.slice(0, 1);
    const runs = editions.flatMap((edition) =>
      few
        .filter(({ diagnostics }) => edition.edition === 'new' || !diagnostics)
        .map((order) => meet(edition, order)),
    );
    return (await Promise.all(runs)).flat();
  } finally {
    await scene.stop?.();
  }
}

/** Starts this edition where the lab starts its own. */
const startOf =
  (edition: CollectorEdition): Launch =>
  (command, args, options) =>
    launch(command === requirePart('otelcol') ? edition.binary() : command, args, options);

/** The file without what the lab alone wants of a Collector. */
const fileOf = ({ configFile }: Collector): string => {
  const { receivers, exporters, service } = JSON.parse(readFileSync(configFile, 'utf8'));
  const { telemetry: _, ...rest } = service;
  return stringify({
    receivers,
    exporters: { debug: null, ...(exporters.debug ? {} : exporters) },
    service: rest,
  });
};

async function asReceiver(fault: ReceiverFault, edition: CollectorEdition, diagnostics: boolean) {
  const level = diagnostics ? { extra: { service: { telemetry: { logs: { level: 'debug' } } } } } : {};
  const options = { ...(await fault.options?.(lab)), ...level };
  const collector = await startCollector(options, startOf(edition));
  await fault.send(collector, lab).catch(() => undefined);
  await sleep(700);
  await collector.stop();
  const ports = portsOf({ collector }, {}, fault.protocol, fault.code);
  return entryOf(fault.name, {
    ...{ sdk: 'collector-receiver', version: edition.version, protocol: fault.protocol, signal: 'traces' },
    ...{ diagnostics, settings: { [COLLECTOR_FILE]: mask(fileOf(collector), ports) }, code: fault.code },
    text: mask(collector.log(), ports),
  });
}

async function withBrokenFile(broken: BrokenFile, edition: CollectorEdition) {
  const file = join(temporaryDirectory('collector'), 'collector.yaml');
  writeFileSync(file, broken.file);
  const { stderr } = await finish(launch(edition.binary(), ['--config', file]), 4_000);
  return entryOf(broken.name, {
    ...{ sdk: 'collector-receiver', version: edition.version, protocol: 'http/protobuf', signal: 'traces' },
    ...{ diagnostics: false, settings: { [COLLECTOR_FILE]: broken.file }, code: broken.code },
    text: mask(stderr, new Map()),
  });
}

const guarded = async (name: string, task: () => Promise<readonly Entry[]>): Promise<readonly Entry[]> => {
  try {
    const entries = await task();
    write(`${name}: ${entries.length}`);
    return entries;
  } catch (thrown) {
    write(`${name}: ${(thrown as Error).stack}`);
    return [];
  }
};

const standing = inTurn(4);
const rows = faultCases().filter((row) => wanted(row) && missingParts(row).length === 0);
const sent = await Promise.all(rows.map((row) => standing(() => guarded(row.name, () => asSender(row)))));
replaceEntries(
  rows.map(({ name }) => name),
  ['collector-sender'],
  sent.flat(),
);

const received = await Promise.all([
  ...receiverFaults
    .filter(wanted)
    .flatMap((fault) =>
      editions.flatMap((edition) =>
        [false, true].map((diagnostics) =>
          slot(() => guarded(fault.name, () => asReceiver(fault, edition, diagnostics))),
        ),
      ),
    ),
  ...brokenFiles
    .filter(wanted)
    .flatMap((broken) =>
      editions.map((edition) => slot(() => guarded(broken.name, () => withBrokenFile(broken, edition)))),
    ),
]);
replaceEntries(
  [...receiverFaults, ...brokenFiles].filter(wanted).map(({ name }) => name),
  ['collector-receiver'],
  received.flat(),
);
await lab.stop();
write(`${sent.flat().length + received.flat().length} texts`);
process.exit(0);
