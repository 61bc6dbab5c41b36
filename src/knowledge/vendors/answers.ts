import type { CheckCode } from '../../model/check-code.ts';
import type { EnvironmentChange } from '../../model/finding.ts';
import type { Signal } from '../../model/signal.ts';
import type { Answer, AnswerMatch, AnswerSeen, Vendor } from './types.ts';

/** What an answer of a vendor means. */
export interface Meaning {
  /** Id of the vendor. */
  readonly vendor: string;
  /** null: no fault. */
  readonly code: CheckCode | null;
  readonly meaning: string;
  readonly advice: string;
  readonly env: EnvironmentChange | null;
  readonly source: string;
  readonly docs: string;
  /** False: say it as a possibility only. */
  readonly verified: boolean;
}

const isSuccess = ({ transport, status }: AnswerSeen): boolean =>
  status !== null && (transport === 'http' ? status >= 200 && status < 300 : status === 0);

const saysText = (pattern: RegExp, { body, headers = {} }: AnswerSeen): boolean =>
  [body, ...Object.values(headers)].some((text) => pattern.test(text));

/** Statuses that are not known leave it to the text. */
const hasStatus = (on: AnswerMatch, seen: AnswerSeen): boolean => {
  const wanted = seen.transport === 'http' ? on.http : on.grpc;
  if (wanted === undefined)
    return on.http === undefined && on.grpc === undefined && on.text !== undefined && !isSuccess(seen);
  return seen.status === null ? on.text !== undefined : wanted.includes(seen.status);
};

const matches = (on: AnswerMatch, seen: AnswerSeen): boolean => {
  if (seen.transport === 'log') return (on.log ?? on.text)?.test(seen.body) === true;
  if (on.signals && (seen.signal === undefined || !on.signals.includes(seen.signal))) return false;
  if (on.lacks !== undefined && seen.sent?.includes(on.lacks)) return false;
  return hasStatus(on, seen) && (on.text === undefined || saysText(on.text, seen));
};

/** A credential that was not sent cannot have been rejected. */
const codeOf = (vendor: Vendor, { code }: Answer, { sent }: AnswerSeen): CheckCode | null => {
  if (code !== 'auth/rejected' || sent === undefined) return code;
  const credentials = vendor.headers.filter(({ role }) => role === 'credential');
  const given = credentials.some(({ name, alternatives }) =>
    [name.toLowerCase(), ...alternatives].some((known) => sent.includes(known)),
  );
  return credentials.length > 0 && !given ? 'auth/missing' : code;
};

/** What the vendor means by an answer; null when nothing special is known about it. */
export const readAnswer = (vendor: Vendor, seen: AnswerSeen): Meaning | null => {
  const answer = vendor.answers.find(({ on }) => matches(on, seen));
  if (answer === undefined) return null;
  const { meaning, advice, env, source, verified } = answer;
  const code = codeOf(vendor, answer, seen);
  return { vendor: vendor.id, code, meaning, advice, env, source, docs: vendor.docs, verified };
};

/** Statuses by which the vendor takes an export over HTTP, of one signal or of any. */
export const successStatuses = (vendor: Vendor, signal?: Signal): readonly number[] => {
  const special =
    signal === undefined ? Object.values(vendor.success).flat() : (vendor.success[signal] ?? []);
  return [...new Set([200, ...special])];
};
