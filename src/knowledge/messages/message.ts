import type { CheckCode } from '../../model/check-code.ts';

/**
 * One message that an SDK, the Collector or a client writes about telemetry.
 *
 * To add one: put it into the file of its SDK, before more general ones; take a literal out of the constant part of the
 * text; name in `source` where the text comes from; add a real line of it to the table in
 * `test/knowledge/messages/lines.ts`. Rules:
 *
 * - The pattern ignores case, sees one line or a few lines joined by line breaks, and never repeats something unbounded next
 *   to something unbounded (`.{0,200}` rather than `.*`). Collector logs escape quotes: allow `\\?"`.
 * - Its named groups are of `CAPTURES`. What the group `secret` holds is masked and never kept.
 * - Index order is priority: the first entry claims its part of the text, and a later one that overlaps it is not reported.
 *   So an entry for one status stands before the general one.
 * - A pattern claims no more than the words that are its own: what tells the cause (`connection refused` behind `Failed to
 *   export`) is left to the entries of `any.ts`, whatever SDK wraps it.
 */
export interface KnownMessage {
  /** Unique, starts with the SDK: `python-grpc-transient`. */
  readonly id: string;
  /** `python`, `js`, `java`, `go`, `dotnet`, `ruby`, `php`, `rust`, `cpp`, `erlang`, `collector`, `client` (curl, browser), `any`. */
  readonly sdk: string;
  /** In lower case; one of them occurs in every text that the pattern matches. At least four characters each. */
  readonly literals: readonly string[];
  readonly pattern: RegExp;
  /** One sentence for the user, without its full stop. */
  readonly meaning: string;
  /** Finding codes that it points to, most likely first; empty where only an inner message tells, or no check stands for it. */
  readonly codes: readonly CheckCode[];
  /** Says only that something failed: an inner message, often in the lines below, tells why. Codes are what is likely without one. */
  readonly wraps?: true;
  /** Too common to be taken alone: it counts only where the text is about OTLP, or below a message that wraps it. */
  readonly inner?: true;
  /** Messages that the SDK writes just before this one about the same thing. */
  readonly replaces?: readonly string[];
  /** Where the text is documented: file or issue of the SDK. */
  readonly source: string;
  readonly level: 'error' | 'warning' | 'info';
}

/** Names of the groups that a pattern may have. */
export const CAPTURES = [
  'key',
  'type',
  'span',
  'endpoint',
  'host',
  'port',
  'status',
  'code',
  'signal',
  'name',
  'value',
  'path',
  'detail',
  'secret',
] as const;
