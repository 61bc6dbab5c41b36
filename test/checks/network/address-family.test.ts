import addressFamily from '../../../checks/network/address-family.ts';
import type { ConnectTry, TcpFact } from '../../../src/model/facts.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const tried = (family: 4 | 6, outcome: ConnectTry['outcome']): ConnectTry => ({
  address: family === 4 ? '192.0.2.7' : '2001:db8::7',
  family,
  port: 4318,
  outcome,
  code: outcome === 'connected' ? null : 'ENETUNREACH',
  ms: 1,
});
const only = (family: 4 | 6): TcpFact => ({
  tries: [
    tried(6, family === 6 ? 'connected' : 'unreachable'),
    tried(4, family === 4 ? 'connected' : 'refused'),
  ],
});
const target = sampleTarget({ host: 'collector.example.com', endpoint: 'http://collector.example.com:4318' });
const unanswered = sampleFailure({
  reach: 'resolved',
  error: { code: 'ENETUNREACH', message: 'connect ENETUNREACH' },
});

checkTester(addressFamily)
  .fires(
    'when the export took the dead one',
    { target, tcp: only(4), send: unanswered },
    {
      severity: 'error',
      says: 'is reached over IPv4 only',
      fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://192.0.2.7:4318' },
      fixes: 2,
    },
  )
  .fires(
    'with brackets around IPv6',
    { target, tcp: only(6), send: unanswered },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://[2001:db8::7]:4318' } },
  )
  .fires(
    'when several addresses are dead',
    {
      target,
      tcp: {
        tries: [
          tried(6, 'timeout'),
          { ...tried(6, 'timeout'), address: '2001:db8::8' },
          tried(4, 'connected'),
        ],
      },
      send: unanswered,
    },
    { says: 'IPv6 addresses that take no connection' },
  )
  .fires('as a note when the span arrives', { target, tcp: only(4) }, { severity: 'info' })
  .silent('when the span arrives at localhost', { tcp: only(4) })
  .silent('when the receiver answered', {
    target,
    tcp: only(4),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(401) }),
  })
  .silent('when both work', {
    target,
    tcp: { tries: [tried(6, 'connected'), tried(4, 'connected')] },
    send: unanswered,
  })
  .silent('when none works', {
    target,
    tcp: { tries: [tried(6, 'unreachable'), tried(4, 'refused')] },
    send: unanswered,
  })
  .silent('when the addresses are those of a proxy', {
    target: sampleTarget({
      host: 'collector.example.com',
      proxy: { host: 'p', port: 1, variable: 'http_proxy' },
    }),
    tcp: only(4),
    send: unanswered,
  })
  .silent('when nothing was sent', { target, tcp: only(4), send: undefined });
