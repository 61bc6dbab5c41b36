import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { checks } from '../../checks/index.ts';
import { main } from '../../src/commands/main.ts';
import type { Session } from '../../src/commands/shared/session.ts';
import { explainText } from '../../src/jobs/explain-text.ts';
import { scan } from '../../src/jobs/scan/scan.ts';
import { startReceiver } from '../../src/receiver/receiver.ts';
import type { Refusal } from '../../src/receiver/refusal.ts';
import { renderExplanation } from '../../src/report/formats/explain.ts';
import { fakeSession } from '../kit/session.ts';
import { filesBelow, ROOT, read } from '../kit/sources.ts';
import { startCollector } from '../lab/collector.ts';
import { startTcp } from '../lab/endpoints/tcp.ts';
import { temporaryDirectory } from '../lab/ports.ts';
import { callHeaders, frame, PREFACE, SETTINGS } from '../receiver/frames.ts';
import { HEALTHY } from '../receiver/spans.ts';
import { framed, grpc, JSON_TYPE, PROTOBUF, post } from '../receiver/wire.ts';
import { isKnownDifference } from './differences.ts';
import { mutatedBytes, mutatedText } from './mutate.ts';

/** One entrance of the doctor, what is put in, and what must hold. */
export interface Target {
  readonly name: string;
  /** Inputs as text; bytes are in Latin-1, so that they can be kept. */
  readonly inputs: fc.Arbitrary<string>;
  /** Rejects with what is wrong. */
  look(input: string): Promise<void>;
  stop?(): Promise<void>;
}

const directory = temporaryDirectory('fuzz');

const FORMATS = ['text', 'short', 'json', 'junit', 'sarif', 'markdown', 'html', 'github', 'mermaid'] as const;

