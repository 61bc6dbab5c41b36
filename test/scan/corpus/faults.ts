import { DEPLOYMENTS, type Deployment } from './deployments.ts';

/** A mistake put into a deployment: one text in place of another, in one file. */
export interface Fault {
  readonly name: string;
  readonly deployment: Deployment;
  readonly file: string;
  readonly files: Deployment['files'];
  /** Line that holds the mistake. */
  readonly line: number;
  readonly codes: readonly string[];
}

type Seed = readonly [name: string, from: string, to: string, codes: readonly string[]];

/** Mistakes of a sender: tried in every file that holds the text. */
const OF_SENDERS: readonly Seed[] = [
  ['localhost in a container', 'http://gateway:', 'http://localhost:', ['network/container-localhost']],
  ['a misspelt host', 'http://gateway:', 'http://gatewai:', ['network/dns-failure']],
  [
    'the port of the other protocol',
    ':4317',
    ':4318',
    ['protocol/grpc-to-http-port', 'protocol/http-to-grpc-port'],
  ],
  ['the port for gRPC', ':4318', ':4317', ['protocol/http-to-grpc-port', 'protocol/grpc-to-http-port']],
  ['a signal path in the base', ':4318', ':4318/v1/traces', ['endpoint/path-doubled']],
  [
    'a misspelt variable',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OTEL_EXPORTER_OTLP_ENDPIONT',
    ['config/variable-misspelled'],
  ],
  [
    'a protocol that is none',
    'http/protobuf',
    'http',
    ['config/protocol-unknown', 'config/protocol-unsupported'],
  ],
  ['a port where nothing listens', ':4317', ':14317', ['protocol/wrong-port', 'network/connection-refused']],
];

/** Mistakes of a Collector. */
const OF_COLLECTORS: readonly Seed[] = [
  [
    'an exporter that is not defined',
    'exporters: [otlphttp]',
    'exporters: [otlphtp]',
    ['pipeline/config-invalid'],
  ],
  ['a receiver on localhost', '0.0.0.0:4317', 'localhost:4317', ['pipeline/receiver-bound-to-loopback']],
  ['a key that does not exist', 'limit_percentage: 75', 'limit_percent: 75', ['pipeline/config-invalid']],
  ['a processor that does not exist', '  batch: {}', '  bach: {}', ['pipeline/config-invalid']],
  [
    'a signal path in the exporter',
    'intake.example.com',
    'intake.example.com/v1/traces',
    ['pipeline/exporter-misconfigured', 'endpoint/path-doubled'],
  ],
  ['one port for both protocols', '0.0.0.0:4318', '0.0.0.0:4317', ['pipeline/config-invalid']],
];

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const put = (deployment: Deployment, [name, from, to, codes]: Seed, mark: string): Fault | null => {
  for (const [file, text] of Object.entries(deployment.files)) {
    if (!text.includes(mark)) continue;
    const at = text.indexOf(from, Math.max(text.indexOf(mark) - (from.includes(mark) ? from.length : 0), 0));
    if (at < 0) continue;
    const changed = text.slice(0, at) + to + text.slice(at + from.length);
    const files = { ...deployment.files, [file]: changed };
    return { name: `${deployment.name}: ${name}`, deployment, file, files, line: lineOf(text, at), codes };
  }
  return null;
};

const named = (pattern: RegExp): readonly Deployment[] =>
  DEPLOYMENTS.filter(({ name }) => pattern.test(name));

const seeded = (deployments: readonly Deployment[], seeds: readonly Seed[], mark: string): readonly Fault[] =>
  deployments.flatMap((deployment) => seeds.flatMap((seed) => put(deployment, seed, mark) ?? []));

/** Every seeded mistake, one at a time. */
export const FAULTS: readonly Fault[] = [
  ...seeded(named(/^(?:compose|kubernetes) (?:python|node|java|ruby)/), OF_SENDERS, 'OTEL_SERVICE_NAME'),
  ...seeded(
    named(/^(?:compose python grpc|kubernetes node http|merged collector by|compose include)/),
    OF_COLLECTORS,
    'receivers:',
  ),
  // Whether anybody is to reach a Collector that no file runs is not known.
  ...seeded(
    named(/^collector gateway/),
    OF_COLLECTORS.filter(([name]) => name !== 'a receiver on localhost'),
    'receivers:',
  ),
  ...seeded(named(/^operator/), OF_SENDERS.slice(2, 4), 'kind: Instrumentation'),
  ...seeded(
    named(/^(?:rendered|kustomize|compose (?:include|extends|override|build))/),
    OF_SENDERS.slice(0, 2),
    'OTEL_SERVICE_NAME',
  ),
];
