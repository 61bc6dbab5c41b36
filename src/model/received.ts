import type { Signal } from './signal.ts';

/** Requests that were refused for the same reason. */
export interface RefusalGroup {
  /** Kind of refusal as the receiver names it, or `empty`: an export without anything in it, which is accepted. */
  readonly kind: string;
  readonly port: 'grpc' | 'http';
  readonly method: string | null;
  readonly path: string | null;
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  readonly detail: string | null;
  /** Where a body is malformed: what is wrong, byte offset, path of the field. */
  readonly malformed: string | null;
  readonly userAgent: string | null;
  /** First bytes of the connection as text, where it never became a request. */
  readonly count: number;
  /** Addresses without ports. */
  readonly peers: readonly string[];
}

/** What the receiver got altogether. */
export interface ReceivedFact {
  readonly mode: 'listen' | 'run';
  readonly listenedMs: number;
  readonly grpcPort: number;
  readonly httpPort: number;
  readonly requests: number;
  readonly spans: number;
  readonly metricPoints: number;
  readonly logRecords: number;
  readonly bytes: number;
  readonly refusals: readonly RefusalGroup[];
}

/** Passing on to the original destination. */
export interface ForwardFact {
  /** Masked. */
  readonly url: string;
  readonly signals: readonly Signal[];
  readonly delivered: number;
  readonly failed: number;
  /** Not sent because too much was waiting. */
  readonly dropped: number;
  readonly failures: readonly {
    /** HTTP status, gRPC status or error code: `HTTP 401`, `gRPC 12 UNIMPLEMENTED`, `ECONNREFUSED`. */
    readonly answer: string;
    readonly message: string;
    readonly count: number;
  }[];
}
