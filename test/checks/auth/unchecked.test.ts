import unchecked from '../../../checks/auth/unchecked.ts';
import { sampleAttempt, sampleFailure, sampleHttp, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleTarget({
  headers: [
    { name: 'authorization', scheme: 'Bearer', length: 47 },
    { name: 'x-tenant', scheme: null, length: 4 },
  ],
});
const taken = { attempts: [sampleAttempt({ kind: 'control' })] };

checkTester(unchecked)
  .fires(
    'when an export without the credentials is taken',
    { target, control: taken },
    {
      severity: 'info',
      says: 'headers configured: authorization, x-tenant',
      fixes: 0,
    },
  )
  .silent('when it is refused, as it should be', {
    target,
    control: { attempts: [sampleAttempt({ kind: 'control', accepted: false, http: sampleHttp(401) })] },
  })
  .silent('when nothing arrives with the credentials either', {
    target,
    control: taken,
    send: sampleFailure({ reach: 'routed', http: sampleHttp(401) }),
  })
  .silent('when it was not tried', { target, control: { attempts: [] } });
