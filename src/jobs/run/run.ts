import type { ForwardFact, ReceivedFact, RefusalGroup } from '../../model/received.ts';
import type { Report } from '../../model/report.ts';
import { LONGEST_TIMER_MS } from '../../model/time-limit.ts';
import { treeSockets } from '../../processes/connections.ts';
import { type Collection, createCollection, type ServiceFacts } from '../../telemetry/collection.ts';
import { windowLimits } from '../../telemetry/limits.ts';
import type { Choice } from '../judge.ts';
import { judgeTelemetry, type Subject } from '../judge-telemetry.ts';
import { assembleTelemetry } from '../report-telemetry.ts';
import { applicationFact, type Ending } from './application-fact.ts';
import type { RunCommand } from './command.ts';
import { type StartedCommand, type Surroundings, startCommand } from './start-command.ts';

/** What a run is made of. */
export interface RunOptions {
  readonly commands: readonly RunCommand[];
  readonly surroundings: Surroundings;
  readonly sdkChosenBy: Report['sdk']['chosenBy'];
  /** Milliseconds after which the commands are ended; null waits for them. */
  readonly forMs: number | null;
  readonly maxSpans: number;
  readonly chooses?: Choice | undefined;
  /** Whether the reader has ended it: nothing more is started then. */
  isInterrupted?(): boolean;
  /** Says to a reader who waits what is waited for, in a line. */
  tell?(line: string): void;
}

/** What came of a run. */
export interface RunResult {
  readonly report: Report;
  /** Secret values that must not appear in any output. */
  readonly secretValues: readonly string[];
  /** Exit status that the commands gave: of the driver, else of the first that failed. */
  readonly status: number;
  /** Command of each service, by the ids of both. */
  readonly commandOf: Readonly<Record<string, string>>;
}

const WINDOW_MS = 24 * 3_600_000;

/** Traces are judged at the end of a run; one that is idle this long gives its memory back before. */
const SETTLE_MS = 60_000;

const TICK_MS = 1_000;

/** An export itself, and the longest that services are waited for altogether. */
const EXPORT_MS = 500;
const LONGEST_EXPORT_MS = 10_000;

/** Time for a command to end by itself, and for passing on. */
const STOP_MS = 5_000;
const FORWARD_MS = 5_000;

/** What was sent right at the end is still on its way through the loopback. */
const LAST_EXPORT_MS = 150;

/** A service that listens on a port is ready for the command that calls it; others get this long. */
const READY_MS = 10_000;
const LOOK_MS = 100;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until a service listens, has ended, or took too long. */
const untilReady = async ({ application }: StartedCommand): Promise<void> => {
  let ended = false;
  void application.exited.then(() => {
    ended = true;
  });
  const until = performance.now() + READY_MS;
  while (!ended && performance.now() < until && treeSockets(application.pid).listening.length === 0)
    await pause(LOOK_MS);
};

const allEnded = (started: readonly StartedCommand[]): Promise<unknown> =>
  Promise.all(started.map(({ application }) => application.exited));

const startAll = async (options: RunOptions, collection: Collection): Promise<readonly StartedCommand[]> => {
  const { commands, surroundings } = options;
  const started: StartedCommand[] = [];
  try {
    for (const command of [...commands].sort((a, b) => Number(a.driver) - Number(b.driver))) {
      if (command.driver) await Promise.all(started.map(untilReady));
      if (options.isInterrupted?.()) break;
      started.push(await startCommand(command, surroundings, collection));
    }
  } catch (thrown) {
    await Promise.all(started.map(({ application }) => application.stop(STOP_MS)));
    await allEnded(started);
    await Promise.all(started.map(release));
    throw thrown;
  }
  return started;
};

const release = async ({ own, override, connections }: StartedCommand): Promise<void> => {
  connections.stop();
  override.cleanUp();
  await own.receiver.stop();
  await own.forwarder?.finish(FORWARD_MS);
};

