import type { ForwardTarget } from '../forward/forward.ts';
import { SIGNALS, signalPath } from '../model/signal.ts';
import { usageError } from '../model/usage.ts';
import { maskUrl } from '../text/mask.ts';

const GRPC_PORT = '4317';

const parseUrl = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw usageError(`--forward takes a URL such as http://collector:4318, not "${maskUrl(text)}"`);
  return url;
};

/** What a receiver can be spoken to in. */
export type ForwardProtocol = 'grpc' | 'http/protobuf';

/** Where each signal is passed on to: like an SDK that is given this endpoint for all signals. */
export const forwardTargets = (
  endpoint: string,
  protocol: ForwardProtocol | undefined,
): readonly ForwardTarget[] => {
  const url = parseUrl(endpoint);
  const spoken = protocol ?? (url.port === GRPC_PORT ? 'grpc' : 'http/protobuf');
  const base = url.pathname.replace(/(?<!\/)\/+$/, '');
  return SIGNALS.map((signal) => ({
    signal,
    protocol: spoken,
    url: spoken === 'grpc' ? url.origin : `${url.origin}${base}${signalPath(signal)}${url.search}`,
  }));
};
