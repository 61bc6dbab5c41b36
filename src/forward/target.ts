import type { Protocol, Signal } from '../model/signal.ts';

/** Where one signal is passed on to. */
export interface ForwardTarget {
  readonly signal: Signal;
  /** What the destination speaks. Over HTTP the sender's own encoding is kept, protobuf or JSON. */
  readonly protocol: Protocol;
  /** The full URL for HTTP; `http(s)://host:port` for gRPC. */
  readonly url: string;
  readonly tls?: {
    /** In PEM. Replaces the certificate authorities of Node. */
    readonly ca?: Buffer;
    readonly cert?: Buffer;
    readonly key?: Buffer;
  };
  /** Only what came in over this goes there; everything when left out. */
  readonly from?: 'grpc' | 'http';
  /** It is told only where something went there. */
  readonly spare?: true;
  /** URL of an HTTP proxy, with its login. */
  readonly proxy?: string | null;
  /** Milliseconds that one attempt may take, 10,000 unless given. */
  readonly timeoutMs?: number;
}

/** A request as it goes out. Its headers hold secrets. */
export interface Parcel {
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/** What came back, whatever it means. */
export interface Reply {
  readonly status: number;
  /** Header fields by lower-case name; trailers of gRPC among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** One way to a destination. */
export interface Transport {
  /** Rejects with the error of Node, which has a `code`. */
  send(parcel: Parcel): Promise<Reply>;
  /** Cuts everything that is under way. */
  close(): void;
}

/** Bytes of an answer that are read. */
export const ANSWER_LIMIT: number = 64 * 1024;

/** Milliseconds that one attempt may take. */
export const timeoutOf = ({ timeoutMs }: ForwardTarget): number => timeoutMs ?? 10_000;

/** The error of an attempt that took too long. */
export const tooLate = (milliseconds: number): Error =>
  Object.assign(new Error(`no answer in ${milliseconds} ms`), { code: 'ETIMEDOUT' });

/** Options of a TLS connection to the destination; its certificate is always verified. */
export const tlsOptions = ({ tls = {} }: ForwardTarget): object => ({ ...tls, rejectUnauthorized: true });
