import type { CheckCode } from '../model/check-code.ts';
import type { SettingEffect } from '../model/target.ts';

/** What is known of a file that a setting names. */
type FileState = 'missing' | 'unreadable' | 'not-pem' | 'pem' | 'pem-with-key';

/** States of files by path, as far as the caller looked; a path that is not in it is taken to be fine. */
export type FileStates = Readonly<Record<string, FileState>>;

/** One file setting: its variable, its path and what is known of it. */
export interface GivenFile {
  readonly variable: string;
  readonly path: string;
  readonly state: FileState | null;
  readonly perSignal: boolean;
}

export interface GivenFiles {
  readonly certificate: GivenFile | null;
  readonly clientCertificate: GivenFile | null;
  readonly clientKey: GivenFile | null;
}

interface FileFailure {
  readonly effect: Extract<SettingEffect, 'does-not-start' | 'sends-nothing'>;
  readonly code: CheckCode;
  readonly detail: string;
  readonly file: GivenFile;
}

/** Which of the files an SDK uses for a destination. */
export interface FileUse {
  readonly certificate: GivenFile | null;
  readonly clientCertificate: GivenFile | null;
  readonly clientKey: GivenFile | null;
  /** True where the files alone make the connection TLS. */
  readonly makesSecure: boolean;
  readonly failure: FileFailure | null;
}

export type FileRule = (
  files: GivenFiles,
  to: { readonly grpc: boolean; readonly secure: boolean },
) => FileUse;

const NONE: FileUse = {
  certificate: null,
  clientCertificate: null,
  clientKey: null,
  makesSecure: false,
  failure: null,
};

const isThere = (file: GivenFile | null): file is GivenFile =>
  file !== null && file.state !== 'missing' && file.state !== 'unreadable';

const isPem = (file: GivenFile | null): file is GivenFile => isThere(file) && file.state !== 'not-pem';

const failed = (
  effect: FileFailure['effect'],
  code: CheckCode,
  detail: string,
  file: GivenFile,
): FileUse => ({
  ...NONE,
  failure: { effect, code, detail, file },
});

/** The specification names the files and leaves the rest open: they are taken as they are. */
export const specFiles: FileRule = (files) => ({ ...NONE, ...files });

/** No file is read from the environment (Rust, Erlang, PHP, Swift). */
export const noFiles: FileRule = () => NONE;

const pair = (files: GivenFiles): Partial<FileUse> =>
  isThere(files.clientCertificate) && isThere(files.clientKey)
    ? { clientCertificate: files.clientCertificate, clientKey: files.clientKey }
    : {};

/** JS: used over TLS only; an unreadable file is passed over with a warning, half a client pair has no effect. */
export const jsFiles: FileRule = (files, { secure, grpc }) => {
  if (!secure) return NONE;
  const half = [files.clientCertificate, files.clientKey].filter(isThere);
  // grpc-js throws for half a pair; the exporter guards against it only where there is a CA file.
  if (grpc && half.length === 1 && half[0] !== undefined && !isThere(files.certificate)) {
    return failed('sends-nothing', 'tls/ca-file-invalid', 'half-a-pair', half[0]);
  }
  return { ...NONE, certificate: isThere(files.certificate) ? files.certificate : null, ...pair(files) };
};

/** Ruby and C++: used over TLS only, both halves of a client pair needed. */
export const tlsOnlyFiles: FileRule = (files, { secure }) =>
  secure
    ? { ...NONE, certificate: isThere(files.certificate) ? files.certificate : null, ...pair(files) }
    : NONE;

/** .NET: the general variables only, .NET 8 or later. */
export const dotnetFiles: FileRule = (files, { secure }) => (secure ? { ...NONE, ...files } : NONE);

/** Python over HTTP hands paths to requests: a missing one fails every export, a certificate needs its key. */
const pythonHttpFiles: FileRule = (files, { secure }) => {
  const { certificate, clientCertificate, clientKey } = files;
  // requests looks for the client files whatever the scheme is: adapters.py cert_verify.
  for (const file of [secure ? certificate : null, clientCertificate, clientCertificate && clientKey]) {
    if (file && !isThere(file)) return failed('sends-nothing', 'tls/ca-file-unreadable', 'missing', file);
  }
  if (!secure) return NONE;
  for (const file of [certificate, clientCertificate, clientCertificate && clientKey]) {
    if (file?.state === 'not-pem') return failed('sends-nothing', 'tls/ca-file-invalid', 'not-pem', file);
  }
  if (clientCertificate !== null && clientKey === null && clientCertificate.state !== 'pem-with-key') {
    return failed('sends-nothing', 'tls/ca-file-invalid', 'client-key-missing', clientCertificate);
  }
  return { ...NONE, certificate, clientCertificate, clientKey: clientCertificate && clientKey };
};

/** Python over gRPC: a client pair is read only beside a CA file, and a missing file is logged and passed over. */
const pythonGrpcFiles: FileRule = (files, { secure }) => {
  if (!secure || files.certificate === null) return NONE;
  if (files.certificate.state === 'not-pem') {
    return failed('sends-nothing', 'tls/ca-file-invalid', 'not-pem', files.certificate);
  }
  return { ...NONE, certificate: isThere(files.certificate) ? files.certificate : null, ...pair(files) };
};

export const pythonFiles: FileRule = (files, to) =>
  to.grpc ? pythonGrpcFiles(files, to) : pythonHttpFiles(files, to);

/**
 * Go: what can be read makes a TLS configuration. Over HTTP it refuses to start beside a plaintext endpoint (since
 * 1.45, #7914), over gRPC it makes the connection TLS whatever the endpoint says.
 */
export const goFiles: FileRule = (files, { grpc, secure }) => {
  const certificate = isPem(files.certificate) ? files.certificate : null;
  const client = isPem(files.clientCertificate) && isPem(files.clientKey) ? pair(files) : {};
  const some = certificate ?? client.clientCertificate ?? null;
  if (some === null) return NONE;
  if (!secure && !grpc)
    return failed('does-not-start', 'config/conflict', 'certificate-with-plaintext', some);
  return { ...NONE, certificate, ...client, makesSecure: grpc };
};

/**
 * The Collector reads its files whatever the endpoint is, and does not start without one of them. Over gRPC a file of
 * authorities makes the connection TLS beside `insecure`, too.
 * go.opentelemetry.io/collector/config/configtls 1.64, configtls.go LoadTLSConfig and Validate
 */
export const collectorFiles: FileRule = (files, to) => {
  const read = javaFiles(files, { ...to, secure: true });
  if (read.failure !== null || to.secure) return read;
  return to.grpc && files.certificate !== null ? { ...read, makesSecure: true } : NONE;
};

/** Java: a file that cannot be read, and half a client pair, stop the start, whatever the endpoint is. */
export const javaFiles: FileRule = (files, { secure }) => {
  const { certificate, clientCertificate, clientKey } = files;
  for (const file of [certificate, clientCertificate, clientKey]) {
    if (file && !isThere(file)) return failed('does-not-start', 'tls/ca-file-unreadable', 'missing', file);
  }
  const half = clientCertificate === null ? clientKey : clientKey === null ? clientCertificate : null;
  if (half !== null) return failed('does-not-start', 'tls/ca-file-invalid', 'half-a-pair', half);
  for (const file of [certificate, clientCertificate, clientKey]) {
    if (file?.state === 'not-pem') return failed('does-not-start', 'tls/ca-file-invalid', 'not-pem', file);
  }
  return secure ? { ...NONE, certificate, clientCertificate, clientKey } : NONE;
};
