/** A URL taken apart as RFC 3986, appendix B, has it; nothing is decoded or put right. */
export interface UrlParts {
  readonly scheme: string;
  readonly login: string | null;
  readonly host: string;
  readonly port: number | null;
  readonly path: string;
  readonly query: string;
}

/** Splits an absolute URL with a host; null where there is none, or where it holds a blank. */
export const splitUrl = (text: string): UrlParts | null => {
  const [, scheme, authority, path = '', query = ''] =
    /^([a-z][a-z0-9+.-]*):\/\/([^/?#\s]+)((?:\/[^?#\s]*)?)(\?[^#\s]*)?(?:#\S*)?$/i.exec(text) ?? [];
  if (scheme === undefined || authority === undefined) return null;
  const at = authority.lastIndexOf('@');
  const [, host, port = ''] = /^(\[[0-9a-f:.%]+\]|[^:[\]]+)(?::(\d*))?$/i.exec(authority.slice(at + 1)) ?? [];
  if (host === undefined) return null;
  return {
    scheme: scheme.toLowerCase(),
    login: at < 0 ? null : authority.slice(0, at),
    host,
    port: port === '' ? null : Number(port),
    path,
    query,
  };
};
