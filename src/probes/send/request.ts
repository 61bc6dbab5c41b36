import type { HttpAnswer } from '../../model/facts.ts';
import type { Signal } from '../../model/signal.ts';
import type { Target } from '../../model/target.ts';
import type { Context } from '../context.ts';
import { authorityOf, credentialHeaders } from '../wire/reach.ts';
import { wireError } from '../wire/socket.ts';
import { withDiagnostics } from './diagnostics.ts';
import { createAgent, watchAgent } from './http.ts';
import { type FirstAnswer, type Line, lineOverHttp2, lineThrough } from './line.ts';
import { loadExporter, serialize } from './load.ts';
import { exportOnce, itemsOf } from './outcome.ts';
import { sendTimed, type Timed, within } from './timed.ts';

/** A test item that was sent over HTTP, and the connection to ask more over. */
export interface Sent extends Timed<FirstAnswer> {
  readonly log: readonly string[];
  readonly line: Line;
  readonly json: boolean;
  readonly url: string;
  /** Headers that the settings add. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the end of the body was told by chunks, and no length. */
  readonly chunked: boolean;
  /** The same item once more with its length told; null when no answer comes. */
  withLength(timeoutMs: number): Promise<HttpAnswer | null>;
}

export const typeOf = (json: boolean): { readonly 'content-type': string } => ({
  'content-type': json ? 'application/json' : 'application/x-protobuf',
});

const urlOf = (target: Target, signal: Signal, login: string, { secrets }: Context): string => {
  const scheme = target.secure ? 'https' : 'http';
  const place = authorityOf(target.host, target.port, target.secure);
  return `${scheme}://${login}${place}${target.paths[signal]}${secrets.query?.reveal() ?? ''}`;
};

/** What is sent where, and how long an answer is waited for. */
interface Order {
  readonly target: Target;
  readonly signal: Signal;
  readonly items: unknown;
  readonly ms: number;
}

/** Through the official exporter, which sends HTTP/1.1 in chunks. */
const sendOfficially = async (order: Order, context: Context): Promise<Sent> => {
  const { target, signal, items, ms } = order;
  const { userinfo } = context.secrets;
  const watched = await watchAgent(target, context);
  const json = target.protocol === 'http/json';
  const url = urlOf(target, signal, userinfo ? `${userinfo.reveal()}@` : '', context);
  const headers = Object.fromEntries(
    Object.entries(context.secrets.headers).map(([name, value]) => [name, value.reveal()]),
  );
  const exporter = await loadExporter(signal, json, {
    ...{ url, headers },
    // Ours ends first: the exporter's own timer looks like a connection reset from outside.
    timeoutMillis: ms + 1_000,
    compression: target.compression,
    userAgent: 'otel-doctor',
    httpAgentOptions: () => watched.agent,
  });
  const { value: timed, log } = await withDiagnostics(() => {
    const ended = exportOnce(exporter, items).then(({ error }) => ({
      answer: null,
      error: error === undefined ? null : wireError(error),
    }));
    return within(ms, Promise.race([watched.first, ended]));
  });
  const line = { ...lineThrough(watched.agent, context.secretValues), close: watched.close };
  const withLength = againWithLength(order, { line, url, headers });
  return { ...timed, log, line, json, url, headers, chunked: true, withLength };
};

/** The body as this SDK compresses it, and what tells so. */
const packed = async (body: Uint8Array, { compression }: Target) => {
  if (compression === 'none') return { body, announced: {} };
  const { deflateSync, gzipSync } = await import('node:zlib');
  const pack = compression === 'gzip' ? gzipSync : deflateSync;
  return { body: pack(body), announced: { 'content-encoding': compression } };
};

/** The item as a request of its own: body, and headers that describe it. */
const bodyOf = async ({ target, signal, items }: Order) => {
  const json = target.protocol === 'http/json';
  const { body, announced } = await packed(await serialize(signal, json, items), target);
  const name = ['otel-doctor', target.habits?.userAgent].filter(Boolean).join(' ');
  return { body, about: { 'user-agent': name, ...typeOf(json), ...announced } };
};

const lengthOf = (body: Uint8Array) => ({ 'content-length': String(body.length) });

const againWithLength =
  (order: Order, { line, url, headers }: Pick<Sent, 'line' | 'url' | 'headers'>): Sent['withLength'] =>
  async (timeoutMs) => {
    const { body, about } = await bodyOf(order);
    const request = { url, body, timeoutMs, headers: { ...headers, ...about, ...lengthOf(body) } };
    return (await line.post(request)).answer;
  };

const openLine = async ({ target, ms }: Order, context: Context): Promise<Line> =>
  (await lineOverHttp2(target, context, ms)) ??
  lineThrough(await createAgent(target, context), context.secretValues);

const NO_LINE: Line = { post: () => Promise.reject(new Error('there is no connection')), close: () => {} };

/** The body that the official exporter would send, framed as this SDK frames it. */
const sendFramed = async (order: Order, context: Context): Promise<Sent> => {
  const { target, signal, ms } = order;
  const headers = credentialHeaders(context.secrets);
  const chunked = target.habits?.framing === 'chunked';
  const way = {
    ...{ json: target.protocol === 'http/json', url: urlOf(target, signal, '', context) },
    ...{ headers, chunked, log: [] },
  };
  const { body, about } = await bodyOf(order);
  try {
    const from = performance.now();
    const line = await openLine(order, context);
    const left = Math.max(ms - (performance.now() - from), 1);
    const posted = line.post({
      url: way.url,
      headers: { ...about, ...(chunked ? {} : lengthOf(body)), ...headers },
      ...{ body, timeoutMs: ms + 1_000 },
    });
    const timed = await within(left, posted);
    return { ...way, ...timed, line, withLength: againWithLength(order, { ...way, line }) };
  } catch (thrown) {
    const timed = { first: { answer: null, error: wireError(thrown) }, ms: 0, unsure: false };
    return { ...way, ...timed, line: NO_LINE, withLength: () => Promise.resolve(null) };
  }
};

/** Sends one test item over HTTP in the way of the SDK whose settings these are. */
export const sendAsSdk = (
  target: Target,
  signal: Signal,
  traceId: string,
  ms: number,
  context: Context,
): Promise<Sent> => {
  const { framing, http2 } = target.habits ?? {};
  const order = { target, signal, ms, items: itemsOf(target, signal, traceId, context.count) };
  const send = framing === 'chunked' && http2 === false ? sendOfficially : sendFramed;
  return sendTimed(
    () => send(order, context),
    ({ line }) => line.close(),
    () => context.remaining() > 2 * ms,
  );
};
