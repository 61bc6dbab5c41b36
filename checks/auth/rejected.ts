import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import { hasCredential, isUnauthenticated } from '../../src/model/credentials.ts';
import { failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';
import { showHeader } from '../../src/text/mask.ts';

export default defineCheck({
  id: 'auth/rejected',
  title: 'The receiver rejects the credentials',
  severity: 'error',
  why: `The receiver answers 401 (gRPC: UNAUTHENTICATED) although a credential is configured: the token is wrong, expired or for another
region or environment; the scheme (\`Bearer\`, \`Basic\`) is missing or another one is wanted; Base64 was made of the wrong text
or with a line break; the header has another name.

Compare the header with the documentation of your backend, and make a new token if in doubt.`,
  advice: {
    title: 'Check the key and how it is written',
    text: 'Take the key for ingestion, in the form that the backend documents, without blanks or line breaks around it.',
  },
  needs: ['target', 'send'],
  uses: ['meaning'],
  example: {
    target: sampleTarget({ headers: [{ name: 'authorization', scheme: 'Bearer', length: 47 }] }),
    send: sampleFailure({
      reach: 'routed',
      http: sampleHttp(401, { reason: 'Unauthorized', body: 'scheme or token does not match' }),
    }),
  },
  run: ({ target, send, meaning }) => {
    const failed = failure(send);
    if (failed === undefined) return undefined;
    const byStatus = isUnauthenticated(failed) && hasCredential(target);
    if (!isMeant(meaning, 'auth/rejected', byStatus)) return undefined;
    const shown = target.headers.map(showHeader);
    const asked = failed.http?.authenticate?.split(' ')[0];
    const given = target.headers.find(({ name }) => name === 'authorization')?.scheme;
    const otherScheme =
      asked && given && asked.toLowerCase() !== given.toLowerCase()
        ? ` It asks for ${asked}, and ${given} was sent.`
        : '';
    return {
      summary: `${place(target)} rejects the configured credentials`,
      explanation: `The receiver takes OTLP here, and does not accept the credential that was sent.${otherScheme}`,
      evidence: [
        ...answeredEvidence(target, failed, meaning),
        { label: 'headers sent', value: shown.join(', ') },
      ],
      fixes: [
        ...vendorFixes(meaning),
        {
          title: 'Correct the credential',
          text: 'Compare name, scheme and value of the header with the documentation of the backend; make sure that the token is whole, current and for this endpoint, and that blanks are written as %20.',
        },
      ],
    };
  },
});
