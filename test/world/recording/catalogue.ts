import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ReceiverName } from '../receivers.ts';
import type { Question } from './recording.ts';

interface Recorded {
  readonly program: ReceiverName;
  readonly version: string;
  readonly options: readonly string[];
  /** Headers by which the questions differ, in lower case. */
  readonly matters: readonly string[];
  readonly ports: readonly {
    readonly port: number;
    readonly prefixes: readonly string[];
    readonly headers: readonly Question['headers'][];
  }[];
}

const none = [{}] as const;
const prometheus = { program: 'prometheus', version: '3.13.5', matters: [] } as const;
const prometheusPorts = [{ port: 9090, prefixes: ['/api/v1/otlp'], headers: none }] as const;

/** The receivers of .ci/world, whose answers CI replays. */
export const recordings = {
  mlflow: {
    program: 'mlflow',
    version: '3.17.2',
    options: [],
    matters: ['x-mlflow-experiment-id', 'host'],
    ports: [
      {
        port: 5000,
        prefixes: [],
        headers: [
          {},
          { 'x-mlflow-experiment-id': '0' },
          { 'x-mlflow-experiment-id': '999' },
          { 'x-mlflow-experiment-id': '' },
          { 'x-mlflow-experiment-id': '0', host: 'mlflow:5000' },
          { host: 'mlflow:5000' },
        ],
      },
    ],
  },
  jaeger: {
    program: 'jaeger',
    version: '1.62.0',
    options: [],
    matters: [],
    ports: [4317, 4318, 16_686, 14_268].map((port) => ({ port, prefixes: ['/api/traces'], headers: none })),
  },
  prometheus: { ...prometheus, options: ['--web.enable-otlp-receiver'], ports: prometheusPorts },
  'prometheus-off': { ...prometheus, options: [], ports: prometheusPorts },
  'victoria-metrics': {
    program: 'victoria-metrics',
    version: '1.148.9',
    options: [],
    matters: [],
    ports: [{ port: 8428, prefixes: ['/opentelemetry', '/api/v1/otlp'], headers: none }],
  },
  'victoria-logs': {
    program: 'victoria-logs',
    version: '1.52.1',
    options: [],
    matters: [],
    ports: [{ port: 9428, prefixes: ['/insert/opentelemetry'], headers: none }],
  },
} as const satisfies Record<string, Recorded>;

export type RecordedName = keyof typeof recordings;

/** Where a recording is kept. */
export function recordedFile(name: RecordedName): string {
  return fileURLToPath(new URL(`../recorded/${name}.json`, import.meta.url));
}

/** The recording of a receiver that was started with these options. */
export function recordingOf(program: ReceiverName, options: readonly string[]): RecordedName | undefined {
  return recordedNames().find((name) => {
    const recorded: Recorded = recordings[name];
    return recorded.program === program && recorded.options.join() === options.join();
  });
}

/** The recordings that there are. */
export function recordedNames(): readonly RecordedName[] {
  return (Object.keys(recordings) as RecordedName[]).filter((name) => existsSync(recordedFile(name)));
}
