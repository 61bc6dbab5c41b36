import type { SendFact } from '../model/facts.ts';
import type { Severity } from '../model/finding.ts';
import { failure } from '../model/reading.ts';
import type { Target } from '../model/target.ts';

/** Whether the SDK sends although the endpoint value is of no use to it: to its default, without a word. */
export const fallsBack = (target: Target): boolean =>
  target.url !== null &&
  target.faults.length > 0 &&
  !target.endpoint.toLowerCase().includes(target.host.toLowerCase());

/** What the fallback means, as a sentence; empty when there is none. */
export const fallbackSentence = (target: Target): string =>
  fallsBack(target) ? ` This SDK then sends to its default, ${target.url}, without an error.` : '';

/** An error, unless the item arrived where the SDK sends by default: then it is still not where it should go. */
export const fallbackSeverity = (target: Target, send: SendFact | undefined): Severity =>
  fallsBack(target) && send !== undefined && failure(send) === undefined ? 'warning' : 'error';
