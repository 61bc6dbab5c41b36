import type { HttpAnswer } from '../../model/facts.ts';
import { isLoopback } from '../../model/loopback.ts';
import type { Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import { attempt } from '../attempt.ts';
import type { Context } from '../context.ts';
import { undecodable } from '../wire/undecodable.ts';
import {
  isConvincing,
  isDecoded,
  isOtherEncoding,
  reachOfError,
  reachOfHttp,
  wasRejected,
} from './classify.ts';
import { NOTHING, type Outcome } from './outcome.ts';
import { movedTo } from './redirect.ts';
import { type Sent, sendAsSdk, typeOf } from './request.ts';
import { slowness } from './timed.ts';

const isSuccess = ({ status }: HttpAnswer): boolean => status >= 200 && status < 300;

/** A web server may say yes to everything: a route that nobody has tells it from a receiver. */
const saysYesToEverything = async (target: Target, signal: Signal, context: Context): Promise<boolean> => {
  const { protocol, secure, host, port } = target;
  const path = '/otel-doctor-no-such-route';
  const tried = await attempt(
    target,
    { kind: 'nonsense', protocol, secure, host, port, signal, path },
    context,
  );
  return tried.http !== null && isSuccess(tried.http);
};

/** Some backends accept with words of their own, Datadog with 202; their own host leaves no doubt who answers. */
const isKnownSuccess = async (target: Target, status: number, context: Context): Promise<boolean> =>
  !isLoopback(target.host) && (await context.loadVendors()).isVendorSuccess(target, status);

/** Milliseconds that the control is waited for. */
const CONTROL_MS = 2_000;

const patience = (context: Context): number => Math.max(Math.min(CONTROL_MS, context.remaining() - 100), 1);

/**
 * Posts a body that cannot be decoded to the route of an export, over its connection: a receiver that decodes refuses
 * it, and keeps nothing. Null when no answer comes.
 */
const postUndecodable = async (
  { line, url, headers, json }: Sent,
  chunked: boolean,
  context: Context,
): Promise<HttpAnswer | null> => {
  const body = undecodable(json);
  const length = chunked ? {} : { 'content-length': String(body.length) };
  const own = { ...typeOf(json), ...length, 'user-agent': 'otel-doctor' };
  return (await line.post({ url, headers: { ...headers, ...own }, body, timeoutMs: patience(context) }))
    .answer;
};

/** Statuses of who refuses for another reason than the form of the body, or wants to be left alone. */
const OTHER_REASONS: readonly number[] = [401, 403, 404, 405, 407, 415, 429, 503];

/**
 * Whether a refused item that went out in chunks is taken with its length told. A server that knows no chunks may refuse
 * them in any words, or read nothing.
 */
const askWithLength = async (
  answer: HttpAnswer,
  sent: Sent,
  context: Context,
): Promise<Pick<Outcome, 'withLength'>> => {
  if (!sent.chunked || answer.status < 400 || OTHER_REASONS.includes(answer.status)) return {};
  const withLength = await sent.withLength(patience(context));
  return withLength === null ? {} : { withLength };
};

/**
 * Whether a 2xx may be believed. A receiver that decodes refuses a body that cannot be decoded; where that is taken as
 * well, the answer has to be in the encoding of the request, and a route that nobody has must not be answered alike.
 */
const weigh = async (
  target: Target,
  signal: Signal,
  answer: HttpAnswer,
  sent: Sent,
  context: Context,
): Promise<Pick<Outcome, 'delivered' | 'control' | 'withLength'>> => {
  const control = context.controls === false ? null : await postUndecodable(sent, sent.chunked, context);
  if (control !== null && isDecoded(control)) return { delivered: true, control };
  const seen = control === null ? {} : { control };
  const takesAll = control !== null && isSuccess(control);
  // A server that knows no chunks reads an empty body, which is a good export of nothing.
  const withLength = takesAll && sent.chunked ? await postUndecodable(sent, false, context) : null;
  if (withLength !== null && isDecoded(withLength)) return { delivered: false, ...seen, withLength };
  if (takesAll && isOtherEncoding(answer, sent.json)) return { delivered: false, ...seen };
  const delivered = isConvincing(answer, sent.json) || !(await saysYesToEverything(target, signal, context));
  return { delivered, ...seen };
};

/** A body that says the opposite of its status. */
const SAYS_NO = /"success"\s*:\s*false|"errors?"\s*:\s*(?:true|"[^"]|\{|\[\s*[{"])/;

/**
 * A success in words of its own: exporters look at the status alone. Who refuses what cannot be decoded has looked into
 * the item before it took it.
 */
const askInOwnWords = async (
  answer: HttpAnswer,
  sent: Sent,
  context: Context,
): Promise<Partial<Pick<Outcome, 'delivered' | 'reach' | 'control'>>> => {
  if (context.controls === false || answer.contentType?.startsWith('text/html') || wasRejected(answer))
    return {};
  if (SAYS_NO.test(answer.body)) return {};
  const control = await postUndecodable(sent, sent.chunked, context);
  if (control === null) return {};
  return isDecoded(control) ? { delivered: true, reach: 'delivered', control } : { control };
};

/** What an answer over HTTP amounts to. */
const outcomeOf = async (
  target: Target,
  signal: Signal,
  answer: HttpAnswer,
  sent: Sent,
  context: Context,
): Promise<Pick<Outcome, 'delivered' | 'reach' | 'http' | 'control' | 'withLength'>> => {
  const positive = isSuccess(answer);
  const known = positive && !answer.otlp && (await isKnownSuccess(target, answer.status, context));
  const success = positive && (answer.otlp || known) && !wasRejected(answer);
  if (!success) {
    const asked = positive
      ? await askInOwnWords(answer, sent, context)
      : await askWithLength(answer, sent, context);
    return { delivered: false, reach: reachOfHttp(answer), http: answer, ...asked };
  }
  const weighed = known ? { delivered: true } : await weigh(target, signal, answer, sent, context);
  return { ...weighed, reach: weighed.delivered ? 'delivered' : 'answered', http: answer };
};

/** As many redirects are followed one after another; Go follows 10. */
const MOST_REDIRECTS = 3;

/** Sends as the SDK does, and follows redirects as far as it does. */
const sendFollowing = async (
  target: Target,
  signal: Signal,
  traceId: string,
  ms: number,
  context: Context,
): Promise<{ readonly sent: Sent; readonly redirect: HttpAnswer | null; readonly to: Target }> => {
  let [to, own, redirect]: [Target, Context, HttpAnswer | null] = [target, context, null];
  for (let hops = 0; ; hops += 1) {
    const sent = await sendAsSdk(to, signal, traceId, ms, own);
    const answer = sent.first === 'timeout' ? null : sent.first.answer;
    const next = answer === null || hops === MOST_REDIRECTS ? null : movedTo(to, signal, answer);
    if (next === null || answer === null) return { sent, redirect, to };
    sent.line.close();
    redirect ??= answer;
    to = next.target;
    own = { ...context, secrets: { ...context.secrets, query: next.query } };
  }
};

/** Sends a test item over HTTP, and asks whether a success means anything. */
export const sendHttp = async (
  target: Target,
  signal: Signal,
  traceId: string,
  ms: number,
  context: Context,
): Promise<Outcome> => {
  const { sent, redirect, to } = await sendFollowing(target, signal, traceId, ms, context);
  const { first, log } = sent;
  const way = { log, ...slowness(sent), ...(redirect === null ? {} : { redirect }) };
  context.onAnswer?.(first !== 'timeout' && first.answer !== null && isSuccess(first.answer));
  try {
    if (first === 'timeout') {
      const error = { code: 'ETIMEDOUT', message: `no answer within ${ms} ms` };
      return { ...NOTHING, reach: 'secured', error, timedOut: true, ...way };
    }
    if (first.answer === null) {
      const { code, message } = first.error ?? { code: null, message: 'no answer' };
      return {
        ...NOTHING,
        reach: reachOfError(code, message, target.secure),
        error: { code, message },
        ...way,
      };
    }
    return { ...NOTHING, ...way, ...(await outcomeOf(to, signal, first.answer, sent, context)) };
  } finally {
    sent.line.close();
  }
};