/** Resolves with the promise, or after so many milliseconds. */
const within = async (promise: Promise<unknown>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(ms, LONGEST_TIMER_MS));
  });
  await Promise.race([promise, over]);
  clearTimeout(timer);
};

/** Many services lose what still waits to be exported when they are stopped: they get the time of one more export. */
const lastExport = async (
  started: readonly StartedCommand[],
  { command }: StartedCommand,
  tell: RunOptions['tell'],
): Promise<void> => {
  const delays = started.map(({ settings }) => settings.exportDelayMs);
  const ms = Math.min(Math.max(...delays) + EXPORT_MS, LONGEST_EXPORT_MS);
  tell?.(`${command.name} has ended; the services get ${ms / 1_000} s for what they have not exported yet`);
  await within(allEnded(started), ms);
};

/** Until the driver has ended, or every command, or the time is over. */
const untilEnd = async (started: readonly StartedCommand[], options: RunOptions): Promise<void> => {
  const driver = started.find(({ command }) => command.driver);
  let isOver = false;
  const ends = async (): Promise<void> => {
    await (driver ? driver.application.exited : allEnded(started));
    if (driver && !isOver && !options.isInterrupted?.()) await lastExport(started, driver, options.tell);
  };
  await (options.forMs === null ? ends() : within(ends(), options.forMs));
  isOver = true;
};

/** Ends what still runs and tells for each command how it ended. */
const endAll = async (started: readonly StartedCommand[]): Promise<ReadonlyMap<string, Ending>> => {
  const endings = new Map<string, Ending>();
  await Promise.all(
    started.map(async ({ command, application }) => {
      const own = application.exited.then((exit) => ({ exit }));
      const early = await Promise.race([own, pause(0)]);
      if (early === undefined) await application.stop(STOP_MS);
      endings.set(command.id, { exit: (await own).exit, stopped: early === undefined });
    }),
  );
  return endings;
};

const runAll = async (
  options: RunOptions,
  collection: Collection,
): Promise<{
  readonly started: readonly StartedCommand[];
  readonly endings: ReadonlyMap<string, Ending>;
}> => {
  const started = await startAll(options, collection);
  const names = started.map(({ command }) => command.name).join(', ');
  options.tell?.(`receiving what is sent by ${names}; the report comes at the end (Ctrl-C ends it)`);
  await untilEnd(started, options);
  return { started, endings: await endAll(started) };
};

const mergeRefusals = (started: readonly StartedCommand[]): readonly RefusalGroup[] =>
  started.flatMap(({ own }) => own.refusals());

/** https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#general-sdk-configuration */
const DEFAULT_PROPAGATORS: readonly string[] = ['tracecontext', 'baggage'];

/** Adds the propagators of both sides, which only the settings of the commands tell; the default where one is set. */
const withPropagators = (
  services: readonly ServiceFacts[],
  subjects: readonly Subject[],
): readonly ServiceFacts[] => {
  const sourceOf = new Map(services.map(({ id, source }) => [id, source]));
  const of = (id: string): readonly string[] | null =>
    subjects.find(({ fact }) => fact.name === sourceOf.get(id))?.fact.propagators ?? null;
  return services.map((facts) => ({
    ...facts,
    calls: {
      edges: facts.calls.edges.map((edge) => {
        const caller = of(facts.id);
        const callee = of(edge.calleeId);
        if (caller === null && callee === null) return edge;
        const propagators = { caller: caller ?? DEFAULT_PROPAGATORS, callee: callee ?? DEFAULT_PROPAGATORS };
        return { ...edge, propagators };
      }),
    },
  }));
};

const SIGNAL_STATUS = 128;

/** As a shell tells it. */
const statusOf = ({ exit: { code, signal } }: Ending, signals: Readonly<Record<string, number>>): number =>
  code ?? SIGNAL_STATUS + (signal === null ? 0 : (signals[signal] ?? 0));

