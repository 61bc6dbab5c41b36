import { defineCheck } from '../../src/model/check.ts';
import type { FileState } from '../../src/model/facts.ts';
import { failure } from '../../src/model/reading.ts';
import { sampleFailure, sampleSecureTarget } from '../../src/samples/facts.ts';

const WRONG: Readonly<Partial<Record<FileState['outcome'], string>>> = {
  'not-pem': 'is not a PEM file that can be read',
  'no-certificate': 'holds no certificate',
  'no-key': 'holds no private key',
  'key-mismatch': 'does not belong to the client certificate',
};

export default defineCheck({
  id: 'tls/ca-file-invalid',
  title: 'A certificate or key file is not what it should be',
  severity: 'error',
  why: `A variable names a file that can be read, and it is not a PEM certificate or key: it is in DER or PKCS#12 form, cut off, the
wrong one of the pair, or the key does not belong to the certificate.

PEM files begin with \`-----BEGIN CERTIFICATE-----\` or \`-----BEGIN PRIVATE KEY-----\`. Convert with \`openssl x509 -inform der\` or
\`openssl pkcs12\`.`,
  advice: {
    title: 'Give a PEM file, and the key of its certificate',
    text: 'openssl x509 -in FILE -noout -subject reads a certificate in PEM; convert others with -inform der.',
  },
  needs: ['target', 'files'],
  uses: ['send'],
  explains: [
    'tls/certificate-untrusted',
    'tls/client-certificate-required',
    'tls/client-certificate-rejected',
  ],
  example: {
    target: sampleSecureTarget(),
    files: {
      files: [
        {
          role: 'certificate',
          path: '/certs/ca.der',
          variable: 'OTEL_EXPORTER_OTLP_CERTIFICATE',
          outcome: 'not-pem',
        },
      ],
    },
    send: sampleFailure({
      reach: 'connected',
      error: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', message: '' },
    }),
  },
  run: ({ target, files, send }) => {
    const bad = files.files.filter(({ outcome }) => WRONG[outcome] !== undefined);
    const [first] = bad;
    if (first === undefined) return undefined;
    const failed = send !== undefined && failure(send) !== undefined && target.secure;
    const what = WRONG[first.outcome] ?? 'cannot be used';
    return {
      severity: failed ? 'error' : 'warning',
      summary: `The file in ${first.variable} ${what}`,
      explanation: `${first.variable} names ${first.path}, which ${what}.`,
      evidence: bad.map(({ variable, path, outcome }) => ({ label: variable, value: `${path}: ${outcome}` })),
      fixes: [
        {
          title: 'Name the right file',
          text: `Set ${first.variable} to a PEM file (openssl x509 -in FILE -noout -subject shows a certificate, openssl pkey -in FILE -noout a key); certificate and key must be a pair.`,
        },
      ],
    };
  },
});
