import { NONSENSE, type Question } from './recording.ts';

export const SIGNALS = ['traces', 'metrics', 'logs'] as const;
export type SignalPath = (typeof SIGNALS)[number];

/** The signal that a path is for; traces where it does not say. */
export function signalOf(path: string): SignalPath {
  return SIGNALS.find((signal) => path.toLowerCase().includes(signal.slice(0, -1))) ?? 'traces';
}

const PROTOBUF = 'application/x-protobuf';
const JSON_TYPE = 'application/json';

/** Everything that is worth asking at a path. */
function at(path: string, headers: Question['headers']): readonly Question[] {
  const post = (type: string, body: Question['body'], more: Partial<Question> = {}): Question => ({
    ...{ method: 'POST', path, type, body, headers },
    ...more,
  });
  const delta = signalOf(path) === 'metrics' ? [post(PROTOBUF, 'delta'), post(JSON_TYPE, 'delta')] : [];
  return [
    post(PROTOBUF, 'item'),
    post(PROTOBUF, 'empty'),
    post(PROTOBUF, 'garbage'),
    post(PROTOBUF, 'item', { encoding: 'gzip' }),
    post(JSON_TYPE, 'item'),
    post(JSON_TYPE, 'empty'),
    post(JSON_TYPE, 'garbage'),
    ...delta,
    { method: 'GET', path, body: 'none', headers },
  ];
}

/** The questions for a port: at the usual paths, below each prefix, and with each set of headers. */
export function questions(
  prefixes: readonly string[],
  headers: readonly Question['headers'][],
): readonly Question[] {
  const routes = ['', ...prefixes].flatMap((prefix) => SIGNALS.map((signal) => `${prefix}/v1/${signal}`));
  const paths = [...routes, ...routes.map((route) => `${route}/`), NONSENSE, '/'];
  return headers.flatMap((set) => paths.flatMap((path) => at(path, set)));
}
