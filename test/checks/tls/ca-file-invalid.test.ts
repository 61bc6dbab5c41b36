import caFileInvalid from '../../../checks/tls/ca-file-invalid.ts';
import type { FileState, FilesFact } from '../../../src/model/facts.ts';
import { sampleFailure, sampleSecureTarget } from '../../../src/samples/facts.ts';
import { checkTester } from '../../kit/check-tester.ts';

const file = (outcome: FileState['outcome'], change: Partial<FileState> = {}): FileState => ({
  role: 'certificate',
  path: '/tls/ca.pem',
  variable: 'OTEL_EXPORTER_OTLP_CERTIFICATE',
  outcome,
  ...change,
});
const files = (...given: readonly FileState[]): FilesFact => ({ files: given });

const target = sampleSecureTarget();
const send = sampleFailure({ reach: 'connected', error: { code: 'EPROTO', message: 'handshake' } });
const key = { role: 'client key', path: '/tls/own.key', variable: 'OTEL_EXPORTER_OTLP_CLIENT_KEY' } as const;

checkTester(caFileInvalid)
  .fires(
    'a file in another form',
    { target, send, files: files(file('not-pem')) },
    {
      severity: 'error',
      says: 'names /tls/ca.pem, which is not a PEM file that can be read',
      fix: 'Set OTEL_EXPORTER_OTLP_CERTIFICATE to a PEM file',
    },
  )
  .fires(
    'a key where a certificate should be',
    { target, send, files: files(file('no-certificate')) },
    {
      says: 'holds no certificate',
    },
  )
  .fires(
    'a certificate where a key should be',
    { target, send, files: files(file('ok'), file('no-key', key)) },
    {
      says: 'OTEL_EXPORTER_OTLP_CLIENT_KEY holds no private key',
    },
  )
  .fires(
    'a key of another certificate',
    { target, send, files: files(file('key-mismatch', key)) },
    {
      says: 'does not belong to the client certificate',
    },
  )
  .fires(
    'mildly when the span arrives all the same',
    { target, files: files(file('not-pem')) },
    {
      severity: 'warning',
    },
  )
  .fires('mildly when nothing is encrypted', { send, files: files(file('not-pem')) }, { severity: 'warning' })
  .fires(
    'mildly when nothing was sent',
    { target, send: undefined, files: files(file('not-pem')) },
    {
      severity: 'warning',
    },
  )
  .silent('a file that is not there, which has its own code', { target, send, files: files(file('missing')) })
  .silent('files that are as they should be', { target, send, files: files(file('ok'), file('ok', key)) });
