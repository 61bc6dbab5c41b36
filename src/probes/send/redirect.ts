import type { HttpAnswer } from '../../model/facts.ts';
import { type Secret, secret } from '../../model/secret.ts';
import type { Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';

/** The redirects that are followed with the body: https://www.rfc-editor.org/rfc/rfc9110#name-redirection-3xx */
const WITH_BODY: readonly number[] = [307, 308];

/** Where a redirect leads. */
interface Moved {
  readonly target: Target;
  readonly query: Secret | null;
}

/**
 * Where the SDK of a target sends the body again; null where it follows no such redirect, and where the doctor does not:
 * to another host, which the settings do not name, and out of TLS.
 */
export const movedTo = (target: Target, signal: Signal, { status, location }: HttpAnswer): Moved | null => {
  const { habits, url, host, secure } = target;
  if (habits?.redirects !== 'followed' && habits?.redirects !== 'followed-in-plaintext') return null;
  if (!WITH_BODY.includes(status) || location === null || url === null) return null;
  if (!URL.canParse(location, url)) return null;
  const to = new URL(location, url);
  const encrypts = to.protocol === 'https:';
  // A query is masked in what was seen.
  if (to.search.includes('***')) return null;
  if (to.hostname.replace(/^\[|\]$/g, '') !== host || (secure && !encrypts)) return null;
  if (encrypts !== secure && habits.redirects === 'followed-in-plaintext') return null;
  const port = Number(to.port || (encrypts ? 443 : 80));
  const paths = { ...target.paths, [signal]: to.pathname };
  return {
    target: { ...target, secure: encrypts, port, paths, url: `${to.origin}${to.pathname}` },
    query: to.search === '' ? null : secret(to.search),
  };
};
