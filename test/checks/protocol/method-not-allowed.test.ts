import methodNotAllowed from '../../../checks/protocol/method-not-allowed.ts';
import { sampleAttempt, sampleFailure, sampleHttp } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const refused = sampleFailure({ http: sampleHttp(405, { reason: 'Not Allowed', server: 'nginx/1.27' }) });

checkTester(methodNotAllowed)
  .fires(
    'on 405 to the export',
    { send: refused, survey: { attempts: [] } },
    { says: 'server: nginx/1.27', fix: 'Set the endpoint to where the receiver takes OTLP' },
  )
  .fires(
    'without a survey',
    { send: refused, survey: undefined },
    { says: 'does not allow POST on /v1/traces' },
  )
  .fires(
    'offers the port that takes OTLP',
    { send: refused, survey: { attempts: [sampleAttempt({ kind: 'port', port: 14318 })] } },
    { fix: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:14318' }, fixes: 1 },
  )
  .silent('on 404', { send: sampleFailure({ http: sampleHttp(404) }) })
  .silent('when only the greeting with GET is answered 405, as a Collector does', {
    send: sampleFailure({ reach: 'routed', http: sampleHttp(503) }),
  });
