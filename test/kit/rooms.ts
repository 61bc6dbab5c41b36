/** One room of the house: which files it holds, what they may import, and why not more. */
export interface Room {
  /** As docs/architecture.md names it. */
  readonly name: string;
  readonly files: RegExp;
  readonly holds: string;
  readonly mayImport: readonly RegExp[];
  /** Of these only types, which are gone when it runs. */
  readonly mayNameTypesOf?: readonly RegExp[];
  /** Whether files of the room may import each other. */
  readonly itself: boolean;
  /** What would break if it imported more; the text of the failing test. */
  readonly reason: string;
}

const model = /^src\/model\//;
const bytes = /^src\/bytes\//;
const disk = /^src\/disk\//;
const text = /^src\/text\//;
const knowledge = /^src\/knowledge\//;
const findings = /^src\/findings\//;
const samples = /^src\/samples\//;
const engine = /^src\/engine\//;
const resolve = /^src\/resolve\//;
const settings = /^src\/settings\//;
const processes = /^src\/processes\//;
const probes = /^src\/probes\//;
const prove = /^src\/prove\//;
const receiver = /^src\/receiver\//;
const telemetry = /^src\/telemetry\//;
const forward = /^src\/forward\//;
const launch = /^src\/launch\//;
const explain = /^src\/explain\//;
const collector = /^src\/collector\//;
const scan = /^src\/scan\//;
const bundle = /^src\/bundle\/(?!schema)/;
const jobs = /^src\/jobs\//;
const report = /^src\/report\/(?!schema\.ts)/;
const version = /^src\/version\.ts$/;
const node = /^node:/;
const registry = /^checks\/[^/]+\.ts$/;
const exporters = /^(@grpc\/grpc-js|@opentelemetry\/.+|https?-proxy-agent)$/;

