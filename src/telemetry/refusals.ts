import type { RefusalGroup } from '../model/received.ts';
import type { ExportBatch, Headers } from '../receiver/batch.ts';
import type { Refusal } from '../receiver/refusal.ts';
import { maskUrl } from '../text/mask.ts';

/** Groups that are kept; further kinds of requests are counted into the group of their kind. */
const GROUP_LIMIT = 200;

const PEER_LIMIT = 8;

const TEXT_LIMIT = 200;

const cut = (text: string | null): string | null =>
  text === null ? null : text.replace(/[\p{Cc}]+/gu, ' ').slice(0, TEXT_LIMIT);

/** A path may carry a token in its query. */
const pathOf = ({ path }: Refusal): string | null => cut(path === null ? null : maskUrl(path));

const malformedOf = ({ malformed }: Refusal): string | null => {
  if (malformed === null) return null;
  const { problem, offset, path } = malformed;
  const where = [
    ...(offset === null ? [] : [`at byte ${offset}`]),
    ...(path === '' ? [] : [`in field ${path}`]),
  ];
  return cut([problem, ...where].join(' '));
};

const userAgentOf = (headers: Headers): string | null =>
  cut(headers.find(([name]) => name === 'user-agent')?.[1] ?? null);

type Head = Omit<RefusalGroup, 'count' | 'peers'>;

const headOf = (refusal: Refusal): Head => ({
  kind: refusal.kind,
  port: refusal.port,
  method: cut(refusal.method),
  path: pathOf(refusal),
  contentType: cut(refusal.contentType),
  contentEncoding: cut(refusal.contentEncoding),
  // Of a connection that never became a request these are its first bytes, which differ from try to try.
  detail: refusal.method === null && refusal.kind !== 'http2-protocol' ? null : cut(refusal.detail),
  malformed: malformedOf(refusal),
  userAgent: userAgentOf(refusal.headers),
});

/** What is refused, in groups of the same reason and shape. Bounded. */
export interface Refusals {
  /** Takes one; its group when it is the first of it. */
  take(refusal: Refusal): RefusalGroup | null;
  /** Counts an export that was accepted and has nothing in it; others are left alone. */
  accepted(batch: ExportBatch): void;
  groups(): readonly RefusalGroup[];
}

interface Counted {
  readonly head: Head;
  count: number;
  readonly peers: Set<string>;
}

const groupOf = ({ head, count, peers }: Counted): RefusalGroup => ({ ...head, count, peers: [...peers] });

const isEmpty = (batch: ExportBatch): boolean => {
  switch (batch.signal) {
    case 'traces':
      return batch.request.resourceSpans.every(({ scopeSpans }) =>
        scopeSpans.every(({ spans }) => spans.length === 0),
      );
    case 'metrics':
      return batch.request.resourceMetrics.every(({ scopeMetrics }) =>
        scopeMetrics.every(({ metrics }) => metrics.length === 0),
      );
    case 'logs':
      return batch.request.resourceLogs.every(({ scopeLogs }) =>
        scopeLogs.every(({ logRecords }) => logRecords.length === 0),
      );
  }
};

const EMPTY: Omit<Head, 'port' | 'userAgent'> = {
  kind: 'empty',
  method: null,
  path: null,
  contentType: null,
  contentEncoding: null,
  detail: null,
  malformed: null,
};

export const createRefusals = (): Refusals => {
  const groups = new Map<string, Counted>();
  const add = (head: Head, peer: string): Counted => {
    const full = JSON.stringify(head);
    const key = groups.has(full) || groups.size < GROUP_LIMIT ? full : head.kind;
    const group = groups.get(key) ?? { head, count: 0, peers: new Set<string>() };
    groups.set(key, group);
    group.count += 1;
    if (group.peers.size < PEER_LIMIT) group.peers.add(peer);
    return group;
  };
  return {
    take: (refusal) => {
      const group = add(headOf(refusal), refusal.peer.address);
      return group.count === 1 ? groupOf(group) : null;
    },
    accepted: (batch) => {
      if (!isEmpty(batch)) return;
      const port = batch.transport === 'grpc' ? 'grpc' : 'http';
      add({ ...EMPTY, port, userAgent: userAgentOf(batch.headers) }, batch.peer.address);
    },
    groups: () => [...groups.values()].map(groupOf).sort((a, b) => b.count - a.count),
  };
};
