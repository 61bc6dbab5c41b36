import { defineCheck } from '../../src/model/check.ts';
import { failure } from '../../src/model/reading.ts';
import { sampleFailure, sampleSecureTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'tls/ca-file-unreadable',
  title: 'A certificate or key file cannot be read',
  severity: 'error',
  why: `A variable names a file that is not there or may not be read. SDKs differ: Java refuses to start, others note it in a log that nobody
sees and go on without the file, so that the receiver's certificate is not trusted or no client certificate is presented. In
containers the file is often not mounted, or mounted under another path.

Correct the path, mount the file, or let the user of the process read it.`,
  advice: {
    title: 'Give a file that the process can read',
    text: 'Check path and rights of the file from within the container.',
  },
  needs: ['target', 'files'],
  uses: ['send'],
  explains: ['tls/certificate-untrusted', 'tls/client-certificate-required'],
  example: {
    target: sampleSecureTarget(),
    files: {
      files: [
        {
          role: 'certificate',
          path: '/certs/ca.pem',
          variable: 'OTEL_EXPORTER_OTLP_CERTIFICATE',
          outcome: 'missing',
        },
      ],
    },
    send: sampleFailure({
      reach: 'connected',
      error: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', message: '' },
    }),
  },
  run: ({ target, files, send }) => {
    const bad = files.files.filter(({ outcome }) => outcome === 'missing' || outcome === 'unreadable');
    const [first] = bad;
    if (first === undefined) return undefined;
    const failed = send !== undefined && failure(send) !== undefined && target.secure;
    const what = first.outcome === 'missing' ? 'does not exist' : 'may not be read';
    return {
      severity: failed ? 'error' : 'warning',
      summary: `The file in ${first.variable} ${what}`,
      explanation: `${first.variable} names ${first.path}, which ${what} for this process.`,
      evidence: bad.map(({ variable, path, outcome }) => ({ label: variable, value: `${path}: ${outcome}` })),
      fixes: [
        {
          title: 'Name a file that is there',
          text: `Set ${first.variable} to the path of the file as this process sees it (inside a container: where it is mounted), and let the user of the process read it.`,
        },
      ],
    };
  },
});
