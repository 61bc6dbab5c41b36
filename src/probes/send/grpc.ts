import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { credentials, logVerbosity, Metadata, setLogVerbosity } from '@grpc/grpc-js';
import type { Target } from '../../model/target.ts';
import type { Context } from '../context.ts';
import { authorityOf, metadataOf, tlsMaterial } from '../wire/reach.ts';

/** grpc-js reads its proxy from these variables only, at the moment a channel is made. */
const PROXY_VARIABLES = ['grpc_proxy', 'https_proxy', 'http_proxy', 'no_grpc_proxy', 'no_proxy'];

const useProxy = (proxyUrl: string | null): void => {
  for (const name of PROXY_VARIABLES) delete process.env[name];
  if (proxyUrl !== null) process.env['grpc_proxy'] = proxyUrl;
};

// grpc-js would write to the standard error output by itself, of its proxy for example.
setLogVerbosity(logVerbosity.NONE);

/** Configuration of the official gRPC exporters for a target. */
export const grpcConfig = (target: Target, timeoutMillis: number, context: Context): object => {
  useProxy(context.secrets.proxyUrl?.reveal() ?? null);
  const { ca, cert, key } = tlsMaterial(target, context.readFile);
  const { name = null, nothing = false } = target.verifies ?? {};
  const verify = {
    ...(name === null
      ? {}
      : { checkServerIdentity: (_: string, shown: PeerCertificate) => checkServerIdentity(name, shown) }),
    ...(nothing ? { rejectUnauthorized: false } : {}),
  };
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(metadataOf(context.secrets))) metadata.set(name, value);
  return {
    // Only host and port of it are used, and without a port it is 443: with http:// port 80 would be lost.
    url:
      target.socket === null
        ? `https://${authorityOf(target.host, target.port, true)}`
        : `unix://${target.socket}`,
    credentials: target.secure
      ? credentials.createSsl(ca ?? null, key ?? null, cert ?? null, verify)
      : credentials.createInsecure(),
    metadata,
    timeoutMillis,
    compression: target.compression,
  };
};
