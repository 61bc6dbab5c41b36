/** An HTTP answer, cut at a limit and cleaned of control characters and secrets. */
export interface HttpAnswer {
  readonly status: number;
  readonly reason: string;
  readonly contentType: string | null;
  readonly location: string | null;
  readonly retryAfter: string | null;
  readonly authenticate: string | null;
  readonly server: string | null;
  readonly body: string;
  /** Whether the body is what an OTLP receiver answers. */
  readonly otlp: boolean;
  /** Rejected items and message of a partial success. */
  readonly partial: PartialSuccess | null;
}

export interface PartialSuccess {
  readonly rejected: number;
  readonly message: string;
}

/** A gRPC status as the server sent it. */
export interface GrpcAnswer {
  readonly status: number;
  readonly message: string;
  /** HTTP status under it. */
  readonly httpStatus: number;
  readonly contentType: string | null;
  readonly partial: PartialSuccess | null;
  /** The `server` header; left out where there is none. */
  readonly server?: string;
  /** What answered in place of a gRPC server, read as HTTP; left out where gRPC was spoken. */
  readonly page?: HttpAnswer;
}

/** What came back when a port was addressed in one language. */
export interface Speech {
  /** Answer to an HTTP/1.1 request: `GET` on the export path. */
  readonly http1: HttpAnswer | null;
  /** What else the server shows, asked only where it does not know the export path; null when that is nothing. */
  readonly page: HttpAnswer | null;
  /** True when the port answered the HTTP/2 preface with an HTTP/2 frame. */
  readonly http2: boolean;
  /** First bytes as readable text when they are neither. */
  readonly banner: string | null;
  /** How the HTTP/1.1 connection ended without an answer. */
  readonly end: 'reset' | 'closed' | 'silent' | null;
  /** What becomes of a connection on which nothing is said for a while, of a port that hangs up on whatever is said. */
  readonly unasked?: 'closed' | 'reset' | 'open';
  /** HTTP is spoken once a line of the PROXY protocol came first. */
  readonly proxyProtocol?: true;
  /**
   * What a proper request for the export path met where the server answers improper ones only: frames of HTTP/2, passed on
   * from behind, or how the connection ended.
   */
  readonly request?: 'http2' | 'closed' | 'reset' | 'silent';
  /** What the first server on the way says itself where HTTP/2 alone is spoken; left out where nothing came. */
  readonly front?: HttpAnswer;
  /** What an empty export over HTTP meets there in HTTP/2; left out where none was sent, or nothing came. */
  readonly post?: HttpAnswer;
}

/** What the target's port speaks, found out by talking to it. */
export interface PortFact {
  /** Answered a TLS ClientHello with TLS. */
  readonly tls: { readonly alpn: string | null; readonly protocol: string | null } | null;
  readonly plain: Speech;
  /** The same inside TLS; null when the port does not speak TLS. */
  readonly secure: Speech | null;
}
