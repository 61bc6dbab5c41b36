import proxyUnreachable from '../../../checks/network/proxy-unreachable.ts';
import type { DnsFact } from '../../../src/model/facts.ts';
import { sampleTarget, sampleTcp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const through = (variable: string) =>
  sampleTarget({ host: 'collector.example.com', proxy: { host: 'proxy', port: 3128, variable } });

const unknown: DnsFact = { host: 'proxy', literal: false, addresses: [], code: 'ENOTFOUND' };

checkTester(proxyUnreachable)
  .fires(
    'when nothing listens there',
    { target: through('HTTP_PROXY'), tcp: sampleTcp('refused', 'ECONNREFUSED', 3128) },
    { says: 'nothing listens there', fix: { NO_PROXY: 'collector.example.com' }, fixes: 2 },
  )
  .fires(
    'when its name is not known',
    { target: through('https_proxy'), dns: unknown, tcp: undefined },
    { says: 'its name is not known (ENOTFOUND)', fix: { no_proxy: 'collector.example.com' } },
  )
  .fires(
    'when packets to it vanish',
    { target: through('HTTPS_PROXY'), tcp: sampleTcp('timeout', null, 3128) },
    { says: '127.0.0.1 port 3128: timeout' },
  )
  .silent('when it takes the connection', { target: through('HTTP_PROXY') })
  .silent('when it was not tried', { target: through('HTTP_PROXY'), tcp: undefined })
  .silent('without a proxy', { tcp: sampleTcp('refused', 'ECONNREFUSED') })
  .silent('without a proxy and with a receiver whose name is not known', { dns: unknown });
