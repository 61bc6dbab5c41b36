/** Files of one kind as somebody wrote them, and the same with one mistake in them. */
export interface KindCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** Each puts one text in place of another; the line of that text is where it has to be told. */
  readonly faults: readonly KindFault[];
}

export interface KindFault {
  readonly from: string;
  readonly to: string;
  readonly codes: readonly string[];
  /** `patch` where one is offered that mends it, `advice` where it is told in words. */
  readonly fix: 'patch' | 'advice';
}

/** A mistake that a patch mends. */
export const mended = (from: string, to: string, ...codes: readonly string[]): KindFault => ({
  ...{ from, to, codes },
  fix: 'patch',
});

/** A mistake that is told in words. */
export const advised = (from: string, to: string, ...codes: readonly string[]): KindFault => ({
  ...{ from, to, codes },
  fix: 'advice',
});

/** The port of the other protocol. */
export const PORTS = ['protocol/grpc-to-http-port', 'protocol/http-to-grpc-port'] as const;
