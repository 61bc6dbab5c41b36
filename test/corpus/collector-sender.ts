import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Case, Scene } from '../lab/cases/case.ts';
import type { Tree } from '../lab/merge.ts';
import { loopback, ownPort, temporaryDirectory } from '../lab/ports.ts';
import { type Environment, finish, launch, type RunningProcess } from '../lab/process.ts';
import { sleep, waitFor } from '../lab/wait.ts';
import type { CollectorEdition } from './collectors.ts';
import { COLLECTOR_FILE } from './entry.ts';
import { codeOf } from './faults.ts';

/** How a Collector is set up that sends into a fault. */
export interface CollectorOrder {
  readonly edition: CollectorEdition;
  /** Whether it has its queue and its retries, as it has by default. */
  readonly queue: boolean;
  readonly diagnostics: boolean;
}

const OTLP = 'OTEL_EXPORTER_OTLP_';

/** Variables that an exporter of the Collector has a key for; with others an environment cannot be told as a file. */
const TOLD =
  /^(?:OTEL_EXPORTER_OTLP_(?:(?:TRACES_)?(?:ENDPOINT|PROTOCOL)|CERTIFICATE|CLIENT_CERTIFICATE|CLIENT_KEY|HEADERS|COMPRESSION|TIMEOUT)|\w+_proxy)$/i;

/** Whether a Collector can meet this case as an SDK does that reads the settings as the specification has them. */
export const concernsCollector = (row: Case, { environment, args = [] }: Scene): boolean => {
  const code = codeOf(row);
  const endpoint = environment[`${OTLP}ENDPOINT`] ?? environment[`${OTLP}TRACES_ENDPOINT`];
  const spelled = code.startsWith('endpoint/') && environment[`${OTLP}PROTOCOL`] === 'grpc';
  return (
    endpoint !== undefined &&
    !(code.startsWith('config/') || spelled || code === 'healthy') &&
    args.length === 0 &&
    Object.keys(environment).every((name) => TOLD.test(name))
  );
};

const headersOf = (list: string): Environment =>
  Object.fromEntries(
    list.split(',').map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [name.trim(), decodeURIComponent(value.join('='))];
    }),
  );

const tlsOf = (environment: Environment, secure: boolean): Tree => {
  if (!secure) return { tls: { insecure: true } };
  const files = {
    ca_file: environment[`${OTLP}CERTIFICATE`],
    cert_file: environment[`${OTLP}CLIENT_CERTIFICATE`],
    key_file: environment[`${OTLP}CLIENT_KEY`],
  };
  const named = Object.entries(files).filter(([, file]) => file !== undefined);
  return named.length === 0 ? {} : { tls: Object.fromEntries(named) as Tree };
};

/** The exporter that sends as the environment says. */
const exporterOf = (environment: Environment, queue: boolean): Tree => {
  const protocol = environment[`${OTLP}PROTOCOL`] ?? 'http/protobuf';
  const ofTraces = environment[`${OTLP}TRACES_ENDPOINT`];
  const endpoint = ofTraces ?? environment[`${OTLP}ENDPOINT`] ?? '';
  const headers = environment[`${OTLP}HEADERS`];
  return {
    [ofTraces === undefined ? 'endpoint' : 'traces_endpoint']: endpoint,
    ...tlsOf(environment, /^['"]?https/.test(endpoint)),
    ...(headers !== undefined && { headers: headersOf(headers) }),
    ...(protocol === 'http/json' && { encoding: 'json' }),
    timeout: `${environment[`${OTLP}TIMEOUT`] ?? '3000'}ms`,
    ...(!queue && { sending_queue: { enabled: false }, retry_on_failure: { enabled: false } }),
  };
};

/** The whole file, and the port of its own receiver. */
const fileOf = (environment: Environment, order: CollectorOrder, port: number): Tree => {
  const grpc = environment[`${OTLP}PROTOCOL`] === 'grpc';
  const name = order.edition.exporters[grpc ? 'grpc' : 'http'];
  return {
    receivers: { otlp: { protocols: { http: { endpoint: `${loopback}:${port}` } } } },
    exporters: { [name]: exporterOf(environment, order.queue) },
    service: {
      pipelines: { traces: { receivers: ['otlp'], exporters: [name] } },
      telemetry: {
        metrics: { level: 'none' },
        ...(order.diagnostics && { logs: { level: 'debug' } }),
      },
    },
  };
};

const spanOf = (traceId: string): string =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'checkout' } }] },
        scopeSpans: [
          {
            spans: [
              {
                ...{ traceId, spanId: 'eee19b7ec3c1b174', name: 'pay', kind: 1 },
                ...{ startTimeUnixNano: '1544712660000000000', endTimeUnixNano: '1544712661000000000' },
              },
            ],
          },
        ],
      },
    ],
  });

const program = `fetch(process.argv[1],{method:'POST',headers:{'content-type':'application/json'},body:process.argv[2]}).then(r=>r.text(),()=>{})`;

/** Sends a span through it, and waits until it has said how that went. */
async function pass(
  running: RunningProcess,
  { start = launch }: Scene,
  port: number,
  traceId: string,
): Promise<void> {
  const before = running.stderr().length;
  const url = `http://${loopback}:${port}/v1/traces`;
  await finish(start(process.execPath, ['-e', program, url, spanOf(traceId)]), 6_000);
  const said = () => /\t(?:error|warn)\t|Exporting failed/.test(running.stderr().slice(before));
  await waitFor(said, 'a word about the export', 5_000).catch(() => undefined);
  await sleep(500);
}

/** What a Collector printed that was to pass a span on, its file, and whether the span arrived. */
export interface CollectorSent {
  readonly text: string;
  readonly settings: Environment;
  readonly arrived: boolean;
  /** The port of its own receiver. */
  readonly port: number;
}

/** Has a Collector pass a span on into a fault. */
export async function sendThroughCollector(scene: Scene, order: CollectorOrder): Promise<CollectorSent> {
  const { environment, start = launch, collector } = scene;
  const port = await ownPort();
  const file = join(temporaryDirectory('collector'), 'collector.yaml');
  const text = stringify(fileOf(environment, order, port), { lineWidth: 0 });
  writeFileSync(file, text);
  const proxies = Object.fromEntries(Object.entries(environment).filter(([name]) => /_proxy$/i.test(name)));
  const traceId = randomBytes(16).toString('hex');
  const running = start(order.edition.binary(), ['--config', file], { environment: proxies });
  const up = await running.waitForOutput(/Everything is ready/, 15_000).then(
    () => true,
    () => false,
  );
  if (up) await pass(running, scene, port, traceId);
  await running.stop();
  return {
    text: running.stderr(),
    settings: { ...proxies, [COLLECTOR_FILE]: text },
    arrived: collector?.received().some((span) => span.traceId === traceId) === true,
    port,
  };
}
