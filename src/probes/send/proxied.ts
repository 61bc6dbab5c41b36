import http from 'node:http';
import { type Duplex, PassThrough } from 'node:stream';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { Target } from '../../model/target.ts';
import type { Context } from '../context.ts';
import { limits } from '../wire/reach.ts';
import type { TlsMaterial } from '../wire/socket.ts';
import { startTls } from '../wire/tls.ts';
import { openWay } from '../wire/tunnel.ts';

/** Milliseconds that the way through a SOCKS proxy may take to open. */
const SOCKS_MS = 3_000;

/**
 * Tunnels with trust and identity for the receiver. What the constructor of https-proxy-agent 9 is given
 * serves the connection to an https:// proxy alone, which must not be offered the key; the receiver's end of the tunnel takes
 * its options from the request.
 */
class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #material: TlsMaterial;

  constructor(proxyUrl: string, material: TlsMaterial) {
    super(proxyUrl, material.ca === undefined ? {} : { ca: material.ca });
    this.#material = material;
  }

  override connect(
    request: http.ClientRequest,
    options: Parameters<HttpsProxyAgent<string>['connect']>[1],
  ): ReturnType<HttpsProxyAgent<string>['connect']> {
    return super.connect(request, { ...options, ...this.#material } as typeof options);
  }
}

/** Sends through a SOCKS proxy, with trust and identity for the receiver. */
class SocksAgent extends http.Agent {
  readonly #open: () => Promise<Duplex>;

  constructor(secure: boolean, open: () => Promise<Duplex>) {
    super({ keepAlive: true });
    this.#open = open;
    // Node's https compares it with the scheme of the URL.
    if (secure) Object.assign(this, { protocol: 'https:' });
  }

  override createConnection(_: unknown, tell?: (error: Error | null, stream: Duplex) => void): undefined {
    this.#open().then(
      (stream) => tell?.(null, stream),
      (error) => tell?.(error, new PassThrough()),
    );
  }
}

/** Agent for a target whose proxy speaks SOCKS. */
export const createSocksAgent = (target: Target, material: TlsMaterial, context: Context): http.Agent =>
  new SocksAgent(target.secure, async () => {
    const way = await openWay(target, target.host, SOCKS_MS, context);
    // The client speaks first in HTTP, and Node reads on only where nobody has paused.
    if (!target.secure) return way.resume();
    const trust = { rejectUnauthorized: true, ...material };
    return startTls(way, target.host, ['http/1.1'], trust, limits(context, SOCKS_MS));
  });

/** Agent that sends through a proxy: a tunnel for https, the absolute form for http. */
export const createProxyAgent = (proxyUrl: string, secure: boolean, material: TlsMaterial): http.Agent =>
  secure ? new TunnelAgent(proxyUrl, material) : new HttpProxyAgent(proxyUrl);
