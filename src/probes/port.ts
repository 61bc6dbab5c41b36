import type { HttpAnswer, PortFact, Speech } from '../model/answers.ts';
import type { FactTable } from '../model/facts.ts';
import type { Probe } from '../model/probe.ts';
import { isHttp } from '../model/reading.ts';
import type { Target } from '../model/target.ts';
import type { Context, DoctorContext } from './context.ts';
import { DEEP } from './deep.ts';
import { wantsTls } from './send/classify.ts';
import { clean } from './wire/clean.ts';
import { askOverHttp2, emptyExport, type Http2Question, TO_FRONT } from './wire/front.ts';
import { readHead } from './wire/http-answer.ts';
import { requestHttp1 } from './wire/http1.ts';
import { exchange, HTTP2_PREFACE, isHttp2Frame, isTlsRecord, type RawAnswer } from './wire/preface.ts';
import { authorityOf, limits, tlsMaterial } from './wire/reach.ts';
import { alertOf, openTcp, wireError } from './wire/socket.ts';
import { startTls } from './wire/tls.ts';

/** Milliseconds that a port is given to say anything to a greeting. */
const PATIENCE_MS = 1_500;

const open = async (target: Target, secure: boolean, alpn: readonly string[], context: Context) => {
  const connection = await openTcp(target.host, target.port, limits(context, PATIENCE_MS));
  if (!secure) return connection;
  const material = tlsMaterial(target, context.readFile);
  return startTls(connection, target.host, alpn, material, limits(context, PATIENCE_MS));
};

/** One `GET`. No credentials are sent; a success is no answer of an OTLP receiver, which takes only `POST`. */
const get = async (
  target: Target,
  secure: boolean,
  path: string,
  context: Context,
): Promise<HttpAnswer | null> => {
  try {
    const connection = await open(target, secure, ['http/1.1'], context);
    const authority = authorityOf(target.host, target.port, secure);
    const headers = { 'user-agent': 'otel-doctor', accept: '*/*' };
    const request = { method: 'GET', path, authority, headers } as const;
    const answer = await requestHttp1(
      connection,
      request,
      context.secretValues,
      limits(context, PATIENCE_MS),
    );
    return { ...answer, otlp: answer.otlp && answer.status >= 400 };
  } catch {
    return null;
  }
};

const exportPath = ({ protocol, paths }: Target): string =>
  protocol === 'grpc' ? '/v1/traces' : (Object.values(paths)[0] ?? '/');

/** `GET` on the export path: a Collector answers 405 and says that it wants POST. */
const askHttp1 = (target: Target, secure: boolean, context: Context): Promise<HttpAnswer | null> =>
  get(target, secure, exportPath(target), context);

/** Pages by which a server that is no receiver can be told: its front page, metrics for Prometheus, zPages. */
const PAGES = ['/', '/metrics', '/debug/servicez'];

const askPage = async (
  target: Target,
  secure: boolean,
  http1: HttpAnswer | null,
  context: Context,
): Promise<HttpAnswer | null> => {
  if (http1?.status !== 404) return null;
  const pages = await Promise.all(PAGES.map((path) => get(target, secure, path, context)));
  return pages.find((page) => page !== null && page.status >= 200 && page.status < 300) ?? null;
};

const SILENT: RawAnswer = { bytes: Buffer.alloc(0), end: 'silent' };

const askRaw = async (
  target: Target,
  secure: boolean,
  bytes: Buffer,
  context: Context,
): Promise<RawAnswer> => {
  try {
    const connection = await open(target, secure, ['h2'], context);
    return await exchange(connection, bytes, limits(context, PATIENCE_MS));
  } catch (thrown) {
    const { code } = wireError(thrown);
    return code === 'ECONNRESET' ? { ...SILENT, end: 'reset' } : SILENT;
  }
};

