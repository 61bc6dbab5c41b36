/** What became of one attempt to pass on a request. */
export type Outcome =
  | { readonly delivered: true }
  | {
      readonly delivered: false;
      /** `HTTP 401`, `gRPC 12 UNIMPLEMENTED`, `ECONNREFUSED`, `partial success`. */
      readonly answer: string;
      /** In the words of the destination, not cleaned yet. */
      readonly message: string;
      readonly retry: boolean;
      /** Milliseconds that the destination asks to wait; null when it does not say. */
      readonly afterMs: number | null;
    };

export const DELIVERED: Outcome = { delivered: true };

/** A failure that another attempt would not change. */
export const failed = (answer: string, message: string): Outcome => ({
  delivered: false,
  answer,
  message,
  retry: false,
  afterMs: null,
});

/** A failure that may pass. */
export const passing = (answer: string, message: string, afterMs: number | null): Outcome => ({
  delivered: false,
  answer,
  message,
  retry: true,
  afterMs,
});

/** Connections that were not made or broke; a request that got no answer in time may have been taken. */
const BROKEN: readonly string[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ERR_HTTP2_GOAWAY_SESSION',
  'ERR_HTTP2_INVALID_SESSION',
  'ERR_HTTP2_SESSION_ERROR',
];

interface NodeError {
  readonly code?: string;
  readonly message?: string;
  readonly cause?: unknown;
  readonly errors?: readonly NodeError[];
}

/** A stream that is cancelled has the reason as its cause; several addresses that failed have an error each. */
const rootOf = (error: NodeError): NodeError => {
  const { cause, errors } = error;
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return rootOf(cause as NodeError);
  const [first] = errors ?? [];
  return first ?? error;
};

/** What an error of a connection means. */
export const broken = (thrown: unknown): Outcome => {
  const { code = 'error', message = '' } = rootOf(thrown as NodeError);
  return BROKEN.includes(code) ? passing(code, message, null) : failed(code, message);
};
