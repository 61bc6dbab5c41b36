/** A value that must never be printed or saved: it shows as `***` wherever it is rendered. */
export interface Secret {
  /** The value itself. Only probes may ask for it. */
  reveal(): string;
  toJSON(): string;
  toString(): string;
}

/** Wraps a value so that it cannot leak by being printed, joined or serialised. */
export const secret = (value: string): Secret => ({
  reveal: () => value,
  toJSON: () => '***',
  toString: () => '***',
});

/** What a target needs to be reached and may not be shown. */
export interface TargetSecrets {
  /** Header values by lower-case name. */
  readonly headers: Readonly<Record<string, Secret>>;
  /** `user:password` of the endpoint URL, percent-encoded as it stood there. */
  readonly userinfo: Secret | null;
  /** Query of the endpoint URL, with its `?`. */
  readonly query: Secret | null;
  /** The whole proxy URL, which may carry a login. */
  readonly proxyUrl: Secret | null;
}

/** Secrets of a resolution: kept beside the facts, never inside them. */
export interface Secrets {
  readonly targets: Readonly<Record<string, TargetSecrets>>;
  /** Every literal that must not appear in any output. */
  readonly secretValues: readonly string[];
}

export const NO_SECRETS: TargetSecrets = { headers: {}, userinfo: null, query: null, proxyUrl: null };
