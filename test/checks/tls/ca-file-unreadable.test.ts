import caFileUnreadable from '../../../checks/tls/ca-file-unreadable.ts';
import type { FileState, FilesFact } from '../../../src/model/facts.ts';
import { sampleFailure, sampleSecureTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const files = (...outcomes: readonly FileState['outcome'][]): FilesFact => ({
  files: outcomes.map((outcome, index) => ({
    role: 'certificate',
    path: `/tls/file${index}.pem`,
    variable: 'OTEL_EXPORTER_OTLP_CERTIFICATE',
    outcome,
  })),
});

const target = sampleSecureTarget();
const send = sampleFailure({ reach: 'connected', error: { code: 'EPROTO', message: 'handshake' } });

checkTester(caFileUnreadable)
  .fires(
    'a file that is not there',
    { target, send, files: files('missing') },
    {
      severity: 'error',
      says: 'names /tls/file0.pem, which does not exist for this process',
      fix: 'inside a container: where it is mounted',
    },
  )
  .fires(
    'a file that may not be read',
    { target, send, files: files('ok', 'unreadable') },
    {
      says: '/tls/file1.pem: unreadable',
    },
  )
  .fires(
    'mildly when the span arrives all the same',
    { target, files: files('missing') },
    { severity: 'warning' },
  )
  .fires('mildly when nothing is encrypted', { send, files: files('missing') }, { severity: 'warning' })
  .fires(
    'mildly when nothing was sent',
    { target, send: undefined, files: files('missing') },
    {
      severity: 'warning',
    },
  )
  .silent('a file that is no PEM, which has its own code', {
    target,
    send,
    files: files('not-pem', 'no-key'),
  })
  .silent('files that can be read', { target, send, files: files('ok') });
