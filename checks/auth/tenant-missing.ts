import { readProblem } from '../../src/findings/problem.ts';
import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { TENANTS } from '../../src/knowledge/tenants.ts';
import { defineCheck } from '../../src/model/check.ts';
import { failure, headersEvidence, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'auth/tenant-missing',
  title: 'The header that names the tenant or dataset is missing',
  severity: 'error',
  why: `The receiver keeps the data of several tenants apart and wants a header that says whose this is: \`X-Scope-OrgID\` for Tempo, Loki and Mimir,
a dataset, project or stream header elsewhere. Some answer 401 to it, which looks like a wrong token.

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
    const said = `${failed.http?.body ?? ''} ${failed.grpc?.message ?? ''}`;
    const problem = readProblem(failed);
    const asked = problem?.header ? { header: problem.header, value: 'VALUE' } : undefined;
    const known = TENANTS.find(({ pattern }) => pattern.test(said)) ?? asked;
    const isSet = target.headers.some(({ name }) => name === known?.header.toLowerCase());
    if (!isMeant(meaning, 'auth/tenant-missing', known !== undefined && !isSet)) return undefined;
    const wanted = known ?? { header: 'that the backend documents', value: 'VALUE' };
    const own = `${wanted.header.toLowerCase()}=${wanted.value}`;
    const ready = 'ready' in wanted && wanted.ready === true && target.headers.length === 0;
    const assignment = ready ? own : (vendor?.header?.assignment ?? own);
    const keep =
      target.headers.length > 0 ? ', and keep the headers that are set already (separated by commas)' : '';
    return {
      summary: `${place(target)} wants a header that says whose data this is`,
      explanation: `The receiver keeps tenants apart and refuses an export that names none; it wants the header ${wanted.header}.`,
      evidence: [...answeredEvidence(target, failed, meaning), headersEvidence(target)],
      fixes: [
        {
          title: `Add the header ${wanted.header}`,
          env: { OTEL_EXPORTER_OTLP_HEADERS: assignment },
          ...(ready ? {} : { unproven: `put the name of yours in place of ${wanted.value}${keep}` }),
        },
        ...vendorFixes(meaning),
      ],
    };
  },
});
