import type { CheckCode } from './check-code.ts';
import type { TriedFix } from './finding.ts';

/** A part of a pasted text that speaks for a cause, without secrets. */
export interface QuotedLine {
  readonly line: number;
  readonly text: string;
  /** Parts of `text` that count, as pairs of first character and the one after the last. */
  readonly marks: readonly (readonly [number, number])[];
}

/** How sure a cause is: high where the text settles it. */
export type Confidence = 'high' | 'medium' | 'low';

/** Why telemetry may be missing, as the text tells it. */
export interface Cause {
  readonly code: CheckCode;
  readonly title: string;
  readonly confidence: Confidence;
  /** Sentences with a full stop. */
  readonly why: readonly string[];
  readonly evidence: readonly QuotedLine[];
  readonly fixes: readonly TriedFix[];
}

/** Something known that no finding code stands for. */
export interface Note {
  readonly text: string;
  readonly evidence: readonly QuotedLine[];
}

/** What the lines of one service, or of several alike, say in a log of several. */
export interface ServiceExplanation {
  /** As the log names them: a service of Compose, a pod and its container, a unit, `service.name`. */
  readonly names: readonly string[];
  readonly verdict: 'found' | 'inconclusive';
  readonly causes: readonly Cause[];
}

/** What a pasted text says, as `explain` tells it. Plain data without secrets. */
export interface Explanation {
  readonly schemaVersion: 1;
  readonly verdict: 'found' | 'inconclusive';
  readonly summary: string;
  /** The likeliest first. */
  readonly causes: readonly Cause[];
  /** In a log of several services that fail for reasons of their own each of them; else empty. `causes` are those of the first. */
  readonly services: readonly ServiceExplanation[];
  readonly notes: readonly Note[];
  /** The one command to run next. */
  readonly next: string;
  /** What the text does not tell and would help. */
  readonly missing: readonly string[];
  /** The SDK that the text is about; null when it does not tell. */
  readonly sdk: string | null;
  readonly settings: readonly { readonly name: string; readonly value: string; readonly line: number }[];
  /** More lines may have to do with telemetry than were looked at. */
  readonly cut: boolean;
}
