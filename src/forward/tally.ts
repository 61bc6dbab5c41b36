import type { ForwardFact } from '../model/received.ts';
import { type Signal, withoutRoute } from '../model/signal.ts';
import { maskUrl } from '../text/mask.ts';
import type { ForwardTarget } from './target.ts';

/** Different failures that are kept; further ones are counted by their answer alone. */
const GROUP_LIMIT = 50;

type Failure = ForwardFact['failures'][number];

/** What became of the requests to one destination. */
export interface Tally {
  delivered(): void;
  dropped(): void;
  /** `message` must be clean. */
  failed(answer: string, message: string): void;
  fact(): ForwardFact;
}

/** The endpoint that a target belongs to: signals of one endpoint are told together. */
export const endpointOf = ({ protocol, url }: ForwardTarget): string => {
  if (protocol === 'grpc' || !URL.canParse(url)) return url;
  const { origin, pathname, search, username, password } = new URL(url);
  const login = username === '' ? '' : `${username}:${password}@`;
  return `${origin.replace('://', `://${login}`)}${withoutRoute(pathname)}${search}`;
};

export const createTally = (endpoint: string, signals: readonly Signal[]): Tally => {
  const counts = { delivered: 0, failed: 0, dropped: 0 };
  const failures = new Map<string, Failure>();
  return {
    delivered: () => {
      counts.delivered += 1;
    },
    dropped: () => {
      counts.dropped += 1;
    },
    failed: (answer, message) => {
      counts.failed += 1;
      const full = `${answer} ${message}`;
      const isKept = failures.has(full) || failures.size < GROUP_LIMIT;
      const key = isKept ? full : answer;
      const { count } = failures.get(key) ?? { count: 0 };
      failures.set(key, { answer, message: isKept ? message : '', count: count + 1 });
    },
    fact: () => ({
      url: maskUrl(endpoint),
      signals,
      ...counts,
      failures: [...failures.values()].sort((one, other) => other.count - one.count),
    }),
  };
};
