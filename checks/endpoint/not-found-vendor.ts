import { defineCheck } from '../../src/model/check.ts';
import type { Delivery, VendorFact } from '../../src/model/facts.ts';
import { answerEvidence, endpointEvidence, failure } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleSecureTarget, sampleVendor } from '../../src/samples/facts.ts';

/** A port that the product has for something else refuses in its own way, whatever is posted to it. */
const isOtherPort = ({ endpoint }: VendorFact, { http }: Delivery): boolean =>
  endpoint?.aspect === 'port' && http !== null && !http.otlp && [400, 405, 415].includes(http.status);

export default defineCheck({
  id: 'endpoint/not-found-vendor',
  title: 'The endpoint is not the one that this backend documents',
  severity: 'error',
  why: `The host belongs to a backend that the doctor knows, and scheme, port, path or protocol differ from what its documentation says. Every
backend has its own: some take HTTP only, some want a path in front of \`/v1/traces\`, some another host for each region.

Use the documented URL.`,
  needs: ['target', 'vendor'],
  uses: ['send'],
  explains: [
    'endpoint/path-wrong',
    'protocol/path-not-found',
    'protocol/not-otlp',
    'protocol/method-not-allowed',
    'protocol/service-unimplemented',
    'receiver/rejected-payload',
    'network/connect-timeout',
    'network/connection-refused',
    'tls/plaintext-server',
    'tls/required',
  ],
  example: {
    target: sampleSecureTarget(),
    vendor: sampleVendor({
      endpoint: {
        aspect: 'path',
        summary: 'Example Cloud takes OTLP below /otlp',
        url: 'https://collector.example.com/otlp/v1/traces',
        env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example.com/otlp' },
        complete: true,
        verified: true,
      },
    }),
    send: sampleFailure({ http: sampleHttp(404, { reason: 'Not Found' }) }),
  },
  run: ({ target, vendor, send }) => {
    const { endpoint } = vendor;
    const failed = failure(send);
    if (endpoint === null || (send !== undefined && failed === undefined)) return undefined;
    if (failed?.reach === 'routed' && !isOtherPort(vendor, failed)) return undefined;
    const unproven = endpoint.complete
      ? {}
      : { unproven: 'put your own values in place of the capital letters' };
    return {
      severity: vendor.certain && endpoint.verified ? 'error' : 'warning',
      summary: endpoint.summary,
      explanation: `${vendor.certain ? '' : `The endpoint looks like one of ${vendor.name}. `}${endpoint.summary}.`,
      evidence: [
        endpointEvidence(target),
        ...(failed ? answerEvidence(failed) : []),
        ...(endpoint.url ? [{ label: 'documented', value: endpoint.url }] : []),
        { label: 'documentation', value: vendor.docs },
      ],
      fixes:
        Object.keys(endpoint.env).length > 0
          ? [{ title: `Use the documented endpoint of ${vendor.name}`, env: endpoint.env, ...unproven }]
          : [{ title: `Follow the documentation of ${vendor.name}`, text: vendor.docs }],
    };
  },
});
