import type { Area } from '../../src/model/check.ts';
import type { Part } from '../lab/find-part.ts';
import type { Environment } from '../lab/process.ts';
import type { SentSignal } from '../sdk/senders.ts';
import type { SdkName } from '../sdk/versions.ts';
import type { Place } from './place.ts';

/** Codes of checks, also of those that are still to be written. */
type Code = `${Area}/${string}`;

/** What the doctor has to say where the item of the real SDK arrives: no finding above info but these. */
export interface Arrives {
  readonly verdict: 'healthy';
  /** Warnings that are true, and have to be told. */
  readonly warns?: readonly Code[];
  /** The receiver loses it after it said yes, and nothing that it answers tells. */
  readonly lostUnseen?: true;
}

/** What it has to say where the item of the real SDK is lost. */
export interface Lost {
  readonly verdict: 'unhealthy';
  /** The codes that name the cause; any of them will do. */
  readonly codes: readonly Code[];
  /** A change of settings repairs it, and the doctor has to have proven one that repairs the real SDK, too. */
  readonly proven: boolean;
  /** What the cause, its evidence or its fixes have to say. */
  readonly says?: RegExp;
  /** What its fixes must not say: wrong advice. */
  readonly never?: RegExp;
  /** It arrives all the same, not over OTLP: where that goes is not the doctor's to try. */
  readonly inOwnFormat?: true;
}

export type Expected = Arrives | Lost;

/** Settings of an application, and what becomes of them. */
export interface Row {
  readonly name: string;
  /** `$CERTS` stands for the directory of the certificates. */
  readonly environment: Environment;
  /** Further arguments of the doctor. */
  readonly args?: readonly string[];
  /** What the real SDK sends, and whether that arrives; traces unless given. */
  readonly signal?: SentSignal;
  /** The SDKs that are tried; Python, JavaScript, Go and Java unless given. */
  readonly sdks?: readonly SdkName[];
  readonly expect: Expected | ((sdk: SdkName) => Expected);
}

/** Where items come to in the end. */
export interface Destination {
  /**
   * Whether what a real SDK sent came; waits for it a little while. Only spans have a trace id. Where answers are
   * replayed nothing comes to anything, and the doctor alone is tried.
   */
  hasArrived?(traceId: string, serviceName: string): Promise<boolean>;
}

/** Real programs that stand in a network of their own, and what is tried at them. */
export interface Stand {
  readonly name: string;
  readonly parts: readonly Part[];
  start(place: Place): Promise<Destination>;
  /** Milliseconds until a limit of requests takes one again: who comes next waits as long. */
  readonly limitMs?: number;
  readonly rows: readonly Row[];
}

export const arrives: Arrives = { verdict: 'healthy' };

/** It arrives, and something is to be warned of. */
export function arrivesWarned(...warns: readonly Code[]): Arrives {
  return { verdict: 'healthy', warns };
}

/** Lost for this reason; no setting repairs it unless `proven`. */
export function lost(
  codes: Code | readonly Code[],
  more: Partial<Pick<Lost, 'proven' | 'says' | 'never' | 'inOwnFormat'>> = {},
): Lost {
  return { verdict: 'unhealthy', codes: typeof codes === 'string' ? [codes] : codes, proven: false, ...more };
}

export const CA: Environment = { OTEL_EXPORTER_OTLP_CERTIFICATE: '$CERTS/ca.pem' };
export const CLIENT: Environment = {
  ...CA,
  OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE: '$CERTS/client.pem',
  OTEL_EXPORTER_OTLP_CLIENT_KEY: '$CERTS/client.key',
};
