import netrcReplacesHeader from '../../../checks/auth/netrc-replaces-header.ts';
import { sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleTarget({ headers: [{ name: 'authorization', scheme: 'Bearer', length: 20 }] });
const found = (entry: 'host' | 'default') => ({ files: [], netrc: { path: '/home/shop/.netrc', entry } });

checkTester(netrcReplacesHeader)
  .fires(
    'as a warning where credentials are configured',
    { target, files: found('host') },
    { severity: 'warning', fix: /NETRC=\/nowhere/, says: 'replaces' },
  )
  .fires('for a default', { target, files: found('default') }, { says: 'every host' })
  .fires('as a hint where none are', { files: found('host') }, { severity: 'info' })
  .silent('without such a file', { target, files: { files: [] } });
