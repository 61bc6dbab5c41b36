import redirected from '../../../checks/protocol/redirected.ts';
import type { FactTable } from '../../../src/model/facts.ts';
import type { HttpHabits } from '../../../src/model/target.ts';
import {
  healthyFacts,
  sampleAttempt,
  sampleFailure,
  sampleGrpcTarget,
  sampleHttp,
  sampleTarget,
} from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const redirect = (location: string | null, status = 301): FactTable['send'] =>
  sampleFailure({ http: sampleHttp(status, { location }) });

const habitual = (redirects: HttpHabits['redirects']) =>
  sampleTarget({ habits: { framing: 'length', http2: true, userAgent: null, redirects } });

const none = { attempts: [] };
const example = sampleTarget({
  endpoint: 'http://collector.example.com',
  host: 'collector.example.com',
  port: 80,
  url: 'http://collector.example.com/v1/traces',
});

checkTester(redirected)
  .fires(
    'to https of the same host',
    { target: example, send: redirect('https://collector.example.com/v1/traces'), survey: undefined },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example.com' }, fixes: 1 },
  )
  .fires(
    'to a path with a slash at the end, which needs the variable of the signal',
    { send: redirect('/v1/traces/', 308), survey: none },
    { fix: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://localhost:4318/v1/traces/' } },
  )
  .fires(
    'to another host, to which nothing is sent',
    { send: redirect('https://gateway.example.com/v1/traces'), survey: none },
    { fix: 'the settings do not name gateway.example.com, so nothing was sent there' },
  )
  .fires(
    'to a login page',
    { send: redirect('https://sso.example.com/login?next=/v1/traces', 302), survey: none },
    { says: 'The server redirects to a login page', fix: 'Use the receiver behind the login', fixes: 1 },
  )
  .fires(
    'without a location',
    { send: redirect(null, 304), survey: none },
    { says: 'The server redirects to another address', fix: 'Set the endpoint to the address' },
  )
  .fires(
    'offers what was found to work on this port, too',
    {
      send: redirect('https://localhost/v1/traces'),
      survey: { attempts: [sampleAttempt({ kind: 'scheme', secure: true })] },
    },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://localhost' }, fixes: 2 },
  )
  .silent('on 404', {
    send: sampleFailure({ http: sampleHttp(404, { location: '/elsewhere' }) }),
    survey: none,
  })
  .silent('on 200 with a Location', { send: sampleFailure({ http: sampleHttp(200, { location: '/x' }) }) })
  .fires(
    'for gRPC, whose calls a proxy redirects like any request',
    { target: sampleGrpcTarget(), send: redirect('https://localhost') },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://localhost' } },
  )
  .silent('when no answer came', {
    send: sampleFailure({ error: { code: 'ECONNRESET', message: 'socket hang up' } }),
  })
  .fires(
    'what Python counts as delivered',
    { target: habitual('counted'), send: redirect('/v1/traces/', 308), survey: none },
    { says: 'lost in silence' },
  )
  .fires(
    'what Go and Java repeat without the data',
    { target: habitual('followed'), send: redirect('/v1/traces/', 301), survey: none },
    { says: 'with GET' },
  )
  .fires(
    'what Java follows out of TLS',
    {
      target: habitual('followed-in-plaintext'),
      send: redirect('https://localhost:4318/v1/traces', 308),
      survey: none,
    },
    { says: 'without TLS' },
  )
  .fires(
    'what Go follows, as a detour',
    {
      target: habitual('followed'),
      send: {
        deliveries: healthyFacts().send.deliveries.map((one) => ({
          ...one,
          redirect: sampleHttp(308, { location: 'http://localhost:4319/v1/traces' }),
        })),
      },
      survey: none,
    },
    { severity: 'info', says: 'two requests' },
  );
