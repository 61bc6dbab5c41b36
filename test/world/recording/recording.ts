/** What is asked: a request as an exporter, the doctor or a browser sends it. */
export interface Question {
  readonly method: 'POST' | 'GET';
  readonly path: string;
  /** The media type, without parameters; none for GET. */
  readonly type?: string;
  readonly encoding?: 'gzip';
  readonly body: Body;
  /** Those that make a difference to this receiver, `host` among them. */
  readonly headers: Readonly<Record<string, string>>;
}

/** `delta` is a metric with that temporality, `garbage` what nobody can decode. */
export type Body = 'none' | 'item' | 'delta' | 'empty' | 'garbage';

/** The bytes are base64; `closed` where the connection ended without an answer. */
export type Answer =
  | {
      readonly status: number;
      readonly headers: readonly (readonly [name: string, value: string])[];
      readonly body: string;
    }
  | { readonly closed: true };

/** The answer to a gRPC call: frames of HTTP/2, or the bytes that came instead, or nothing. */
export type GrpcAnswer =
  | {
      readonly headers: Readonly<Record<string, string>>;
      readonly trailers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly raw: string };

/** What one port of a receiver answered; kept, an answer is its place in the list of all of them. */
export interface RecordedPort<A = number> {
  readonly port: number;
  readonly http: readonly { readonly question: Question; readonly answer: A }[];
  readonly grpc: readonly { readonly path: string; readonly body: Body; readonly answer: GrpcAnswer }[];
  /** The bytes that a ClientHello was answered with, base64. */
  readonly tls: string;
}

/** What a receiver answered to everything that was asked. */
export interface Recording {
  readonly about: {
    readonly program: string;
    readonly version: string;
    readonly options: readonly string[];
    /** Headers by which the questions differ. */
    readonly matters: readonly string[];
  };
  readonly answers: readonly Answer[];
  readonly ports: readonly RecordedPort[];
}

/** What the program that asks is told. */
export interface AskOrder {
  readonly ports: readonly { readonly port: number; readonly http: readonly Question[] }[];
}

/** The route that no receiver has, and to which every other unknown one is like. */
export const NONSENSE = '/otel-doctor-no-such-route';
