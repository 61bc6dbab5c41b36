import { sendTo } from '../../src/findings/change.ts';
import { fallbackSentence, fallbackSeverity, fallsBack } from '../../src/findings/fallback.ts';
import { receiverHasTls } from '../../src/findings/links/encryption.ts';
import { isHiddenToken, pastedToken } from '../../src/findings/pasted-token.ts';
import { FOLLOWS_FROM_FALLBACK } from '../../src/knowledge/consequences.ts';
import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, failure } from '../../src/model/reading.ts';
import { sampleTarget } from '../../src/samples/facts.ts';

const variableOf = (variable: string | null): string => variable ?? 'OTEL_EXPORTER_OTLP_ENDPOINT';

export default defineCheck({
  id: 'endpoint/scheme-missing',
  title: 'The endpoint has no http:// or https://',
  severity: 'error',
  why: `An OTLP endpoint is a URL. Without \`http://\` or \`https://\` an HTTP exporter cannot use it at all: some SDKs
take the host name for a scheme and fail at every export, some fall back to their default without a word, Java does not
start. For gRPC a bare \`host:port\` means an encrypted connection, which a plaintext receiver cannot answer.

Write the whole URL: \`http://\` for a plaintext receiver, \`https://\` for one with TLS.`,
  advice: {
    title: 'Put http:// or https:// in front',
    text: 'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317',
  },
  needs: ['target'],
  uses: ['send', 'link', 'workload'],
  explains: FOLLOWS_FROM_FALLBACK,
  example: {
    target: sampleTarget({
      endpoint: 'localhost:4318',
      faults: ['scheme-missing'],
      url: null,
      host: '',
      port: 0,
    }),
  },
  run: ({ target, send, link, workload }) => {
    if (!target.faults.includes('scheme-missing')) return undefined;
    const assumed = target.url !== null && !fallsBack(target);
    const failed = failure(send);
    // Any answer, a refusal too, came through the encryption that was assumed.
    if (assumed && send !== undefined && (failed === undefined || failed.http || failed.grpc))
      return undefined;
    const untried = assumed && send === undefined;
    if (untried && link !== undefined && receiverHasTls(link) === true) return undefined;
    const variable = variableOf(target.endpointBy.variable);
    const text = target.endpoint.trim();
    if (isHiddenToken(text)) return pastedToken(target, send, variable);
    const encrypt = /:443(\/|$)/.test(text);
    const schemes = encrypt ? ['https', 'http'] : ['http', 'https'];
    const change = (scheme: string) =>
      assumed
        ? { ...sendTo(target, { secure: scheme === 'https' }), [variable]: `${scheme}://${text}` }
        : { [variable]: `${scheme}://${text}` };
    // A receiver in the same files that is not known to speak TLS confirms what is suspected.
    const met = link?.secure === true && link.to.kind === 'workload';
    return {
      // A program that reads the variable by itself may want no scheme.
      severity: workload?.sdk === null && !met ? 'warning' : fallbackSeverity(target, send),
      summary: `The endpoint "${text}" has no http:// or https:// in front`,
      explanation: assumed
        ? `"${text}" has no scheme. For gRPC that means an encrypted connection, and it could not be made.`
        : `"${text}" is no URL: without http:// or https:// an exporter cannot tell host and scheme apart and sends nothing there.${fallbackSentence(target)}`,
      evidence: [endpointEvidence(target)],
      suspicion: untried && !met,
      fixes: schemes.map((scheme) => ({
        title: `Write the endpoint with ${scheme}://`,
        env: change(scheme),
      })),
    };
  },
});
