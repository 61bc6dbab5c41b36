import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDirectory, requirePart } from '../lab/find-part.ts';
import { type Environment, finish, type Launch } from '../lab/process.ts';
import { type SdkName, versionOf } from '../sdk/versions.ts';
import type { Entry } from './entry.ts';

/** The SDK of the day and the one of late 2024. */
export type Edition = 'new' | 'old';

/** What is to be sent, and how much is to be told about it. */
export interface Order {
  readonly environment: Environment;
  readonly signal: Entry['signal'];
  readonly diagnostics: boolean;
}

/** How a real SDK fared. */
export interface Sent {
  /** The id of the span, or the signal; empty where the program did not come as far as that. */
  readonly item: string;
  /** What was printed on both streams, in the order in which it came. */
  readonly text: string;
}

/** One SDK in one version, and a program that sends with it. */
export interface Sender {
  readonly sdk: SdkName;
  readonly edition: Edition;
  readonly version: string;
  /** What the settings of a sender need beside those of the fault. */
  readonly settings: (order: Order) => Environment;
  readonly command: (order: Order) => readonly string[];
}

const here = dirname(fileURLToPath(import.meta.url));
const own = (...path: readonly string[]): string => join(here, 'senders', ...path);
const built = (...path: readonly string[]): string => {
  const file = join(cacheDirectory, ...path);
  if (!existsSync(file)) throw new Error(`${file} is missing: run .ci/parts and .ci/corpus-parts`);
  return file;
};

/** The version that a file pins. */
const pinned = (file: string, pattern: RegExp): string =>
  pattern.exec(readFileSync(file, 'utf8'))?.[1] ?? '?';

const words = ({ signal, diagnostics }: Order): readonly string[] => [
  signal,
  ...(diagnostics ? ['diagnostics'] : []),
];

const nothing = (): Environment => ({});

const python = (edition: Edition, interpreter: string, version: string): Sender => ({
  sdk: 'python',
  edition,
  version,
  settings: ({ signal }) =>
    signal === 'logs' ? { OTEL_PYTHON_LOGGING_AUTO_INSTRUMENTATION_ENABLED: 'true' } : {},
  command: (order) => [
    join(dirname(interpreter), 'opentelemetry-instrument'),
    interpreter,
    own('python', 'send.py'),
    ...words(order),
  ],
});

const js = (edition: Edition, program: string, version: string): Sender => ({
  sdk: 'js',
  edition,
  version,
  settings: ({ diagnostics }) => (diagnostics ? { OTEL_LOG_LEVEL: 'debug' } : {}),
  command: ({ signal }) => [process.execPath, program, signal],
});

const program = (sdk: 'go' | 'rust', edition: Edition, version: string): Sender => ({
  sdk,
  edition,
  version,
  settings: nothing,
  command: (order) => [built(`corpus-${sdk}-${edition}`, 'sender'), ...words(order)],
});

/** As little work for the compiler as a program needs that runs for a second. */
const briefly = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];

const java = (edition: Edition): Sender => {
  const library = built(`corpus-java-${edition}`, 'lib');
  const jars = readdirSync(library).map(
    (jar) => /^opentelemetry-exporter-otlp-(\d[^/]*)\.jar$/.exec(jar)?.[1],
  );
  const logging = `-Djava.util.logging.config.file=${own('java', 'diagnostics.properties')}`;
  return {
    sdk: 'java',
    edition,
    version: jars.find((version) => version !== undefined) ?? '?',
    settings: nothing,
    command: (order) => [
      'java',
      ...briefly,
      ...(order.diagnostics ? [logging] : []),
      ...['-cp', join(library, '*'), 'Send', order.signal],
    ],
  };
};

const GO = /go\.opentelemetry\.io\/otel v(\S+)/;
const RUST = /opentelemetry-otlp = \{ version = "=([^"]+)"/;

/** The senders of these SDKs, both editions of each. */
export const sendersOf = async (sdks: readonly SdkName[]): Promise<readonly Sender[]> => {
  const all: Readonly<Record<SdkName, () => Promise<readonly Sender[]>>> = {
    python: async () => [
      python('new', requirePart('python'), await versionOf('python')),
      python(
        'old',
        built('corpus-python-old', 'bin', 'python'),
        pinned(own('python', 'requirements.old.txt'), /opentelemetry-sdk==(\S+)/),
      ),
    ],
    js: async () => [
      js('new', own('js', 'send.mjs'), await versionOf('js')),
      js(
        'old',
        built('corpus-js-old', 'send.mjs'),
        pinned(own('js', 'package.json'), /"@opentelemetry\/sdk-node": "([^"]+)"/),
      ),
    ],
    go: async () => [
      program('go', 'new', pinned(own('go', 'go.mod'), GO)),
      program('go', 'old', pinned(own('go', 'go.old.mod'), GO)),
    ],
    java: async () => [java('new'), java('old')],
    rust: async () => [
      program('rust', 'new', pinned(own('rust', 'new', 'Cargo.toml'), RUST)),
      program('rust', 'old', pinned(own('rust', 'old', 'Cargo.toml'), RUST)),
    ],
  };
  return (await Promise.all(sdks.map((sdk) => all[sdk]()))).flat();
};

const SIGNALS = ['traces', 'metrics', 'logs'] as const;

/** Switches off what is not to be sent, as a program that sends one signal has it in its code. */
const onlyOf = (signal: Entry['signal']): Environment =>
  Object.fromEntries(
    SIGNALS.filter((each) => each !== signal).map((each) => [`OTEL_${each.toUpperCase()}_EXPORTER`, 'none']),
  );

/** Longest wait for the end of a sender: by then it has said what it has to say, if only that it tries again. */
const LONGEST = 20_000;

const MARK = /^\{"sent":\s*"(\w+)"\}\n?/m;

/** What NodeSDK says of the signals that are switched off for the corpus alone. */
const switchedOff = (signal: Entry['signal']): RegExp =>
  new RegExp(`^OTEL_(?!${signal.toUpperCase()})[A-Z]+_EXPORTER contains "none"\\..*\\n`, 'gm');

/** Sends one item, and takes down what was printed. */
export const send = async (sender: Sender, order: Order, start: Launch): Promise<Sent> => {
  const environment = { ...onlyOf(order.signal), ...order.environment };
  const shell = ['-c', 'exec "$@" 2>&1', 'sh', ...sender.command(order)];
  const { stdout } = await finish(start('sh', shell, { environment }), LONGEST);
  return {
    item: MARK.exec(stdout)?.[1] ?? '',
    text: stdout.replace(MARK, '').replace(switchedOff(order.signal), ''),
  };
};
