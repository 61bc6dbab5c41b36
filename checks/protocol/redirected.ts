import { fixesFor } from '../../src/findings/change.ts';
import {
  addressBehind,
  BEHIND_LOGIN,
  destination,
  fixTo,
  habitOf,
  isRedirect,
  LOGIN,
} from '../../src/findings/redirects.ts';
import { defineCheck } from '../../src/model/check.ts';
import { answerEvidence, endpointEvidence, onOwnPort } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'protocol/redirected',
  title: 'The server redirects the export',
  severity: 'error',
  why: `Most exporters do not follow redirects: JavaScript tells a failure, Python counts it as delivered and loses the data in silence. Go and Java
follow 307 and 308 (Java never from http:// into TLS), and 301 to 303 without the data. A 301 to \`https://\` means that the
endpoint should say so, a login page that a gateway wants credentials, or that this is a user interface.

Put the address to which the server redirects into the endpoint.`,
  advice: {
    title: 'Put the address of the redirect into the endpoint',
    text: 'Most exporters do not follow it, and Python does not even tell.',
  },
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
    const moved = send.deliveries.find(({ http, redirect }) => isRedirect(redirect) || isRedirect(http));
    const answer = moved?.redirect ?? moved?.http;
    if (moved === undefined || !answer) return undefined;
    const { location, status } = answer;
    const to = destination(location, target);
    const login = LOGIN.test(location ?? '');
    const found = fixesFor(target, onOwnPort(survey, target));
    const direct = to === null || login ? [] : [fixTo(to, target)];
    const text = login ? BEHIND_LOGIN : addressBehind(location);
    return {
      severity: moved.delivered ? 'info' : 'error',
      summary: login
        ? 'The server redirects to a login page'
        : `The server redirects to ${location ?? 'another address'}`,
      explanation: `The export is answered with HTTP ${status}${location ? ` to ${location}` : ''}; ${habitOf(target, status, to)}${moved.delivered ? ', and it was taken there: every export costs two requests' : ''}.`,
      evidence: [endpointEvidence(target), ...answerEvidence({ ...moved, http: answer })],
      fixes: [...direct, ...found, ...(direct.length + found.length === 0 ? [text] : [])],
    };
  },
});
