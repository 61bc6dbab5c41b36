import type { Destination } from './reading.ts';

type Place = Pick<Destination, 'host' | 'port' | 'authority' | 'socket' | 'byResolver'>;

/** gRPC core takes 443 when the target has no port, also for plaintext. */
const DEFAULT_PORT = '443';

const HOST_PORT = /^(\[[0-9a-f:.%]+\]|[^[\]:@/\s]+)(?::(\d+)(\s*))?$/i;

/**
 * Where gRPC core (Python, C++) connects to: `scheme:` of a resolver in front is understood, any other text is a DNS
 * name with an optional port. Null when it cannot be resolved.
 * https://github.com/grpc/grpc/blob/master/doc/naming.md
 */
export const grpcCoreTarget = (target: string): Place | null => {
  const socket = /^unix:(?:\/\/(?=\/))?(.+)$/.exec(target)?.[1];
  if (socket !== undefined) return { host: '', port: 0, authority: 'localhost', socket };
  const name = target.replace(/^(?:dns|ipv4|ipv6):(?:\/\/[^/]*\/)?/, '');
  const [, host, port = DEFAULT_PORT, blanks = ''] = HOST_PORT.exec(name) ?? [];
  if (host === undefined) return null;
  // Blanks behind the port do not matter to strtol, and go out percent-encoded in the authority.
  const authority = `${name.slice(0, name.length - blanks.length)}${'%20'.repeat(blanks.length)}`;
  const byResolver = name !== target;
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port), authority, socket: null, byResolver };
};
