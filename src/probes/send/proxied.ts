import type http from 'node:http';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { TlsMaterial } from '../wire/socket.ts';

/** Agent that sends through a proxy: a tunnel for https, the absolute form for http. */
export const createProxyAgent = (proxyUrl: string, secure: boolean, material: TlsMaterial): http.Agent =>
  secure ? new HttpsProxyAgent(proxyUrl, { ...material }) : new HttpProxyAgent(proxyUrl);
