import { fixesFor, sendTo } from '../../src/findings/change.ts';
import { encryptionFault } from '../../src/findings/links/encryption.ts';
import { defineCheck, defineSight } from '../../src/model/check.ts';
import { answerEvidence, endpointEvidence, failure, onOwnPort, place } from '../../src/model/reading.ts';
import { sampleCollector, sampleReceiver } from '../../src/samples/collector.ts';
import { sampleEnd } from '../../src/samples/deployment.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleHttp,
  sampleSpeech,
  sampleTarget,
} from '../../src/samples/facts.ts';
import { sampleSent } from '../../src/samples/sent.ts';

const WITH_TLS = sampleCollector({
  components: [sampleReceiver({ grpc: { endpoint: '0.0.0.0:4317', tls: { cert_file: '/etc/tls.crt' } } })],
});

export default defineCheck({
  id: 'tls/required',
  title: 'Plaintext is sent to a TLS port',
  severity: 'error',
  why: `The endpoint says \`http://\`, and the port speaks TLS only. Servers close the connection, or answer
*Client sent an HTTP request to an HTTPS server*.

Write \`https://\`. If the certificate comes from a private authority, name its file in
\`OTEL_EXPORTER_OTLP_CERTIFICATE\`.`,
  advice: {
    title: 'Say https://',
    text: 'OTEL_EXPORTER_OTLP_ENDPOINT=https://collector:4317, with an exporter that was built with TLS.',
  },
  needs: ['target', 'send', 'port'],
  uses: ['survey'],
  explains: ['receiver/rejected-payload', 'protocol/redirected'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({
      http: sampleHttp(400, {
        reason: 'Bad Request',
        body: 'Client sent an HTTP request to an HTTPS server.',
      }),
    }),
    port: {
      tls: { alpn: 'http/1.1', protocol: 'TLSv1.3' },
      plain: sampleSpeech({ end: 'closed' }),
      secure: sampleSpeech(),
    },
    survey: { attempts: [sampleAttempt({ kind: 'scheme', secure: true })] },
  },
  also: [
    defineSight({
      needs: ['link', 'target', 'workload'],
      example: sampleSent({ to: sampleEnd({ collector: WITH_TLS }) }),
      run: (sent) => encryptionFault(sent, true),
    }),
  ],
  run: ({ target, send, port, survey }) => {
    const failed = failure(send);
    if (target.secure || port.tls === null || failed === undefined) return undefined;
    // A port that takes both is no fault of the scheme.
    if (failed.http && failed.http.status !== 400 && failed.http.status !== 497) return undefined;
    if (failed.grpc) return undefined;
    const secure = onOwnPort(survey, target).filter((tried) => tried.secure);
    const accepted = fixesFor(target, secure);
    return {
      summary: `${place(target)} speaks TLS only, and the exporter sends plaintext`,
      explanation: `The endpoint asks for a plaintext connection, and ${place(target)} wants TLS.`,
      evidence: [
        endpointEvidence(target),
        { label: 'TLS handshake', value: `answered with ${port.tls.protocol ?? 'a TLS alert'}` },
        ...answerEvidence(failed),
      ],
      fixes:
        accepted.length > 0 ? accepted : [{ title: 'Use https://', env: sendTo(target, { secure: true }) }],
    };
  },
});
