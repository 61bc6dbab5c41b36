import { type MissingHeader, missingHeader } from '../../src/findings/missing-header.ts';
import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import { failure, headersEvidence, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

/** Where the backend is known to mean this, and names no header. */
const DOCUMENTED: MissingHeader = {
  ...{ header: 'that the backend documents', value: 'VALUE', ready: false, ofTenant: true },
};

export default defineCheck({
  id: 'auth/tenant-missing',
  title: 'The header that names the tenant or dataset is missing',
  severity: 'error',
  why: `The receiver keeps the data of several tenants apart and wants a header that says whose this is: \`X-Scope-OrgID\` for Tempo, Loki and Mimir,
a dataset, project or stream header elsewhere. Some answer 401 to it, which looks like a wrong token. Any other header that an answer
names as missing is told in the same way.

Add the header to \`OTEL_EXPORTER_OTLP_HEADERS\`.`,
  advice: { title: 'Name the tenant', text: "export OTEL_EXPORTER_OTLP_HEADERS='x-scope-orgid=YOUR_TENANT'" },
  needs: ['target', 'send'],
  uses: ['meaning', 'vendor'],
  explains: [
    'auth/missing',
    'auth/rejected',
    'auth/forbidden',
    'receiver/rejected-payload',
    'receiver/server-error',
  ],
  example: {
    target: sampleTarget(),
    send: sampleFailure({
      reach: 'routed',
      http: sampleHttp(401, { reason: 'Unauthorized', body: 'no org id' }),
    }),
  },
  run: ({ target, send, meaning, vendor }) => {
    const failed = failure(send);
    if (failed === undefined) return undefined;
    const known = missingHeader(failed);
    const isSet = target.headers.some(({ name }) => name === known?.header.toLowerCase());
    if (!isMeant(meaning, 'auth/tenant-missing', known !== null && !isSet)) return undefined;
    const wanted = known ?? DOCUMENTED;
    const own = `${wanted.header.toLowerCase()}=${wanted.value}`;
    const ready = wanted.ready && target.headers.length === 0;
    const documented = wanted.ofTenant ? vendor?.header?.assignment : undefined;
    const assignment = ready ? own : (documented ?? own);
    const keep =
      target.headers.length > 0 ? ', and keep the headers that are set already (separated by commas)' : '';
    return {
      summary: wanted.ofTenant
        ? `${place(target)} wants a header that says whose data this is`
        : `${place(target)} wants the header ${wanted.header}`,
      explanation: wanted.ofTenant
        ? `The receiver keeps tenants apart and refuses an export that names none; it wants the header ${wanted.header}.`
        : `The receiver refuses an export without the header ${wanted.header}, which it names in its answer.`,
      evidence: [...answeredEvidence(target, failed, meaning), headersEvidence(target)],
      fixes: [
        {
          title: `Add the header ${wanted.header}`,
          env: { OTEL_EXPORTER_OTLP_HEADERS: assignment },
          ...(ready
            ? {}
            : {
                unproven: `put ${wanted.ofTenant ? 'the name of yours' : 'what it expects'} in place of ${wanted.value}${keep}`,
              }),
        },
        ...vendorFixes(meaning),
      ],
    };
  },
});
