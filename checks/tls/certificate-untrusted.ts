import { certificateEvidence } from '../../src/findings/certificates.ts';
import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleSecureTarget, sampleTls } from '../../src/samples/facts.ts';

const UNTRUSTED: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its authority is not one that this machine trusts',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its authority is not one that this machine trusts',
  UNABLE_TO_GET_ISSUER_CERT: 'the certificate of its authority is missing',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'the server does not send the intermediate certificate, or its authority is not trusted here',
};

export default defineCheck({
  id: 'tls/certificate-untrusted',
  title: 'The certificate of the receiver is not trusted',
  severity: 'error',
  why: `The receiver presents a certificate whose authority the exporter does not know: a private authority, a self-signed
certificate, or a server that forgets to send its intermediate certificate.

Name the file with the authority's certificate (PEM) in \`OTEL_EXPORTER_OTLP_CERTIFICATE\`. For a self-signed certificate that is
the certificate itself. Go, JS, Python and Java read this variable; .NET and Rust want it in code or in the system's store.`,
  advice: {
    title: 'Give the exporter the certificate of the authority',
    text: 'OTEL_EXPORTER_OTLP_CERTIFICATE=/path/to/ca.pem',
  },
  needs: ['target', 'tls'],
  uses: ['send'],
  example: {
    target: sampleSecureTarget(),
    tls: sampleTls({ outcome: 'untrusted', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }),
    send: sampleFailure({
      reach: 'connected',
      error: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', message: 'unable to verify the first certificate' },
    }),
  },
  run: ({ target, tls, send }) => {
    const reason = UNTRUSTED[tls.code ?? ''];
    if (reason === undefined || (send !== undefined && failure(send) === undefined)) return undefined;
    const issuer = tls.chain.at(-1)?.issuer ?? 'the authority';
    const given = target.files.certificate;
    const ignored = target.ignoredFiles.find(({ variable }) => variable.endsWith('_CERTIFICATE'));
    const way = target.proxy;
    const intercepted =
      way === null
        ? ''
        : ` It was read through the proxy ${place(way)}, which may have put it there in place of the receiver's own (TLS inspection).`;
    const who = `the doctor does not have the certificate of "${issuer}"; ask whoever runs the receiver for it, or see what the server sends: openssl s_client -connect ${place(target)} -servername ${target.host} -showcerts`;
    return {
      summary: `The certificate of ${place(target)} is not trusted`,
      explanation: `The certificate of ${place(target)} cannot be verified: ${reason}.${given === null ? '' : ` The file ${given} does not help.`}${intercepted}`,
      evidence: [
        endpointEvidence(target),
        ...(way === null ? [] : [{ label: way.variable, value: place(way) }]),
        ...certificateEvidence(tls),
      ],
      fixes: [
        ignored
          ? {
              title: `Trust the authority "${issuer}" in code or in the system's store`,
              text: `This SDK does not use ${ignored.variable} for this destination: give it the certificate in code, or add it to the store of the system.`,
            }
          : {
              title: `Trust the authority "${issuer}"`,
              env: { OTEL_EXPORTER_OTLP_CERTIFICATE: '/path/to/ca.pem' },
              unproven: who,
            },
      ],
    };
  },
});
