import type { Expected } from './predict.ts';

/** What a capture server noted of one run of an SDK. */
export interface Observed {
  readonly outcome: Expected['outcome'];
  readonly connectedPort?: number;
  readonly tls?: boolean;
  readonly method?: string;
  readonly target?: string;
  readonly authority?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly via?: 'proxy';
  readonly clientCertificate?: string;
}

/** Headers that say nothing about the settings, or that the proxy is given. */
const BESIDE = new Set(['content-type', 'proxy-authorization']);

const headersOf = (headers: Readonly<Record<string, string>> = {}): unknown =>
  Object.entries(headers)
    .filter(([name]) => !BESIDE.has(name))
    .sort();

/** What of an observation has to be known beforehand. */
export const comparable = (seen: Expected): unknown => {
  const { outcome, port, via, method, target, authority } = seen;
  if (outcome === 'nothing-sent') return { outcome };
  if (outcome === 'tls-handshake-failed') return { outcome, port };
  if (method === 'CONNECT') return { outcome, port, via, method, target };
  return {
    outcome,
    port,
    via,
    method,
    target,
    authority,
    headers: headersOf(seen.headers),
    tls: seen.tls ?? false,
  };
};

/** A note of the capture server in the words of a prediction. */
export const observed = ({ connectedPort, authority, ...rest }: Observed): Expected => ({
  ...rest,
  ...(connectedPort === undefined ? {} : { port: connectedPort }),
  ...(authority == null ? {} : { authority }),
});
