import proxyRefused from '../../../checks/network/proxy-refused.ts';
import type { ProxyFact } from '../../../src/model/facts.ts';
import type { Target } from '../../../src/model/target.ts';
import { healthyFacts, sampleFailure, sampleHttp, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const through = (variable: string, change: Partial<Target> = {}): Target =>
  sampleTarget({ host: 'collector.example.com', proxy: { host: 'proxy', port: 3128, variable }, ...change });

const answering = (change: Partial<ProxyFact>): ProxyFact => ({ ...healthyFacts().proxy, ...change });

const failed = sampleFailure({
  reach: 'connected',
  error: { code: null, message: 'tunneling socket failed' },
});
const status = (code: number) => sampleFailure({ reach: 'routed', http: sampleHttp(code) });

/** Plain HTTP goes through a proxy without a tunnel. */
const noTunnel = answering({ variable: 'http_proxy', status: null });

checkTester(proxyRefused)
  .fires(
    'when the tunnel wants a login',
    {
      target: through('HTTPS_PROXY', { secure: true }),
      proxy: answering({ outcome: 'refused', status: 407 }),
      send: failed,
    },
    { says: 'answer of the proxy: HTTP 407', fix: { NO_PROXY: 'collector.example.com' }, fixes: 2 },
  )
  .fires(
    'when the rules of the proxy forbid the tunnel',
    {
      target: through('https_proxy', { secure: true }),
      proxy: answering({ variable: 'https_proxy', outcome: 'refused', status: 403 }),
      send: failed,
    },
    { says: 'refuses to connect to collector.example.com:4318', fix: { no_proxy: 'collector.example.com' } },
  )
  .fires(
    'when the tunnel is refused without a status',
    {
      target: through('HTTPS_PROXY', { secure: true }),
      proxy: answering({ outcome: 'refused', status: null }),
      send: failed,
    },
    { says: 'which refuses collector.example.com:4318' },
  )
  .fires(
    'when plain HTTP is answered 407',
    { target: through('http_proxy'), proxy: noTunnel, send: status(407) },
    { says: 'The proxy proxy:3128 wants a login' },
  )
  .fires('when plain HTTP is answered 403, which may be the proxy', {
    target: through('http_proxy'),
    proxy: noTunnel,
    send: status(403),
  })
  .fires(
    'and keeps the exceptions that are set',
    {
      target: through('http_proxy'),
      proxy: { ...noTunnel, exceptions: { variable: 'NO_PROXY', value: 'localhost, .corp' } },
      send: status(407),
    },
    { fix: { NO_PROXY: 'localhost,.corp,collector.example.com' } },
  )
  .silent('when the tunnel is open and the receiver refuses inside it', {
    target: through('HTTPS_PROXY', { secure: true }),
    proxy: answering({}),
    send: status(403),
  })
  .silent('when the tunnel is open and the receiver wants a credential', {
    target: through('HTTPS_PROXY', { secure: true }),
    proxy: answering({}),
    send: status(401),
  })
  .silent('when plain HTTP is answered by the receiver', {
    target: through('http_proxy'),
    proxy: noTunnel,
    send: status(404),
  })
  .silent('without a proxy', { proxy: answering({ outcome: 'refused', status: 407 }), send: status(407) })
  .silent('when the span arrives', {
    target: through('HTTPS_PROXY'),
    proxy: answering({ outcome: 'refused' }),
  })
  .fires(
    'when plain HTTP is answered by the page of a proxy that cannot connect (squid 5.7)',
    {
      target: through('http_proxy'),
      proxy: noTunnel,
      send: sampleFailure({
        reach: 'routed',
        http: sampleHttp(503, { server: 'squid/5.7', body: 'ERR_CONNECT_FAIL' }),
      }),
    },
    { says: 'cannot connect to collector.example.com:4318' },
  );
