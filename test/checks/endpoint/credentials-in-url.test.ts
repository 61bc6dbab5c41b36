import credentialsInUrl from '../../../checks/endpoint/credentials-in-url.ts';
import { sampleTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

checkTester(credentialsInUrl)
  .fires(
    'a login in the general endpoint',
    { target: sampleTarget({ endpoint: 'https://***@collector.example.com:4318/otlp' }) },
    {
      severity: 'warning',
      fix: {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example.com:4318/otlp',
        OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20BASE64_OF_USER_COLON_PASSWORD',
      },
    },
  )
  .fires(
    'a login in the endpoint of a signal, with what has to be filled in',
    {
      target: sampleTarget({
        endpoint: 'https://***@host/v1/traces',
        endpointBy: { variable: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', perSignal: true, byFlag: false },
      }),
    },
    { says: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', fix: 'put the Base64 of user:password' },
  )
  .silent('an at sign that belongs to the path', {
    target: sampleTarget({ endpoint: 'https://host/team@example.com' }),
  })
  .silent('a masked query', { target: sampleTarget({ endpoint: 'https://host/v1/traces?key=***' }) });
