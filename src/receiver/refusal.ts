import type { Headers, Peer } from './batch.ts';
import type { Malformed } from './malformed.ts';

/** Why something was not accepted. */
export type RefusalKind =
  /** Not the path of an export (HTTP). */
  | 'wrong-path'
  /** Not `POST`. */
  | 'method'
  /** A page in a browser that was not allowed to send, or a name of this machine that is not ours. */
  | 'origin'
  /** Neither protobuf nor JSON (HTTP). */
  | 'content-type'
  /** A `Content-Encoding` that is not known (HTTP). */
  | 'content-encoding'
  /** A `grpc-encoding` that is not known, or a compressed message without one. */
  | 'grpc-compression'
  /** A body that is not compressed as it says. */
  | 'malformed-compression'
  | 'malformed-protobuf'
  | 'malformed-json'
  /** More than `maxBodyBytes` on the wire or after decompression. */
  | 'body-too-large'
  | 'headers-too-large'
  /** The connection or the stream ended, or stalled, in the middle of a request. */
  | 'truncated'
  /** The bodies that are being received at the same time take too much memory. */
  | 'overloaded'
  | 'grpc-unknown-service'
  /** Not exactly one length-prefixed message. */
  | 'grpc-framing'
  | 'grpc-on-http-port'
  /** HTTP/1.1, or HTTP/2 without gRPC, on the port of gRPC. */
  | 'http-on-grpc-port'
  | 'tls-on-plaintext-port'
  /** A `CONNECT` request: the sender takes the receiver for a proxy. */
  | 'proxy-connect'
  /** Nothing that looks like HTTP. */
  | 'not-http'
  /** HTTP/2 began well and then broke its own rules. */
  | 'http2-protocol';

/** Which of the two ports. */
export type PortName = 'grpc' | 'http';

/** What was known about a request when it was refused; fields not seen are null. */
export interface RequestHead {
  readonly method: string | null;
  readonly path: string | null;
  readonly contentType: string | null;
  /** `Content-Encoding`, on gRPC `grpc-encoding`. */
  readonly contentEncoding: string | null;
  readonly headers: Headers;
}

/** Something that was refused, as data. */
export interface Refusal extends RequestHead {
  readonly kind: RefusalKind;
  readonly port: PortName;
  readonly peer: Peer;
  readonly receivedAtUnixNano: bigint;
  /** A code or a figure that says more, such as `Z_DATA_ERROR`, `HPE_INVALID_METHOD` or the first bytes in hex. */
  readonly detail: string | null;
  /** Where a body is malformed. */
  readonly malformed: Malformed | null;
}

/** Refusal of something that never became a request. */
export const NO_HEAD: RequestHead = {
  method: null,
  path: null,
  contentType: null,
  contentEncoding: null,
  headers: [],
};
