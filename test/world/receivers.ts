import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requirePart } from '../lab/find-part.ts';
import { temporaryDirectory } from '../lab/ports.ts';
import type { Environment } from '../lab/process.ts';
import type { Place, Program } from './place.ts';
import { type RecordedName, recordedFile, recordings } from './recording/catalogue.ts';
import type { Destination } from './stand.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** How a receiver is started on its default ports, and where what came can be read back. */
interface Recipe {
  readonly program: (directory: string, options: readonly string[]) => Program;
  /** The answer has the trace id, or the name of the service where nothing has an id. */
  readonly readBack: (traceId: string, service: string) => string;
  /** Makes what came readable. */
  readonly flush?: string;
  /** What makes it write something once: its first write may take longer than exporters wait. */
  readonly warmUp?: string;
}

const recipes = {
  phoenix: {
    program: (directory, options) => ({
      command: requirePart('phoenix'),
      args: ['serve'],
      environment: { HOME: directory, PHOENIX_WORKING_DIR: directory, ...settings(options) },
      ports: [6006, 4317],
      patience: 300_000,
    }),
    readBack: () => 'http://127.0.0.1:6006/v1/projects/default/spans?limit=1000',
  },
  mlflow: {
    program: (directory, options) => ({
      command: requirePart('mlflow'),
      args: [
        ...['server', '--backend-store-uri', `sqlite:///${directory}/mlflow.db`],
        ...['--artifacts-destination', directory, '--workers', '1', ...options],
      ],
      // Its workers are started by name.
      environment: {
        HOME: directory,
        PATH: `${dirname(requirePart('mlflow'))}:${process.env.PATH}`,
        MLFLOW_DISABLE_TELEMETRY: 'true',
      },
      directory,
      ports: [5000],
      patience: 300_000,
    }),
    readBack: (traceId) => `http://localhost:5000/api/3.0/mlflow/traces/get?trace_id=tr-${traceId}`,
    warmUp: 'http://localhost:5000/api/2.0/mlflow/experiments/get?experiment_id=0',
  },
  genkit: {
    program: (directory) => ({
      command: process.execPath,
      args: [
        join(here, 'genkit', 'start.mjs'),
        dirname(dirname(dirname(requirePart('genkit')))),
        '4033',
        directory,
      ],
      ports: [4033],
    }),
    readBack: (traceId) => `http://127.0.0.1:4033/api/traces/${traceId}`,
  },
  zipkin: {
    program: () => ({
      command: 'java',
      args: ['-XX:TieredStopAtLevel=1', '-jar', requirePart('zipkin')],
      ports: [9411],
      patience: 300_000,
    }),
    readBack: (traceId) => `http://127.0.0.1:9411/api/v2/trace/${traceId}`,
  },
  jaeger: {
    program: () => ({ command: requirePart('jaeger'), args: [], ports: [4317, 4318, 16_686, 14_268] }),
    readBack: (traceId) => `http://127.0.0.1:16686/api/traces/${traceId}`,
  },
  prometheus: {
    program: (directory, options) => {
      writeFileSync(join(directory, 'prometheus.yml'), '');
      return {
        command: requirePart('prometheus'),
        args: [
          `--config.file=${directory}/prometheus.yml`,
          `--storage.tsdb.path=${directory}/data`,
          ...options,
        ],
        ports: [9090],
      };
    },
    readBack: (_, service) => `http://127.0.0.1:9090/api/v1/series?match[]={job="${service}"}`,
  },
  'victoria-metrics': {
    program: (directory) => ({
      command: requirePart('victoria-metrics'),
      args: [`-storageDataPath=${directory}/data`, '-search.latencyOffset=0s'],
      ports: [8428],
    }),
    flush: 'http://127.0.0.1:8428/internal/force_flush',
    readBack: () => 'http://127.0.0.1:8428/api/v1/export?match[]={__name__!=""}',
  },
  'victoria-logs': {
    program: (directory) => ({
      command: requirePart('victoria-logs'),
      args: [`-storageDataPath=${directory}/data`],
      ports: [9428],
    }),
    flush: 'http://127.0.0.1:9428/internal/force_flush',
    readBack: () => 'http://127.0.0.1:9428/select/logsql/query?query=*',
  },
} as const satisfies Record<string, Recipe>;

export type ReceiverName = keyof typeof recipes;

/** `NAME=value` words as an environment. */
function settings(words: readonly string[]): Environment {
  return Object.fromEntries(
    words.map((word): [string, string] => {
      const end = word.indexOf('=');
      return [word.slice(0, end), word.slice(end + 1)];
    }),
  );
}

/** Starts a receiver; its options are arguments, for Phoenix variables. */
export async function startReceiver(
  place: Place,
  name: ReceiverName,
  options: readonly string[] = [],
): Promise<Destination> {
  const { program, readBack, flush, warmUp }: Recipe = recipes[name];
  await place.serve(program(temporaryDirectory(name), options));
  if (warmUp !== undefined) await place.hasCome(warmUp, ['experiment_id']);
  return {
    hasArrived: (traceId, service) => place.hasCome(readBack(traceId, service), [traceId, service], flush),
  };
}

/** Starts what answers as a receiver once did, on the same ports. */
export async function startReplay(place: Place, name: RecordedName): Promise<Destination> {
  await place.serve({
    command: process.execPath,
    args: ['--import', 'tsx', join(here, 'recording', 'replay.ts'), recordedFile(name)],
    directory: join(here, '..', '..'),
    ports: recordings[name].ports.map(({ port }) => port),
  });
  return {};
}
