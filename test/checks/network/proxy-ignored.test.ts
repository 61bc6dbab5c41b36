import proxyIgnored from '../../../checks/network/proxy-ignored.ts';
import { healthyFacts, sampleTarget, sampleTcp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleTarget({ host: 'collector.example.com' });
const open = healthyFacts().proxy;
const dropped = sampleTcp('timeout', 'ETIMEDOUT');

checkTester(proxyIgnored)
  .fires(
    'when packets are dropped and the proxy gets through',
    { target, detour: open, tcp: dropped },
    { says: 'direct connection: 127.0.0.1 port 4318: ETIMEDOUT', fix: 'httpAgentOptions', fixes: 2 },
  )
  .fires('when the name is known to the proxy only', {
    target,
    detour: { ...open, status: null },
    tcp: undefined,
  })
  .silent('when the proxy does not get through either', { target, tcp: dropped })
  .silent('when the direct way works', { target, detour: open })
  .silent('when the SDK uses a proxy', {
    target: sampleTarget({ proxy: { host: 'proxy', port: 3128, variable: 'HTTPS_PROXY' } }),
    detour: open,
    tcp: dropped,
  });