/** Runs a command line in this process: it ends with a status of its own and never blames itself. */
const command = async (argv: readonly string[], change: Partial<Session> = {}): Promise<void> => {
  const session = fakeSession({ directory, ...change });
  await main(argv, session);
  if (/its own mistake|^\s+at .*[:(]\d+/m.test(session.err())) throw new Error(session.err().slice(0, 500));
  if (![0, 1, 2, undefined].includes(session.status())) throw new Error(`status ${session.status()}`);
};

const written = (name: string, input: string): string => {
  const path = join(directory, name);
  writeFileSync(path, Buffer.from(input, 'latin1'));
  return path;
};

const asBytes = (text: string): string => Buffer.from(text).toString('latin1');

const LOGS: readonly string[] = [
  ...read('test/explain/tickets.jsonl').split('\n').filter(Boolean).slice(0, 60),
  ...read('test/knowledge/messages/strangers.ts').split('\n').slice(1, 80),
  'Failed to export traces to http://user:pw@collector:4317, error code: StatusCode.UNAVAILABLE\nOTEL_EXPORTER_OTLP_HEADERS="authorization=Bearer abc"',
];

const logs: Target = {
  name: 'logs',
  inputs: mutatedText(LOGS),
  look: async (input) => {
    renderExplanation(explainText(input, { checks }).explanation, { columns: 80, colour: false });
  },
};

const FILES = filesBelow('test/scan/fixtures', '').filter((path) =>
  /\.(?:ya?ml|env|service)$|Dockerfile/.test(path),
);

const NAMES = ['compose.yaml', 'deploy.yaml', '.env', 'Dockerfile', 'otel.service', 'collector.yaml'];

const files: Target = {
  name: 'files',
  inputs: fc
    .tuple(fc.constantFrom(...NAMES), mutatedText(FILES.map((path) => asBytes(read(path)))))
    .map(([name, text]) => `${name}\n${text}`),
  look: async (input) => {
    const tree = join(directory, 'tree');
    rmSync(tree, { recursive: true, force: true });
    mkdirSync(tree);
    const end = input.indexOf('\n');
    writeFileSync(join(tree, input.slice(0, end)), Buffer.from(input.slice(end + 1), 'latin1'));
    await scan({ paths: [tree], sdk: null });
  },
};

const ENV_FILES = [
  `OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317\nexport OTEL_EXPORTER_OTLP_HEADERS="a=b,c=d"\nOTEL_RESOURCE_ATTRIBUTES=service.name=x,k=v%20w\nA=\${B:-c}\n`,
  "OTEL_TRACES_SAMPLER=parentbased_traceidratio\nOTEL_TRACES_SAMPLER_ARG=0.1\nOTEL_EXPORTER_OTLP_TIMEOUT=10000\nOTEL_PROPAGATORS='tracecontext,baggage'\n",
];

const settings: Target = {
  name: 'settings',
  inputs: mutatedText(ENV_FILES),
  look: (input) => command(['env', '--sdk', 'all', '--env-file', written('settings.env', input)]),
};

const CONFIGURATION = `file_format: "1.0"
tracer_provider:
  processors:
    - batch:
        exporter:
          otlp_http:
            endpoint: \${OTEL_EXPORTER_OTLP_ENDPOINT:-http://localhost:4318}/v1/traces
            headers:
              - {name: api-key, value: "\${KEY}"}
`;

const configuration: Target = {
  name: 'configuration file',
  inputs: mutatedText([CONFIGURATION]),
  look: (input) =>
    command(['env', '--sdk', 'js'], { environment: { OTEL_CONFIG_FILE: written('otel.yaml', input) } }),
};

const bundle = async (): Promise<Target> => {
  const path = join(directory, 'sample.otel-doctor.json');
  const session = fakeSession({
    directory,
    writeFile: async (to, content) => writeFileSync(to, content),
  });
  await main(['http://127.0.0.1:1', '--offline', '--save', path], session);
  const saved = readFileSync(path);
  const packed = saved[0] === 0x1f;
  const text = (packed ? gunzipSync(saved) : saved).toString('utf8');
  return {
    name: 'bundles',
    inputs: fc
      .tuple(fc.constantFrom(...FORMATS), mutatedText([asBytes(text)]))
      .map(([format, changed]) => `${format}\n${changed}`),
    look: (input) => {
      const end = input.indexOf('\n');
      const changed = Buffer.from(input.slice(end + 1), 'latin1');
      const from = join(directory, 'changed.otel-doctor.json');
      writeFileSync(from, packed ? gzipSync(changed) : changed);
      return command(['--from', from, '--format', input.slice(0, end)]);
    },
  };
};

const WORDS = [
  ...[
    'env',
    'checks',
    'explain',
    'scan',
    'diff',
    'config/conflict',
    'http://127.0.0.1:1',
    '127.0.0.1:1',
    '--offline',
    '--sdk',
    'python',
  ],
  ...[
    'all',
    '--format',
    ...FORMATS,
    '--fail-on',
    'never',
    '--signals',
    'traces,logs',
    '--timeout',
    '50ms',
    '--protocol',
    'grpc',
  ],
  ...[
    '--',
    '-',
    '--env-file',
    '/dev/null',
    '/nonexistent',
    '--header',
    'a=b',
    '--from',
    '--only',
    '--verbose',
    '--quiet',
    '--color',
    '',
  ],
];

const commandLines: Target = {
  name: 'command lines',
  inputs: fc
    .array(
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...WORDS) },
        { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
      ),
      { maxLength: 6 },
    )
    .filter((words) => !words.some((word) => /^(?:listen|run|demo|ps|completion|--?h.*|--?v.*)$/.test(word)))
    .map((words) => JSON.stringify(words)),
  look: (input) => command([...(JSON.parse(input) as string[]), '--timeout', '200ms'].slice(0, 9)),
};

const HTTP_ANSWERS = [
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}',
  'HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n13\r\n{"message":"no","a"}\r\n0\r\n\r\n',
  'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\nContent-Length: 0\r\n\r\n',
  'HTTP/1.1 302 Found\r\nLocation: https://login.example/\r\nContent-Length: 0\r\n\r\n',
];

const GRPC_ANSWERS = [
  Buffer.concat([
    SETTINGS,
    frame(4, 1, 0, ''),
    frame(1, 4, 1, '880f10106170706c69636174696f6e2f67727063'),
    frame(0, 0, 1, '0000000000'),
  ]),
  Buffer.concat([SETTINGS, frame(7, 0, 0, '0000000000000000')]),
  Buffer.concat([PREFACE, SETTINGS, callHeaders(1)]),
].map((bytes) => bytes.toString('latin1'));

