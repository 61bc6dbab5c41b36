import type { HttpAnswer } from '../model/facts.ts';
import type { Fix } from '../model/finding.ts';
import type { Target } from '../model/target.ts';
import { sendTo } from './change.ts';

export const LOGIN = /login|signin|sign-in|oauth|sso|auth|saml|accounts\./i;

/** What the SDK of this target makes of it, and what is seen of that. */
export const habitOf = ({ habits }: Target, status: number, to: URL | null): string => {
  switch (habits?.redirects) {
    case 'counted':
      return 'this SDK does not follow it, counts every status below 400 as delivered, and says nothing: the data is lost in silence';
    case 'followed':
    case 'followed-in-plaintext':
      if (status !== 307 && status !== 308)
        return 'this SDK follows it with GET and without the data, and tells what it gets there (mostly 405)';
      return habits.redirects === 'followed' || to?.protocol !== 'https:'
        ? 'this SDK follows it with the data'
        : 'this SDK follows it without TLS, and is told by the TLS port that plain HTTP was sent to it (400)';
    default:
      return 'exporters do not follow redirects';
  }
};

/** Where the redirect points, as a URL; null when it has none. */
export const destination = (location: string | null, target: Target): URL | null => {
  if (location === null || target.url === null || !URL.canParse(location, target.url)) return null;
  return new URL(location, target.url);
};

export const fixTo = (to: URL, target: Target): Fix => {
  const secure = to.protocol === 'https:';
  const port = Number(to.port || (secure ? 443 : 80));
  const env = sendTo(target, { secure, host: to.hostname.replace(/^\[|\]$/g, ''), port, path: to.pathname });
  const title = `Send to ${to.protocol}//${to.host} directly`;
  return to.hostname === target.host
    ? { title, env }
    : { title, env, unproven: `the settings do not name ${to.host}, so nothing was sent there` };
};

export const BEHIND_LOGIN: Fix = {
  title: 'Use the receiver behind the login',
  text: 'The answer is a login page: send to the address that the backend documents for OTLP, or give the credentials that the gateway wants in OTEL_EXPORTER_OTLP_HEADERS.',
};

export const addressBehind = (location: string | null): Fix => ({
  title: 'Use the address behind the redirect',
  text: `Set the endpoint to the address to which the server redirects${location ? `: ${location}` : ''}.`,
});

export const isRedirect = (answer: HttpAnswer | null | undefined): boolean =>
  answer != null && answer.status >= 300 && answer.status <= 399;
