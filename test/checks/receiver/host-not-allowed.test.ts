import hostNotAllowed from '../../../checks/receiver/host-not-allowed.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const refused = (status: number, body: string) =>
  sampleFailure({ reach: 'routed', http: sampleHttp(status, { body }) });

checkTester(hostNotAllowed)
  .fires(
    'when MLflow 3.17.2 is called by the name of its service',
    {
      target: sampleTarget({ host: 'mlflow', port: 5000, endpoint: 'http://mlflow:5000' }),
      send: refused(403, 'Invalid Host header - possible DNS rebinding attack detected'),
      meaning: undefined,
    },
    { says: 'mlflow:5000', fix: /--allowed-hosts 'mlflow:5000,localhost:\*'/ },
  )
  .fires(
    'with the words of Starlette',
    { send: refused(400, 'Invalid host header'), meaning: undefined },
    { fix: /ALLOWED_HOSTS/ },
  )
  .silent('when something else is forbidden', { send: refused(403, 'invalid api key'), meaning: undefined })
  .silent('when a backend fails', { send: refused(502, 'invalid host header'), meaning: undefined })
  .silent('when the item arrives', {});
