import type { Severity } from '../../src/model/finding.ts';
import type { Environment } from '../lab/process.ts';

/** One program of a case. */
export interface Application {
  /** Name of the command for `run --service`, and of its service. */
  readonly name: string;
  readonly language: 'python' | 'js' | 'go';
  /** What instruments it from outside: programs before Python, modules that Node requires. */
  readonly instrumented: readonly string[];
  /** File of `test/apps/LANGUAGE`, or a sub-command of the program in Go. */
  readonly file: string;
  readonly args: readonly string[];
  /** Its own settings. */
  readonly environment: Environment;
}

/** What the doctor must say. */
export interface Expected {
  /** Code of a finding; null where nothing above info may be found. */
  readonly code: string | null;
  readonly severity?: Severity;
  /** Another severity that is right too, where times decide between the two. */
  readonly orSeverity?: Severity;
  /** Whether it is the root cause. */
  readonly root?: boolean;
  /** What the finding must say somewhere. */
  readonly says?: RegExp;
}

/** A few applications, what is wrong with them, and what has to be found. */
export interface Case {
  readonly name: string;
  /** Value of the variable; `default` leaves it to each SDK: gRPC in Python, http/protobuf in Node and Go. */
  readonly protocol: 'default' | 'grpc' | 'http/protobuf' | 'http/json';
  readonly applications: readonly Application[];
  /** For all of them. */
  readonly environment: Environment;
  /** What stands between the shop and the stock service. */
  readonly proxy?: 'passing' | 'stripping' | 'nginx';
  /** What listens on `ELSEWHERE_PORT`: nothing when left out, or something that takes connections and never answers. */
  readonly elsewhere?: 'silent';
  readonly expect: Expected;
  /** Nothing but times tells what is wrong. */
  readonly byTimesAlone?: true;
  /** Exit status of the applications, 0 where it is not said; null where a signal ends them. */
  readonly exitCode?: number | null;
}

type Variables = Environment;

const named = (name: string, environment: Variables): Variables => ({
  OTEL_SERVICE_NAME: name,
  ...environment,
});

/** A Python program started by `opentelemetry-instrument`; its words are file and arguments. */
export const autoPython = (name: string, words: string, environment: Variables = {}): Application =>
  application(name, 'python', ['opentelemetry-instrument'], words, named(name, environment));

/** A Python program that sets tracing up in code. */
export const manualPython = (name: string, words: string, environment: Variables = {}): Application =>
  application(name, 'python', [], words, named(name, { MANUAL: '1', ...environment }));

/** A program of Node with @opentelemetry/auto-instrumentations-node. */
export const autoJs = (name: string, words: string, environment: Variables = {}): Application =>
  application(
    name,
    'js',
    ['@opentelemetry/auto-instrumentations-node/register'],
    words,
    named(name, environment),
  );

/** A program of Node with a NodeSDK of its own. */
export const manualJs = (name: string, words: string, environment: Variables = {}): Application =>
  application(name, 'js', ['./tracing.cjs'], words, named(name, environment));

/** A sub-command of the program in Go. */
export const go = (name: string, words: string, environment: Variables = {}): Application =>
  application(name, 'go', [], words, named(name, environment));

/** The same program without anything that instruments it. */
export const bare = (from: Application): Application => ({ ...from, instrumented: [] });

/** The same program without a name for its service. */
export const nameless = (from: Application): Application => {
  const { OTEL_SERVICE_NAME: _, ...environment } = from.environment;
  return { ...from, environment };
};

/** A case over gRPC (Python, Go) or http/protobuf (Node) unless `more` says otherwise. */
export const caseOf = (
  name: string,
  applications: readonly Application[],
  expect: Expected,
  more: Partial<Case> & { readonly fault?: string } = {},
): Case => {
  const { fault, environment = {}, ...rest } = more;
  const protocol = applications.some(({ language }) => language === 'js') ? 'http/protobuf' : 'grpc';
  const own = fault === undefined ? environment : { FAULT: fault, ...environment };
  return { name, protocol, applications, environment: own, expect, ...rest };
};

/** The same case over other protocols. */
export const alsoOver = (found: Case, protocols: readonly Case['protocol'][]): readonly Case[] => [
  found,
  ...protocols.map((protocol) => ({ ...found, protocol, name: `${found.name} over ${protocol}` })),
];

const application = (
  name: string,
  language: Application['language'],
  instrumented: readonly string[],
  words: string,
  environment: Variables,
): Application => {
  const [file = '', ...args] = words.split(' ');
  return { name, language, instrumented, file, args, environment };
};
