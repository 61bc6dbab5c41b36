import type { Case, Scene } from '../lab/cases/case.ts';
import { cases } from '../lab/cases/index.ts';
import { startCollector } from '../lab/collector.ts';
import { createNamespace } from '../lab/namespace.ts';
import { fileWith } from '../lab/ports.ts';
import type { Environment } from '../lab/process.ts';
import { type Fault, faultsOf } from '../sdk/faults.ts';
import type { SdkName } from '../sdk/versions.ts';

const SDKS: readonly SdkName[] = ['python', 'js', 'go', 'java', 'rust'];

/** The faults that one SDK alone has, in the shape of the lab's other cases. */
const ownFault = (fault: Fault): Case => ({
  name: `${fault.code}: ${fault.sdk}, ${fault.name}`,
  expect: { verdict: 'unhealthy', code: fault.code, proven: false },
  start: async (): Promise<Scene> => {
    const namespace = await createNamespace();
    const options = { grpcPort: 4317, httpPort: 4318, ...fault.collector };
    const collector = await startCollector(options, namespace.launch);
    const stop = async () => {
      await collector.stop();
      await namespace.remove();
    };
    return {
      collector,
      environment: fault.environment,
      args: ['--sdk', fault.sdk],
      start: namespace.launch,
      stop,
    };
  },
});

const ownFaults = (): readonly Case[] =>
  SDKS.flatMap((sdk) => faultsOf(sdk, fileWith('this is no certificate\n')).map(ownFault));

/** Healthy set-ups of which the log is kept too: nothing is to be found in it. */
const HEALTHY = /^healthy: (?:grpc|http\/\w+)(?:, TLS|, bearer token|, gzip)?$/;

/** Every fault of the lab, and a few set-ups without one. */
export const faultCases = (): readonly Case[] => [
  ...cases.filter(({ name, expect }) => expect.verdict === 'unhealthy' || HEALTHY.test(name)),
  ...ownFaults(),
];

/** The code of the cause as the lab has it. */
export const codeOf = ({ expect }: Case): string => (expect.verdict === 'healthy' ? 'healthy' : expect.code);

/** The names of the first cases of each code and protocol. */
export const firstOfKind = (rows: readonly Case[]): ReadonlySet<string> => {
  const kind = (row: Case) => `${codeOf(row)} ${/\bgrpc\b|http\/\w+/i.exec(row.name)?.[0] ?? ''}`;
  return new Set(
    rows
      .filter((row, at) => rows.findIndex((other) => kind(other) === kind(row)) === at)
      .map(({ name }) => name),
  );
};

/** What an SDK sends by when no variable says it; of Rust, which has no such choice, what the sender takes. */
const DEFAULT_PROTOCOL: Readonly<Record<SdkName, string>> = {
  python: 'grpc',
  js: 'http/protobuf',
  go: 'http/protobuf',
  java: 'grpc',
  rust: 'http/protobuf',
};

/** The protocol that the settings ask for. */
export const protocolOf = (environment: Environment, sdk: SdkName): string =>
  environment['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] ??
  environment['OTEL_EXPORTER_OTLP_PROTOCOL'] ??
  DEFAULT_PROTOCOL[sdk];

const argument = (args: readonly string[], name: string): string | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
};

/** The SDK that a case is about, when it is about one. */
export const sdkOf = ({ args = [] }: Scene): SdkName | 'spec' | undefined =>
  argument(args, '--sdk') as SdkName | 'spec' | undefined;

/** The signal that a case is about; undefined where one run of an SDK with one signal would not show the fault. */
const signalOf = ({ args = [] }: Scene): 'traces' | 'metrics' | undefined => {
  const signals = argument(args, '--signals');
  return signals === undefined ? 'traces' : signals === 'metrics' ? 'metrics' : undefined;
};

/** Whether variables are all that an SDK would learn the settings from. */
const byVariables = ({ args = [] }: Scene): boolean =>
  args.every((word, index) => index % 2 === 1 || word === '--sdk' || word === '--signals');

/** Whether this SDK has anything to do with a case. */
export const concerns = (scene: Scene, sdk: SdkName): boolean => {
  const only = sdkOf(scene);
  const named = only === sdk;
  if (!byVariables(scene) || !(only === undefined || only === 'spec' || named)) return false;
  return named || sdk === 'js' || sdk === 'rust' || protocolOf(scene.environment, sdk) !== 'http/json';
};

