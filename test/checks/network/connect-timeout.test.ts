import connectTimeout from '../../../checks/network/connect-timeout.ts';
import type { ConnectTry, TcpFact } from '../../../src/model/facts.ts';
import { sampleAttempt, sampleTarget, sampleTcp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const tried = (address: string, outcome: ConnectTry['outcome'], code: string | null): ConnectTry => ({
  address,
  family: address.includes(':') ? 6 : 4,
  port: 4318,
  outcome,
  code,
  ms: 3600.4,
});

const both = (first: ConnectTry['outcome'], second: ConnectTry['outcome']): TcpFact => ({
  tries: [tried('192.0.2.10', first, 'EFIRST'), tried('2001:db8::10', second, 'ESECOND')],
});

const target = sampleTarget({ host: '192.0.2.10', endpoint: 'http://192.0.2.10:4318' });
const none = { attempts: [] };

checkTester(connectTimeout)
  .fires(
    'when packets vanish',
    { target, tcp: sampleTcp('timeout', 'ETIMEDOUT'), survey: undefined },
    {
      says: 'no answer within 1 ms',
      fix: 'Allow outgoing TCP connections from this machine to 192.0.2.10:4318',
    },
  )
  .fires(
    'when one address family has no route and the other one times out',
    { target, tcp: both('timeout', 'unreachable'), survey: none },
    { says: '2001:db8::10 port 4318' },
  )
  .fires(
    'offers the port that answers first',
    {
      target,
      tcp: both('timeout', 'timeout'),
      survey: { attempts: [sampleAttempt({ kind: 'port', port: 4319, host: '192.0.2.10' })] },
    },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://192.0.2.10:4319' }, fixes: 2 },
  )
  .silent('when one address connects', { target, tcp: both('timeout', 'connected') })
  .silent('when one address refuses, which is an answer', { target, tcp: both('timeout', 'refused') })
  .silent('when there is no route at all', { target, tcp: both('unreachable', 'unreachable') })
  .silent('when it is the proxy that was called', {
    target: sampleTarget({ proxy: { host: 'proxy', port: 3128, variable: 'HTTPS_PROXY' } }),
    tcp: sampleTcp('timeout', 'ETIMEDOUT', 3128),
  })
  .silent('when no address was tried', { target, tcp: { tries: [] } });
