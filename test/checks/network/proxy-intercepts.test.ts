import proxyIntercepts from '../../../checks/network/proxy-intercepts.ts';
import type { ProxyFact } from '../../../src/model/facts.ts';
import type { Target } from '../../../src/model/target.ts';
import { healthyFacts, sampleFailure, sampleHttp, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const through = (host: string, change: Partial<Target> = {}): Target =>
  sampleTarget({ host, proxy: { host: 'proxy', port: 3128, variable: 'http_proxy' }, ...change });
const proxy = (change: Partial<ProxyFact> = {}): ProxyFact => ({
  ...healthyFacts().proxy,
  variable: 'http_proxy',
  status: null,
  ...change,
});
const status = (code: number) => sampleFailure({ reach: 'routed', http: sampleHttp(code) });
const broken = sampleFailure({
  reach: 'connected',
  error: { code: 'ECONNRESET', message: 'socket hang up' },
});

checkTester(proxyIntercepts)
  .fires(
    'for localhost',
    { target: through('localhost'), proxy: proxy(), send: status(500) },
    { says: 'http_proxy: proxy:3128', fix: { no_proxy: 'localhost' } },
  )
  .fires(
    'for a service beside what is excepted already',
    {
      target: through('otel-collector'),
      proxy: proxy({ exceptions: { variable: 'NO_PROXY', value: '10.0.0.0/8, .corp' } }),
      send: status(503),
    },
    { says: 'NO_PROXY: 10.0.0.0/8, .corp', fix: { NO_PROXY: '10.0.0.0/8,.corp,otel-collector' } },
  )
  .fires(
    'when the tunnel is refused',
    {
      target: through('192.168.1.5', { secure: true }),
      proxy: proxy({ outcome: 'refused', status: 503 }),
      send: broken,
    },
    { says: 'answer of the proxy: HTTP 503' },
  )
  .fires('when a tunnel ends in nothing', {
    target: through('collector.observability.svc', { protocol: 'grpc' }),
    proxy: proxy(),
    send: broken,
  })
  .silent('for a host of the outside', {
    target: through('collector.example.com'),
    proxy: proxy(),
    send: status(503),
  })
  .silent('when the receiver answers inside of a tunnel', {
    target: through('collector.internal', { secure: true }),
    proxy: proxy(),
    send: status(503),
  })
  .silent('when the receiver wants a credential', {
    target: through('localhost'),
    proxy: proxy(),
    send: status(401),
  })
  .silent('when the proxy does not answer', {
    target: through('localhost'),
    proxy: proxy({ outcome: 'unreachable' }),
    send: broken,
  })
  .silent('when the span arrives through it', { target: through('localhost'), proxy: proxy() })
  .silent('without a proxy', { send: status(503) });