/** A request for the export path, word for word as it stands. */
const properRequest = (target: Target, secure: boolean): Buffer => {
  const host = authorityOf(target.host, target.port, secure);
  const lines = [`GET ${exportPath(target)} HTTP/1.1`, `Host: ${host}`, 'Connection: close', '', ''];
  return Buffer.from(lines.join('\r\n'));
};

/** A receiver behind may hang up before or after its frames are passed on: of as many tries one shows them. */
const PROPER_TRIES = [1, 2, 3];

/** What meets a proper request that was not answered. */
const askProperly = async (
  target: Target,
  secure: boolean,
  context: Context,
): Promise<Pick<Speech, 'request'>> => {
  const request = properRequest(target, secure);
  const met = await Promise.all(PROPER_TRIES.map(() => askRaw(target, secure, request, context)));
  if (met.some(({ bytes }) => isHttp2Frame(bytes))) return { request: 'http2' };
  const ends = met.map(({ end }) => end);
  const [first] = ends.filter((end) => end !== 'silent');
  if (ends.includes(null)) return {};
  return { request: first ?? 'silent' };
};

/** https://www.haproxy.org/download/2.8/doc/proxy-protocol.txt, section 2.1: the sender is unknown, and nothing is claimed. */
const PROXY_LINE = Buffer.from('PROXY UNKNOWN\r\n');

/** What is asked over HTTP/2, and what is said before it. */
interface Asking {
  readonly question: Http2Question;
  readonly line?: Buffer;
}

const ask2 = async (
  target: Target,
  secure: boolean,
  { question, line }: Asking,
  context: Context,
): Promise<HttpAnswer | null> => {
  try {
    const connection = await open(target, secure, ['h2'], context);
    if (line !== undefined) connection.write(line);
    const origin = `${secure ? 'https' : 'http'}://${authorityOf(target.host, target.port, secure)}`;
    return await askOverHttp2(
      connection,
      origin,
      question,
      context.secretValues,
      limits(context, PATIENCE_MS),
    );
  } catch {
    return null;
  }
};

/** Who speaks HTTP/2 alone: what it says itself, and to an export over HTTP where that is what is sent. */
const askHttp2Alone = async (
  target: Target,
  secure: boolean,
  context: Context,
): Promise<Pick<Speech, 'front' | 'post' | 'proxyProtocol'>> => {
  const front = await ask2(target, secure, { question: TO_FRONT }, context);
  // Frames that go before the line that is wanted say nothing.
  const afterLine =
    front === null && !secure
      ? await ask2(target, secure, { question: TO_FRONT, line: PROXY_LINE }, context)
      : null;
  if (afterLine !== null) return { front: afterLine, proxyProtocol: true };
  if (front === null) return {};
  const question = emptyExport(exportPath(target), target.protocol === 'http/json');
  const post = isHttp(target) ? await ask2(target, secure, { question }, context) : null;
  return { front, ...(post && { post }) };
};

const HTTP1_GREETING = Buffer.from('GET / HTTP/1.1\r\nHost: otel-doctor\r\nConnection: close\r\n\r\n');

/** Whether a port that hangs up answers once it is told who connects, as who stands behind a load balancer may want. */
const wantsProxyLine = async (target: Target, secure: boolean, context: Context): Promise<boolean> => {
  const { bytes } = await askRaw(target, secure, Buffer.concat([PROXY_LINE, HTTP1_GREETING]), context);
  return isHttp2Frame(bytes) || /^HTTP\//.test(bytes.toString('latin1'));
};

/** Who forwards and reaches nobody hangs up at once: as long is waited for that. */
const UNASKED_MS = 600;

/** Whether a port that hangs up waits for the first bytes, as who chooses by them does. */
const askNothing = async (target: Target, context: Context): Promise<Pick<Speech, 'unasked'>> => {
  try {
    const connection = await open(target, false, [], context);
    const { end } = await exchange(connection, Buffer.alloc(0), limits(context, UNASKED_MS));
    return end === null ? {} : { unasked: end === 'silent' ? 'open' : end };
  } catch {
    return {};
  }
};

