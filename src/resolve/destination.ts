import type { ProxyUse } from '../model/target.ts';
import { maskUrl } from '../text/mask.ts';
import type { Destination } from './endpoints/reading.ts';
import type { SignalPlan } from './plan.ts';

const hostAndPort = ({ host, port, secure }: Destination): string => {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === (secure ? 443 : 80) ? name : `${name}:${port}`;
};

/** URL of the requests (gRPC: scheme, host and port), masked. */
export const describeUrl = (to: Destination, grpc: boolean): string => {
  const origin = `${to.secure ? 'https' : 'http'}://`;
  if (grpc) return maskUrl(`${origin}${hostAndPort(to)}`);
  return maskUrl(`${origin}${to.login === null ? '' : '***@'}${hostAndPort(to)}${to.path}${to.query}`);
};

/** The proxy on the way, and how it is asked. */
export const proxyUse = (plan: SignalPlan, to: Destination | null): ProxyUse | null => {
  const { proxy } = plan.proxy;
  if (proxy === null || to === null) return null;
  const { url, variable } = proxy;
  const secure = url.protocol === 'https:';
  const tunnel = to.secure || plan.protocol.value === 'grpc' || url.protocol.startsWith('socks');
  return {
    host: url.hostname,
    port: Number(url.port || (secure ? 443 : url.protocol.startsWith('socks') ? 1080 : 80)),
    variable,
    form: tunnel ? 'connect' : 'absolute',
    secure,
  };
};
