import { defineCheck } from '../../src/model/check.ts';
import { answerEvidence, endpointEvidence, failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/model/samples.ts';

interface Tenant {
  readonly pattern: RegExp;
  readonly header: string;
  readonly value: string;
}

/** What receivers say when the header that names the tenant is missing, and which header that is. */
const TENANTS: readonly Tenant[] = [
  {
    pattern: /no org id|x-scope-orgid|missing tenant|tenant[- _]?id|no tenant/i,
    header: 'X-Scope-OrgID',
    value: 'TENANT',
  },
  { pattern: /x-honeycomb-dataset|missing dataset/i, header: 'x-honeycomb-dataset', value: 'DATASET' },
  { pattern: /x-axiom-dataset/i, header: 'x-axiom-dataset', value: 'DATASET' },
  { pattern: /stream-name/i, header: 'stream-name', value: 'STREAM' },
  {
    pattern: /(missing|required|no) .{0,20}(project|organization|workspace)/i,
    header: 'x-project',
    value: 'PROJECT',
  },
];

export default defineCheck({
  id: 'auth/tenant-missing',
  title: 'The header that names the tenant or dataset is missing',
  severity: 'error',
  why: `The receiver keeps the data of several tenants apart and wants a header that says whose this is: \`X-Scope-OrgID\` for Tempo, Loki and Mimir,
a dataset, project or stream header elsewhere. Some answer 401 to it, which looks like a wrong token.

Add the header to \`OTEL_EXPORTER_OTLP_HEADERS\`.`,
  needs: ['target', 'send'],
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
  run: ({ target, send }) => {
    const failed = failure(send);
    if (failed === undefined) return undefined;
    const said = `${failed.http?.body ?? ''} ${failed.grpc?.message ?? ''}`;
    const wanted = TENANTS.find(({ pattern }) => pattern.test(said));
    if (wanted === undefined || target.headers.some(({ name }) => name === wanted.header.toLowerCase()))
      return undefined;
    return {
      summary: `${place(target)} wants a header that says whose data this is`,
      explanation: `The receiver keeps tenants apart and refuses an export that names none; it wants the header ${wanted.header}.`,
      evidence: [
        endpointEvidence(target),
        ...answerEvidence(failed),
        { label: 'headers configured', value: target.headers.map(({ name }) => name).join(', ') || 'none' },
      ],
      fixes: [
        {
          title: `Add the header ${wanted.header}`,
          env: { OTEL_EXPORTER_OTLP_HEADERS: `${wanted.header.toLowerCase()}=${wanted.value}` },
          unproven: `put the name of yours in place of ${wanted.value}${target.headers.length > 0 ? ', and keep the headers that are set already (separated by commas)' : ''}`,
        },
      ],
    };
  },
});