/** Text of a greeting that is neither HTTP nor TLS, for example that of an SSH server. */
const bannerOf = (answer: RawAnswer, secretValues: readonly string[]): string | null => {
  const { bytes } = answer;
  if (
    bytes.length === 0 ||
    isHttp2Frame(bytes) ||
    isTlsRecord(bytes) ||
    /^HTTP\//.test(bytes.toString('latin1'))
  )
    return null;
  return (
    clean(bytes.toString('latin1').replace(/[^\x20-\x7e]+/g, ' '), secretValues, 120) || '(unreadable bytes)'
  );
};

const listen = async (target: Target, secure: boolean, context: Context): Promise<Speech> => {
  const [asked, preface] = await Promise.all([
    askHttp1(target, secure, context),
    askRaw(target, secure, HTTP2_PREFACE, context),
  ]);
  const http2 = isHttp2Frame(preface.bytes);
  // A proxy that cannot pass the request on may still refuse the preface in its own words.
  const http1 = asked ?? readHead(preface.bytes, context.secretValues);
  if (http1 !== null) {
    const page = await askPage(target, secure, http1, context);
    const met = asked === null ? await askProperly(target, secure, context) : {};
    return { http1, page, http2, banner: null, end: null, ...met };
  }
  const raw = await askRaw(target, secure, HTTP1_GREETING, context);
  const hungUp = !secure && !http2 && (raw.end === 'reset' || raw.end === 'closed');
  const proxied = hungUp && (await wantsProxyLine(target, secure, context));
  const unasked = hungUp && !proxied ? await askNothing(target, context) : {};
  const banner = bannerOf(raw, context.secretValues);
  const alone = http2 ? await askHttp2Alone(target, secure, context) : {};
  const heard = { http1, page: null, http2, banner, end: raw.end, ...alone, ...unasked };
  return proxied ? { ...heard, proxyProtocol: true } : heard;
};

const askTls = async (target: Target, context: Context): Promise<PortFact['tls']> => {
  try {
    const connection = await openTcp(target.host, target.port, limits(context, PATIENCE_MS));
    const material = tlsMaterial(target, context.readFile);
    const socket = await startTls(
      connection,
      target.host,
      ['h2', 'http/1.1'],
      material,
      limits(context, PATIENCE_MS),
    );
    const answer = { alpn: socket.alpnProtocol || null, protocol: socket.getProtocol() };
    socket.destroy();
    return answer;
  } catch (thrown) {
    // A TLS alert is an answer in TLS as well, whatever OpenSSL calls it.
    const error = wireError(thrown);
    const answered = /ALERT|HANDSHAKE_FAILURE|UNSUPPORTED_PROTOCOL/.test(error.code ?? '');
    return answered || alertOf(error) !== null ? { alpn: null, protocol: null } : null;
  }
};

/** Fact `port`: what the port speaks, in plaintext and inside TLS. Asked only when the test span did not arrive. */
export const port: Probe<FactTable, DoctorContext, 'port', 'target' | 'tcp'> = {
  fact: 'port',
  needs: ['target', 'tcp'],
  budgetMs: 8_000,
  unless: DEEP,
  gate: ({ target, tcp }) =>
    target.socket !== null
      ? { absent: 'the receiver is behind a Unix socket' }
      : tcp.tries.some(({ outcome }) => outcome === 'connected')
        ? 'go'
        : { blockedBy: 'tcp' },
  observe: async ({ target }, context) => {
    await context.turn?.quiet();
    if (context.signal.aborted) return null;
    const [shaken, plain] = await Promise.all([askTls(target, context), listen(target, false, context)]);
    // A server that ended the handshake for reasons of its own tells in plaintext what it wants.
    const tls = shaken ?? (wantsTls(plain.http1) ? { alpn: null, protocol: null } : null);
    return { tls, plain, secure: tls === null ? null : await listen(target, true, context) };
  },
};
