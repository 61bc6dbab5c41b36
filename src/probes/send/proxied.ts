import type http from 'node:http';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { TlsMaterial } from '../wire/socket.ts';

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

/** Agent that sends through a proxy: a tunnel for https, the absolute form for http. */
export const createProxyAgent = (proxyUrl: string, secure: boolean, material: TlsMaterial): http.Agent =>
  secure ? new TunnelAgent(proxyUrl, material) : new HttpProxyAgent(proxyUrl);
