import type { CheckCode } from './check-code.ts';

/** A known backend or receiver, and what its documentation says about the settings. */
export interface VendorFact {
  readonly id: string;
  readonly name: string;
  /** Recognised by its own host; otherwise only by a name, path or port that fits. */
  readonly certain: boolean;
  readonly docs: string;
  /** What differs from the documented endpoint; null when nothing does. */
  readonly endpoint: {
    readonly aspect: 'signal' | 'protocol' | 'scheme' | 'port' | 'path';
    readonly summary: string;
    readonly url: string | null;
    readonly env: Readonly<Record<string, string | null>>;
    /** Nothing in `env` is left to be filled in. */
    readonly complete: boolean;
    readonly verified: boolean;
  } | null;
  /** What differs from the documented headers; null when nothing does. */
  readonly header: {
    readonly code: CheckCode;
    readonly summary: string;
    readonly assignment: string;
    readonly verified: boolean;
  } | null;
  /** What to do instead, where it takes no OTLP at all. */
  readonly instead?: string;
  /** Entries for the header list that it wants, with capitals to be filled in. */
  readonly wanted: readonly string[];
}

/** What an answer means when this backend gives it. */
export interface MeaningFact {
  readonly vendor: string;
  /** Finding that it amounts to; null when it is no fault. */
  readonly code: CheckCode | null;
  readonly meaning: string;
  readonly advice: string;
  readonly docs: string;
  readonly verified: boolean;
}
