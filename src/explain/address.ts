import type { EndpointClue } from './reading.ts';

type Address = Pick<EndpointClue, 'scheme' | 'host' | 'port' | 'path'>;

const SHAPE =
  /^(?:([a-z][a-z\d+.-]{0,20}):\/\/)?(?:[^\s/@]{0,200}@)?(\[[\da-f:.]{2,45}\]|[^\s:/?#]{0,253})(?::(\d{1,5}))?([/?#].{0,500})?$/i;

/** Parts of an endpoint as it is written, a URL or host and port; null for what is neither. */
export const readAddress = (value: string): Address | null => {
  const found = SHAPE.exec(value.trim());
  if (!found) return null;
  const [, scheme, host = '', port, path] = found;
  if (host === '' && port === undefined && scheme === undefined) return null;
  return {
    scheme: scheme?.toLowerCase() ?? null,
    host: host.toLowerCase(),
    port: port === undefined ? null : Number(port),
    path: (path ?? '').replace(/[?#].*$/s, ''),
  };
};

/** Whether a path names a signal's route. */
export const isSignalPath = (path: string): boolean => /\/v1\/(?:traces|metrics|logs)\/?$/.test(path);