/** The signals to send: metrics and logs where the fault is none of traces alone. */
export const signalsOf = (scene: Scene, code: string): readonly ('traces' | 'metrics' | 'logs')[] => {
  const own = signalOf(scene);
  if (own === undefined) return [];
  const ofTraces =
    own === 'metrics' ||
    /signal-not-enabled|partial-success|sampler/.test(code) ||
    Object.keys(scene.environment).some((name) => name.includes('_TRACES_'));
  return ofTraces ? [own] : ['traces', 'metrics', 'logs'];
};

const NOT_FOUND = ['protocol/path-not-found', 'endpoint/path-wrong'];

/** Codes that are as right as the one of the lab, by the case: who reads a log cannot try other ports and paths. */
const ALTERNATIVES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:protocol\/wrong-port|network\/container-localhost)/, ['network/connection-refused']],
  [/^(?:endpoint\/path-wrong|protocol\/path-not-found)/, NOT_FOUND],
  [/^protocol\/not-otlp: http.*Port/, [...NOT_FOUND, 'protocol/method-not-allowed']],
  [/^protocol\/not-otlp: grpc, (?:a web|204|200|the)/, ['protocol/grpc-to-http-port']],
  [/^protocol\/http2-unsupported/, ['protocol/grpc-to-http-port']],
  [/^protocol\/grpc-to-http-port: nginx/, ['protocol/http2-unsupported']],
  [/^receiver\/signal-not-enabled: http/, NOT_FOUND],
  [/^receiver\/signal-not-enabled: grpc/, ['protocol/service-unimplemented']],
  [/^protocol\/service-unimplemented/, ['receiver/signal-not-enabled']],
  [/^network\/connection-reset/, ['network/connection-closed']],
  [/^network\/connection-closed/, ['network/connection-reset']],
  [/^endpoint\/quoted/, ['config/value-quoted']],
  [/^endpoint\/not-found-vendor/, ['endpoint/path-wrong']],
  // By its definition: a secure default without a scheme, to a port that speaks plaintext.
  [/^endpoint\/scheme-missing: grpc, (?:127|localhost)/, ['tls/plaintext-server']],
  [/^endpoint\/scheme-missing: grpc, to a Collector with TLS/, ['tls/required']],
  [/^network\/proxy-unreachable: python, a proxy is asked/, ['network/proxy-intercepts']],
  // A server of TLS 1.2 says "handshake failure" of both.
  [/^tls\/client-certificate-required: TLS 1.2/, ['tls/version-unsupported']],
  [/^tls\/version-unsupported: .*no cipher/, ['tls/client-certificate-required']],
  [/^receiver\/timeout/, ['receiver/no-response']],
  [/^receiver\/no-response/, ['receiver/timeout']],
];

/** Other codes that a reader of the log alone may as well name. */
export const alternativesOf = (name: string, code: string): readonly string[] =>
  [...new Set(ALTERNATIVES.flatMap(([pattern, codes]) => (pattern.test(name) ? codes : [])))].filter(
    (other) => other !== code,
  );

/** As ALTERNATIVES, where the settings are those of an exporter of the Collector, which follows redirects. */
const EXPORTER_ALTERNATIVES: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^(?:endpoint\/|tls\/plaintext-server|protocol\/(?:grpc-to-http|http-to-grpc)-port)/,
    ['pipeline/exporter-misconfigured'],
  ],
  [/^protocol\/redirected: http to https/, ['tls/certificate-untrusted']],
  [/^protocol\/redirected: to another host/, ['network/dns-failure']],
];

/** Other codes that a reader of a Collector's log may as well name. */
export const exporterAlternativesOf = (name: string, code: string): readonly string[] => [
  ...alternativesOf(name, code),
  ...EXPORTER_ALTERNATIVES.flatMap(([pattern, codes]) => (pattern.test(name) ? codes : [])),
];

/** Faults that hang on how an SDK reads its settings, so that another SDK may meet another one. */
export const READ_DIFFERENTLY =
  /^(?:config\/|endpoint\/|network\/proxy-|protocol\/compression-unsupported|receiver\/timeout)/;

/** The cause as the text of an SDK has it, where it stops at its settings before it gets as far as the fault. */
export const stoppedBySettings = (text: string): string | undefined =>
  text.includes('insecure HTTP endpoint cannot use TLS client configuration') ? 'config/conflict' : undefined;

/** Whether a text cannot come from this fault, but from something else that had got the port meanwhile. */
export const isImpossible = (code: string, text: string): boolean =>
  code === 'network/connect-timeout' && /refused|Unauthorized|Not Found/.test(text);