/** Who may import whom: data flows one way, resolve -> gather -> judge -> prove -> report. */
export const ROOMS: readonly Room[] = [
  {
    name: 'src/model',
    files: model,
    holds: 'types, tiny constructors, short questions about facts',
    mayImport: [],
    itself: true,
    reason: 'every stage shares the model, so whatever it imported would be everywhere',
  },
  {
    name: 'src/text',
    files: text,
    holds: 'text as text: cleaning, masking, words of a shell, the nearest word',
    mayImport: [model, /^node:util$/],
    itself: true,
    reason: 'one way to mask and clean for all who show a text',
  },
  {
    name: 'src/disk',
    files: disk,
    holds: 'the one reader and the one writer of files',
    mayImport: [model, /^node:(buffer|crypto|fs|os|path)$/],
    itself: true,
    reason: 'a file that a stranger names may be a device, a pipe or a link: one place knows how to open it',
  },
  {
    name: 'src/bytes',
    files: bytes,
    holds: 'bytes as they come in, at a bounded cost',
    mayImport: [],
    itself: true,
    reason: 'whoever reads from a stranger pays for bytes and not for how they are cut: one place counts',
  },
  {
    name: 'src/knowledge',
    files: knowledge,
    holds: 'data: ports, paths, servers, vendors, messages, conventions',
    mayImport: [text],
    mayNameTypesOf: [model],
    itself: true,
    reason: 'knowledge is data: it can be read, listed and replaced without running anything',
  },
  {
    name: 'src/findings',
    files: findings,
    holds: 'what checks share: evidence, changes of settings, remedies',
    mayImport: [model, knowledge, text, samples],
    itself: true,
    reason: 'a check stays short, and what two of them say is worded once',
  },
  {
    name: 'src/samples',
    files: samples,
    holds: 'facts for examples, healthy and broken',
    mayImport: [model, text],
    itself: true,
    reason: 'examples feed tests and pages and must not need a stage to be made',
  },
  {
    name: 'checks/<area>',
    files: /^checks\/[^/]+\//,
    holds: 'one check a file, pure and synchronous',
    mayImport: [model, knowledge, text, findings, samples],
    itself: false,
    reason: 'a check is handed facts; what it could fetch by itself could not be saved, replayed or tested',
  },
  {
    name: 'checks/*.ts',
    files: registry,
    holds: 'the registries, generated',
    mayImport: [model, /^checks\/[^/]+\//],
    itself: false,
    reason: 'a registry only lists',
  },
  {
    name: 'src/engine',
    files: engine,
    holds: 'plan, gather, judge, attribute',
    mayImport: [model],
    itself: true,
    reason: 'the engine knows no fact by name, so that a new one needs no change in it',
  },
  {
    name: 'src/resolve',
    files: resolve,
    holds: 'layers of settings become targets, as one SDK reads them',
    mayImport: [model, knowledge, text],
    itself: true,
    reason: 'what a setting means must not depend on this machine',
  },
  {
    name: 'src/settings',
    files: settings,
    holds: 'where values come from: environment, env files, flags, another process, a configuration file',
    mayImport: [model, text, disk, resolve, processes, /^node:fs$/, /^yaml$/],
    itself: true,
    reason: 'a source says what stands there and interprets nothing',
  },
  {
    name: 'src/processes',
    files: processes,
    holds: 'other processes as plain data: settings, language, network, ports',
    mayImport: [model, text, knowledge, disk, /^node:(fs|os|child_process)$/],
    itself: true,
    reason: 'what a process is, is seen and not judged',
  },
  {
    name: 'src/probes',
    files: probes,
    holds: 'one file a fact of the way to the receiver',
    mayImport: [model, text, bytes, disk, processes, node, exporters],
    itself: true,
    reason: 'probes do not judge, and word nothing for the reader',
  },
  {
    name: 'src/receiver',
    files: receiver,
    holds: 'the embedded OTLP receiver',
    mayImport: [model, bytes, node],
    itself: true,
    reason: 'a receiver takes and refuses; what that means is judged elsewhere',
  },
  {
    name: 'src/telemetry',
    files: telemetry,
    holds: 'export batches become facts of each service, in bounded memory',
    mayImport: [model, text, knowledge],
    mayNameTypesOf: [receiver],
    itself: true,
    reason: 'facts about telemetry depend on what arrived and on nothing else',
  },
  {
    name: 'src/forward',
    files: forward,
    holds: 'passes exports on as they came, and tells how that went',
    mayImport: [model, text, bytes, node, /^https?-proxy-agent$/],
    mayNameTypesOf: [receiver],
    itself: true,
    reason: 'what is passed on must not depend on what we think of it',
  },
  {
    name: 'src/launch',
    files: launch,
    holds: 'commands: settings overridden, started, their log read, their connections watched',
    mayImport: [model, text, disk, knowledge, processes, resolve, settings, node],
    itself: true,
    reason: 'who starts a command knows no receiver and judges nothing',
  },
  {
    name: 'src/explain',
    files: explain,
    holds: 'what a pasted log or ticket says, as facts with their lines',
    mayImport: [model, text, knowledge, resolve, findings, samples, /^node:util$/],
    itself: true,
    reason: 'a text is read without disk, environment or network',
  },
  {
    name: 'src/collector',
    files: collector,
    holds: "a Collector's configuration as it reads it: merged, filled in, each exporter as settings",
    mayImport: [model, text, knowledge, resolve, /^yaml$/],
    itself: true,
    reason: 'what a configuration means is one thing, whether its file is scanned or its exporters send',
  },
  {
    name: 'src/scan',
    files: scan,
    holds: 'deployment files as plain data (workloads, links, Collectors), and patches',
    mayImport: [
      model,
      text,
      knowledge,
      disk,
      resolve,
      collector,
      settings,
      /^src\/processes\/java\.ts$/,
      /^node:(fs|path)$/,
      /^yaml$/,
    ],
    itself: true,
    reason: 'files are read and never connected to',
  },
  {
    name: 'src/prove',
    files: prove,
    holds: 'applies a change, resolves again, sends again',
    mayImport: [model, engine, resolve, text, findings],
    itself: true,
    reason: 'a proof sends what it is given to send with, and changes nothing on the machine',
  },
  {
    name: 'src/bundle',
    files: bundle,
    holds: 'a run in one file, read and written; two of them compared',
    mayImport: [model, text, disk, version, /^node:zlib$/, /^src\/bundle\/schema\.ts$/],
    itself: true,
    reason: 'a bundle is facts, and is judged like a live run',
  },
  {
    name: 'src/report/schema.ts',
    files: /^src\/report\/schema\.ts$/,
    holds: 'the schema of the report',
    mayImport: [model, /^zod$/],
    itself: false,
    reason: 'it is used to generate, to test and to read bundles, and loaded for nothing else',
  },
  {
    name: 'src/bundle/schema.ts',
    files: /^src\/bundle\/schema(-behind)?\.ts$/,
    holds: 'the schema of a bundle',
    mayImport: [model, /^src\/report\/schema\.ts$/, /^zod$/],
    itself: true,
    reason: 'it is loaded when a bundle is read, and costs no other run anything',
  },
  {
    name: 'src/report',
    files: report,
    holds: 'pure functions from a report to a format, a screen, a page',
    mayImport: [model, text, knowledge, samples, version, /^chalk$/, /^node:util$/],
    itself: true,
    reason: 'every format is a function of the report',
  },
  {
    name: 'src/jobs',
    files: jobs,
    holds: 'one file or folder a command: the only room that sees more than two stages',
    mayImport: [
      ...[model, text, disk, knowledge, findings, samples, engine, resolve, settings, processes, probes],
      prove,
      ...[
        receiver,
        telemetry,
        forward,
        launch,
        explain,
        collector,
        scan,
        bundle,
        report,
        version,
        registry,
        node,
      ],
    ],
    itself: true,
    reason: 'jobs put stages together and are put together by commands alone',
  },
  {
    name: 'src/commands',
    files: /^src\/commands\//,
    holds: 'a row a flag, and a handler of a few lines',
    mayImport: [jobs, model, text, disk, report, version, /^yargs$/],
    itself: true,
    reason: 'a command turns flags into a job and its report into an exit status; logic lives in jobs',
  },
  {
    name: 'src/version.ts',
    files: version,
    holds: 'the version',
    mayImport: [],
    itself: false,
    reason: 'it is one line',
  },
  {
    name: 'src/part.ts',
    files: /^src\/part\.ts$/,
    holds: 'loads a part of the built package',
    mayImport: [/^node:(fs|module|url|vm|zlib)$/],
    itself: false,
    reason: 'it runs before anything else is loaded',
  },
  {
    name: 'src/cli.ts',
    files: /^src\/cli\.ts$/,
    holds: 'the entry point: the outside world as a session',
    mayImport: [
      /^src\/commands\/(main|shared\/session)\.ts$/,
      /^src\/settings\/process\.ts$/,
      /^src\/(processes\/enter|disk\/write|probes\/wire\/lookup)\.ts$/,
      version,
    ],
    itself: false,
    reason: 'streams, signals and the exit status are touched in one place',
  },
  {
    name: 'src/index.ts',
    files: /^src\/index\.ts$/,
    holds: 'the public interface of the package',
    mayImport: [model, jobs, /^src\/resolve\/(sdks\/(index|sdk)|layers)\.ts$/],
    itself: false,
    reason: 'what is exported here is a promise',
  },
];
