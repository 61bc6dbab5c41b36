import { fixesFor, sendTo } from '../../src/findings/change.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { Fix } from '../../src/model/finding.ts';
import { answerEvidence, endpointEvidence, failure, onOwnPort } from '../../src/model/reading.ts';
import type { Target } from '../../src/model/target.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const LOGIN = /login|signin|sign-in|oauth|sso|auth|saml|accounts\./i;

/** Where the redirect points, as a URL; null when it has none. */
const destination = (location: string | null, target: Target): URL | null => {
  if (location === null || target.url === null || !URL.canParse(location, target.url)) return null;
  return new URL(location, target.url);
};

const fixTo = (to: URL, target: Target): Fix => {
  const secure = to.protocol === 'https:';
  const port = Number(to.port || (secure ? 443 : 80));
  const env = sendTo(target, { secure, host: to.hostname.replace(/^\[|\]$/g, ''), port, path: to.pathname });
  const title = `Send to ${to.protocol}//${to.host} directly`;
  return to.hostname === target.host
    ? { title, env }
    : { title, env, unproven: `the settings do not name ${to.host}, so nothing was sent there` };
};

export default defineCheck({
  id: 'protocol/redirected',
  title: 'The server redirects the export',
  severity: 'error',
  why: `Exporters do not follow redirects: the body would be lost, or they would post to a page that is no receiver. A 301 to \`https://\`
means that the endpoint should say so. A redirect to a login page means that a gateway wants credentials, or that this is a
user interface.

Put the address to which the server redirects into the endpoint.`,
  advice: { title: 'Put the address of the redirect into the endpoint', text: 'Exporters do not follow it.' },
  needs: ['target', 'send'],
  uses: ['survey'],
  explains: ['protocol/not-otlp', 'protocol/path-not-found'],
  example: {
    target: sampleTarget({
      endpoint: 'http://collector.example.com',
      host: 'collector.example.com',
      port: 80,
      url: 'http://collector.example.com/v1/traces',
    }),
    send: sampleFailure({
      http: sampleHttp(301, {
        reason: 'Moved Permanently',
        location: 'https://collector.example.com/v1/traces',
      }),
    }),
  },
  run: ({ target, send, survey }) => {
    const failed = failure(send);
    const status = failed?.http?.status ?? 0;
    if (failed?.http == null || status < 300 || status > 399) return undefined;
    const { location } = failed.http;
    const to = destination(location, target);
    const login = LOGIN.test(location ?? '');
    const found = fixesFor(target, onOwnPort(survey, target));
    const direct = to === null || login ? [] : [fixTo(to, target)];
    const text = login
      ? {
          title: 'Use the receiver behind the login',
          text: 'The answer is a login page: send to the address that the backend documents for OTLP, or give the credentials that the gateway wants in OTEL_EXPORTER_OTLP_HEADERS.',
        }
      : {
          title: 'Use the address behind the redirect',
          text: `Set the endpoint to the address to which the server redirects${location ? `: ${location}` : ''}.`,
        };
    return {
      summary: login
        ? 'The server redirects to a login page'
        : `The server redirects to ${location ?? 'another address'}`,
      explanation: `The export is answered with HTTP ${status}${location ? ` to ${location}` : ''}; exporters do not follow redirects.`,
      evidence: [endpointEvidence(target), ...answerEvidence(failed)],
      fixes: [...direct, ...found, ...(direct.length + found.length === 0 ? [text] : [])],
    };
  },
});
