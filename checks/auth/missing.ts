import { wantedHeader } from '../../src/findings/missing-header.ts';
import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { wantedCredentialSight } from '../../src/findings/wanted-credential.ts';
import { defineCheck } from '../../src/model/check.ts';
import { hasCredential, isUnauthenticated } from '../../src/model/credentials.ts';
import { failure, headersEvidence, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'auth/missing',
  title: 'The receiver wants credentials, and none are configured',
  severity: 'error',
  why: `The receiver answers 401 (gRPC: UNAUTHENTICATED), and the settings contain no header that could be a credential.

Set \`OTEL_EXPORTER_OTLP_HEADERS\`: a list \`name=value\`, separated by commas, values percent-encoded
(\`authorization=Bearer%20TOKEN\`). The name and the form of the value are in the documentation of your backend.`,
  advice: {
    title: 'Give the exporter the login',
    text: "export OTEL_EXPORTER_OTLP_HEADERS='authorization=Bearer%20YOUR_TOKEN'",
  },
  needs: ['target', 'send'],
  uses: ['meaning', 'vendor'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({
      reach: 'routed',
      http: sampleHttp(401, { reason: 'Unauthorized', authenticate: 'Bearer' }),
    }),
  },
  also: [wantedCredentialSight],
  run: ({ target, send, meaning, vendor }) => {
    const failed = failure(send);
    if (failed === undefined) return undefined;
    const byStatus = isUnauthenticated(failed) && !hasCredential(target);
    if (!isMeant(meaning, 'auth/missing', byStatus)) return undefined;
    const header = vendor?.wanted.length ? vendor.wanted.join(',') : wantedHeader(failed);
    return {
      summary: `${place(target)} wants credentials, and none are configured`,
      explanation: 'The receiver takes OTLP here, and refuses the export because it carries no credential.',
      evidence: [...answeredEvidence(target, failed, meaning), headersEvidence(target)],
      fixes: [
        {
          title: vendor?.wanted.length
            ? `Send the credential that ${vendor.name} wants`
            : 'Send a credential',
          env: { OTEL_EXPORTER_OTLP_HEADERS: header },
          unproven: 'the doctor does not have the credential: put yours in place of the capital letters',
        },
        ...vendorFixes(meaning),
      ],
    };
  },
});
