import check from '../../../checks/network/name-servers-silent.ts';
import { checkTester } from '../../kit/check-tester.ts';

const name = { host: 'collector.example.com', literal: false, addresses: [] } as const;

checkTester(check)
  .fires(
    'where no name server said anything',
    { dns: { ...name, code: 'ETIMEOUT', silent: ['192.0.2.53'] } },
    { says: '192.0.2.53: no answer', fix: 'nslookup collector.example.com 192.0.2.53' },
  )
  .silent('where one says that the name is not known', { dns: { ...name, code: 'ENOTFOUND' } })
  .silent('where one answers with a failure', {
    dns: { ...name, code: 'EAI_AGAIN', silent: ['192.0.2.53'] },
  });
