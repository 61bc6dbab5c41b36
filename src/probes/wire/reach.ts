import { setMaxListeners } from 'node:events';
import { CONNECTION_HEADERS } from '../../model/credentials.ts';
import type { TargetSecrets } from '../../model/secret.ts';
import type { Target } from '../../model/target.ts';
import { percentDecode } from '../../text/percent.ts';
import type { Context } from '../context.ts';
import type { TlsMaterial, WireOptions } from './socket.ts';

/** `host:port` as HTTP wants it, with brackets around IPv6 and without the default port. */
export const authorityOf = (host: string, port: number, secure: boolean): string => {
  // A name has no colon: Node's own pattern for IPv6 takes 4 ms to compile, a twentieth of a short run.
  const name = host.includes(':') ? `[${host}]` : host;
  return port === (secure ? 443 : 80) ? name : `${name}:${port}`;
};

/** Certificate files of a target, as far as they can be read. */
export const tlsMaterial = (target: Target, readFile: (path: string) => Buffer | null): TlsMaterial => {
  const read = (path: string | null): Buffer | null => (path === null ? null : readFile(path));
  const ca = read(target.files.certificate ?? target.trust ?? null);
  const cert = read(target.files.clientCertificate);
  const key = read(target.files.clientKey);
  const name = target.verifies?.name ?? null;
  return {
    ...(ca ? { ca } : {}),
    ...(cert && key ? { cert, key } : {}),
    ...(name === null ? {} : { servername: name }),
    ...(target.verifies?.nothing ? { rejectUnauthorized: false } : {}),
  };
};

/** Node's HTTP/2 throws where other senders leave fields of a connection out, or send them and are served all the same. */
export const forHttp2 = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !CONNECTION_HEADERS.has(name)));

/** Metadata of a call that a target's settings add. */
export const metadataOf = (secrets: TargetSecrets): Record<string, string> =>
  forHttp2(credentialHeaders(secrets));

/** Request headers that a target's settings add, the login in the URL included. */
export const credentialHeaders = (secrets: TargetSecrets): Record<string, string> => {
  const headers: Record<string, string> = {};
  const login = secrets.userinfo?.reveal();
  if (login !== undefined)
    headers['authorization'] = `Basic ${Buffer.from(percentDecode(login)).toString('base64')}`;
  for (const [name, value] of Object.entries(secrets.headers)) headers[name] = value.reveal();
  return headers;
};

/** Limits of one exchange within the deadline of the run. */
export const limits = (context: Context, timeoutMs: number): WireOptions => {
  // A survey opens many connections under one signal; each takes its listener away again.
  setMaxListeners(0, context.signal);
  return { timeoutMs: Math.max(Math.min(timeoutMs, context.remaining() - 100), 1), signal: context.signal };
};