const answers = async (): Promise<Target> => {
  let answer = Buffer.alloc(0);
  const endpoint = await startTcp((socket) => {
    socket.once('data', () => socket.end(answer)).on('error', () => undefined);
  });
  const way = (protocol: string, samples: readonly string[]): fc.Arbitrary<string> =>
    mutatedText(samples).map((bytes) => `${protocol}\n${bytes}`);
  return {
    name: 'answers',
    inputs: fc.oneof(way('http/protobuf', HTTP_ANSWERS), way('grpc', GRPC_ANSWERS)),
    look: (input) => {
      const end = input.indexOf('\n');
      answer = Buffer.from(input.slice(end + 1), 'latin1');
      const url = `http://127.0.0.1:${endpoint.port}`;
      return command([url, '--protocol', input.slice(0, end), '--timeout', '300ms']);
    },
    stop: () => endpoint.stop(),
  };
};

const JSON_BODY = JSON.stringify({
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'x' } }] },
      scopeSpans: [
        {
          scope: { name: 'a', version: '1' },
          spans: [
            {
              ...{
                traceId: '0af7651916cd43dd8448eb211c80319c',
                spanId: 'b7ad6b7169203331',
                name: 'n',
                kind: 2,
              },
              ...{ startTimeUnixNano: '1700000000000000000', endTimeUnixNano: '1700000000000000001' },
              attributes: [
                { key: 'k', value: { intValue: '7' } },
                { key: 'd', value: { doubleValue: 1.5 } },
              ],
              status: { code: 1 },
            },
          ],
        },
      ],
    },
  ],
});

/** What the receiver and the real Collector answer to the same body: taken by both, or refused by both. */
const bodies = async (): Promise<Target> => {
  const collector = await startCollector({ signals: ['traces'] });
  const refusals: Refusal[] = [];
  const receiver = await startReceiver({
    ...{ host: '127.0.0.1', grpcPort: 0, httpPort: 0 },
    onRefusal: (refusal) => refusals.push(refusal),
  });
  const kinds = {
    json: (body: Buffer, port: number) => post(port, JSON_TYPE, body).then(({ status }) => status === 200),
    protobuf: (body: Buffer, port: number) => post(port, PROTOBUF, body).then(({ status }) => status === 200),
    gzip: (body: Buffer, port: number) =>
      post(port, { ...PROTOBUF, 'content-encoding': 'gzip' }, body).then(({ status }) => status === 200),
  } as const;
  const calls = async (body: Buffer, port: number): Promise<boolean> =>
    (await grpc(port, {}, framed(body))).trailers['grpc-status'] === '0';
  const gz = gzipSync(HEALTHY);
  const of = (kind: string, samples: readonly Uint8Array[]): fc.Arbitrary<string> =>
    mutatedBytes(samples).map((bytes) => `${kind}\n${bytes.toString('latin1')}`);
  return {
    name: 'OTLP bodies',
    inputs: fc.oneof(
      of('json', [Buffer.from(JSON_BODY)]),
      of('protobuf', [HEALTHY]),
      of('gzip', [gz]),
      of('grpc', [HEALTHY]),
    ),
    look: async (input) => {
      const end = input.indexOf('\n');
      const kind = input.slice(0, end);
      const body = Buffer.from(input.slice(end + 1), 'latin1');
      const [ours, theirs] =
        kind === 'grpc'
          ? await Promise.all([calls(body, receiver.grpcPort), calls(body, collector.grpcPort)])
          : await Promise.all(
              [receiver.httpPort, collector.httpPort].map((port) =>
                kinds[kind as keyof typeof kinds](body, port),
              ),
            );
      const refusal = refusals.splice(0).at(-1) ?? null;
      if (ours === theirs || isKnownDifference({ kind, body, refusal })) return;
      const how = ours ? 'took' : `refused (${JSON.stringify(refusal?.malformed ?? refusal?.detail)})`;
      throw new Error(`${kind}: the receiver ${how} what the Collector did not`);
    },
    stop: async () => {
      await receiver.stop();
      await collector.stop();
    },
  };
};

/** Every target by how to start it. */
export const TARGETS: readonly (() => Promise<Target>)[] = [
  async () => logs,
  async () => files,
  async () => settings,
  async () => configuration,
  bundle,
  async () => commandLines,
  answers,
  bodies,
];

export const KEPT = join(ROOT, 'test/fuzz/kept.json');
