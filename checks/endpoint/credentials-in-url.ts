import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence } from '../../src/model/reading.ts';
import { sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'endpoint/credentials-in-url',
  title: 'The endpoint holds a user name or password',
  severity: 'warning',
  why: `A login in the URL (\`https://user:password@host\`) is used by some SDKs, ignored by others and by every gRPC exporter, and
printed into logs and error messages by many.

Send it as a header: \`OTEL_EXPORTER_OTLP_HEADERS=authorization=Basic%20\` followed by the Base64 of \`user:password\`.`,
  needs: ['target'],
  example: { target: sampleTarget({ endpoint: 'http://***@localhost:4318' }) },
  run: ({ target }) => {
    if (!target.endpoint.includes('***@')) return undefined;
    const variable = target.endpointBy.variable ?? 'OTEL_EXPORTER_OTLP_ENDPOINT';
    return {
      summary: 'The endpoint holds a login, which not every SDK sends and many print',
      explanation: `The login in ${variable} is ignored by some SDKs and by gRPC, and shows up in logs.`,
      evidence: [endpointEvidence(target)],
      fixes: [
        {
          title: 'Send the login as a header',
          env: {
            [variable]: target.endpoint.replace('***@', ''),
            OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20BASE64_OF_USER_COLON_PASSWORD',
          },
          unproven: 'put the Base64 of user:password in place of the capital letters',
        },
      ],
    };
  },
});
