import notFoundVendor from '../../../checks/endpoint/not-found-vendor.ts';
import type { VendorFact } from '../../../src/model/facts.ts';
import { sampleFailure, sampleHttp, sampleSecureTarget, sampleVendor } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const target = sampleSecureTarget();
const missing = sampleFailure({ http: sampleHttp(404) });
const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example.com/otlp' };

const documented = (
  endpoint: Partial<NonNullable<VendorFact['endpoint']>> = {},
  change: Partial<VendorFact> = {},
): VendorFact =>
  sampleVendor({
    endpoint: {
      aspect: 'path',
      summary: 'Example Cloud takes OTLP below /otlp',
      url: 'https://collector.example.com/otlp/v1/traces',
      env,
      complete: true,
      verified: true,
      ...endpoint,
    },
    ...change,
  });

checkTester(notFoundVendor)
  .fires(
    'a path that the backend does not document',
    { target, vendor: documented(), send: missing },
    {
      severity: 'error',
      says: 'documented: https://collector.example.com/otlp/v1/traces',
      fix: env,
      fixes: 1,
    },
  )
  .fires('before anything was sent', { target, vendor: documented(), send: undefined }, { severity: 'error' })
  .fires(
    'on a port that the product has for another format, and that refuses in its own way',
    {
      target,
      vendor: documented({ aspect: 'port' }),
      send: sampleFailure({ reach: 'routed', http: sampleHttp(400, { body: 'Unsupported content type' }) }),
    },
    { severity: 'error' },
  )
  .silent('when another port was reached, and a receiver refuses there', {
    target,
    vendor: documented({ aspect: 'port' }),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(401) }),
  })
  .fires(
    'mildly when the backend is only guessed',
    { target, vendor: documented({}, { certain: false }), send: missing },
    { severity: 'warning', says: 'The endpoint looks like one of Example Cloud.' },
  )
  .fires(
    'mildly when its documentation was not tried',
    { target, vendor: documented({ verified: false }), send: missing },
    { severity: 'warning' },
  )
  .fires(
    'unproven when something has to be filled in',
    { target, vendor: documented({ complete: false }), send: missing },
    { fix: 'put your own values in place of the capital letters' },
  )
  .fires(
    'by its documentation when there is nothing to set',
    { target, vendor: documented({ env: {}, url: null }), send: missing },
    { fix: 'https://docs.example.com/otlp' },
  )
  .silent('when the settings agree with the documentation', { target, vendor: sampleVendor(), send: missing })
  .silent('when the receiver was reached and refuses', {
    target,
    vendor: documented(),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(401) }),
  })
  .silent('when the span arrives', { target, vendor: documented() });
