import type { CheckCode } from '../../../model/check-code.ts';
import type { ConnectTry, FileState } from '../../../model/facts.ts';

/** What an error tells of the way to the receiver, as the probe of that part of the way would. */
export type Told =
  | { readonly layer: 'setting' }
  | { readonly layer: 'file'; readonly role: FileState['role']; readonly outcome: FileState['outcome'] }
  | { readonly layer: 'dns'; readonly code: string }
  | { readonly layer: 'tcp'; readonly outcome: Exclude<ConnectTry['outcome'], 'connected'> }
  | { readonly layer: 'proxy'; readonly outcome: 'unreachable' | 'refused' }
  | {
      readonly layer: 'tls';
      readonly outcome: 'untrusted' | 'failed' | 'not-tls';
      /** Error of OpenSSL that says the same. */
      readonly code: string;
    }
  | { readonly layer: 'name' }
  | { readonly layer: 'speech'; readonly speaks: 'tls' | 'http1' | 'http2' | 'other' }
  /** The status where the words stand alone; the group `status` or `code` where they do not. */
  | { readonly layer: 'http'; readonly status: number }
  | { readonly layer: 'grpc'; readonly status: number }
  | { readonly layer: 'end'; readonly code: 'ECONNRESET' | 'EPIPE' | 'EOF' }
  | { readonly layer: 'timeout' };

/**
 * An error as a transport library words it, whatever wraps it: the innermost part of a message. In order of priority: what
 * is nearer to the cause stands before what follows from it, so that `deadline exceeded: ... connection refused` is refused.
 * The named groups `host`, `port`, `url`, `status` and `path` belong to the fact.
 */
export interface Clause {
  readonly id: string;
  readonly pattern: RegExp;
  /** One sentence for the reader, without its full stop. */
  readonly meaning: string;
  readonly told: Told;
  /** What it points to where the facts beside it are not known, most likely first. */
  readonly codes: readonly CheckCode[];
  /** What is likeliest where HTTP is sent to the usual port of gRPC, or gRPC to that of HTTP. */
  readonly otherPort?: CheckCode;
  /** What is likeliest where plaintext is sent although a certificate is set. */
  readonly withCertificate?: CheckCode;
  /** A certificate file that is set may be of no use, which looks the same. */
  readonly orFile?: true;
  /** OpenTelemetry's own code alone words it so: no line around it has to speak of telemetry. */
  readonly own?: true;
  /** Nothing but the first code says this, whatever the settings are. */
  readonly alone?: true;
  /** Who words it so: package, version and place. */
  readonly source: string;
}
