import unreachable from '../../../checks/network/unreachable.ts';
import { sampleTarget, sampleTcp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleTarget({ host: '192.0.2.10', endpoint: 'http://192.0.2.10:4318' });

checkTester(unreachable)
  .fires(
    'no route to the host',
    { target, tcp: sampleTcp('unreachable', 'EHOSTUNREACH') },
    { says: 'EHOSTUNREACH' },
  )
  .fires(
    'no route for both families',
    {
      target,
      tcp: {
        tries: [
          ...sampleTcp('unreachable', 'ENETUNREACH').tries,
          { address: '2001:db8::1', family: 6, port: 4318, outcome: 'unreachable', code: null, ms: 0 },
        ],
      },
    },
    { says: '2001:db8::1: unreachable', fix: 'VPN' },
  )
  .silent('when the other family times out', {
    target,
    tcp: {
      tries: [...sampleTcp('unreachable', 'ENETUNREACH').tries, ...sampleTcp('timeout', 'ETIMEDOUT').tries],
    },
  })
  .silent('when the other family refuses', {
    target,
    tcp: {
      tries: [
        ...sampleTcp('unreachable', 'ENETUNREACH').tries,
        ...sampleTcp('refused', 'ECONNREFUSED').tries,
      ],
    },
  })
  .silent('when it is the proxy that cannot be reached', {
    target: sampleTarget({ proxy: { host: 'proxy', port: 3128, variable: 'HTTP_PROXY' } }),
    tcp: sampleTcp('unreachable', 'EHOSTUNREACH', 3128),
  })
  .silent('when nothing was tried', { target, tcp: { tries: [] } });