const commandStatus = (
  started: readonly StartedCommand[],
  endings: ReadonlyMap<string, Ending>,
  signals: Readonly<Record<string, number>>,
): number => {
  const statuses = started.flatMap(({ command }) => {
    const ending = endings.get(command.id);
    return ending && !ending.stopped ? [{ driver: command.driver, status: statusOf(ending, signals) }] : [];
  });
  const driver = statuses.find((one) => one.driver);
  return driver?.status ?? statuses.find(({ status }) => status !== 0)?.status ?? 0;
};

const unread = (started: readonly StartedCommand[]): readonly string[] =>
  started.some(({ application }) => !application.read.includes('stdout'))
    ? ['Standard output is the terminal, so the log was read from standard error alone.']
    : [];

const subjectsOf = (
  started: readonly StartedCommand[],
  endings: ReadonlyMap<string, Ending>,
  services: readonly ServiceFacts[],
): readonly Subject[] =>
  started.flatMap((one) => {
    const ending = endings.get(one.command.id);
    const { id } = one.command;
    return ending ? [{ id, fact: applicationFact(one, ending, services), messages: one.log.messages() }] : [];
  });

const receivedFact = (
  started: readonly StartedCommand[],
  collection: Collection,
  listenedMs: number,
): ReceivedFact => {
  const { requests, spans, metricPoints, logRecords, bytes } = collection.totals();
  const receiver = started[0]?.own.receiver;
  return {
    mode: 'run',
    listenedMs,
    grpcPort: receiver?.grpcPort ?? 0,
    httpPort: receiver?.httpPort ?? 0,
    ...{ requests, spans, metricPoints, logRecords, bytes },
    refusals: mergeRefusals(started),
  };
};

/** Starts the commands, lets them run, and judges what they sent. Rejects with a usage error for one that cannot start. */
export const run = async (
  options: RunOptions,
  signals: Readonly<Record<string, number>>,
): Promise<RunResult> => {
  const startMs = Date.now();
  const collection = createCollection({
    maxSpans: options.maxSpans,
    settleMs: SETTLE_MS,
    windowMs: WINDOW_MS,
    sameMachine: true,
  });
  const settling = setInterval(() => collection.settle(Date.now()), TICK_MS);
  const { started, endings } = await runAll(options, collection).finally(() => clearInterval(settling));
  await pause(LAST_EXPORT_MS);
  const listenedMs = Date.now() - startMs;
  await Promise.all(started.map(release));
  for (const { log } of started) log.end();
  collection.settleAll();
  const plain = collection.facts();
  const subjects = subjectsOf(started, endings, plain);
  const services = withPropagators(plain, subjects);
  const forward: readonly ForwardFact[] = started.flatMap(({ own }) => own.forwarder?.facts() ?? []);
  const received = receivedFact(started, collection, listenedMs);
  const { chooses } = options;
  const judged = judgeTelemetry({ received, services, applications: subjects, forward, chooses });
  const report = assembleTelemetry({
    startedAt: new Date(startMs).toISOString(),
    durationMs: Date.now() - startMs,
    received,
    traces: collection.totals().traces,
    services: services.map(({ service }) => service),
    applications: subjects,
    forward,
    ...judged,
    sdk: { name: started[0]?.sdk.name ?? 'spec', chosenBy: options.sdkChosenBy, version: null },
    platform: process.platform,
    limits: [
      ...windowLimits(collection.totals(), options.maxSpans),
      ...unread(started),
      ...new Set(started.flatMap(({ notes }) => notes)),
    ],
  });
  return {
    report,
    secretValues: started.flatMap(({ secretValues }) => secretValues),
    status: commandStatus(started, endings, signals),
    commandOf: Object.fromEntries(
      services.flatMap(({ id, source }) => (source === null ? [] : [[id, source]])),
    ),
  };
};
