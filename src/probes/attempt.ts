import type { Duplex } from 'node:stream';
import type { Attempt, GrpcAnswer, HttpAnswer } from '../model/facts.ts';
import { grpcMethod } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import type { Context } from './context.ts';
import { refuseWithoutAlpn } from './wire/alpn.ts';
import { callGrpc } from './wire/grpc.ts';
import { requestHttp1 } from './wire/http1.ts';
import { authorityOf, credentialHeaders, forHttp2, limits, tlsMaterial } from './wire/reach.ts';
import { openTcp, type TlsMaterial, wireError } from './wire/socket.ts';
import { isTrusted, startTls } from './wire/tls.ts';
import { canOpen, openWay } from './wire/tunnel.ts';
import { undecodable } from './wire/undecodable.ts';

/** What an empty export is tried with. */
export type Variant = Pick<Attempt, 'kind' | 'protocol' | 'secure' | 'host' | 'port' | 'signal' | 'path'> & {
  /** What is sent; an empty export where it is left out. */
  readonly body?: 'undecodable' | 'large';
};

/** Bytes of a message that is as large as a test item; of zeros, which are no message. */
const LARGE = 400;

/** Milliseconds that a receiver is given to answer an empty export. */
const PATIENCE_MS = 2_000;

/** The variant that differs in nothing from what the settings say. */
export const asSent = (target: Target): Variant => {
  const signal = target.signals[0] ?? 'traces';
  const { protocol, secure, host, port } = target;
  const path = protocol === 'grpc' ? grpcMethod(signal) : (target.paths[signal] ?? '/');
  return { kind: 'as-sent', protocol, secure, host, port, signal, path };
};

/** HTTP 2xx with a body that an OTLP receiver would send. */
const acceptsHttp = (answer: HttpAnswer): boolean =>
  answer.status >= 200 && answer.status < 300 && answer.otlp;

const acceptsGrpc = (answer: GrpcAnswer): boolean =>
  answer.status === 0 && answer.contentType?.startsWith('application/grpc') === true;

interface Way {
  readonly connection: Duplex;
  readonly trusted: boolean;
}

const openVariant = async (
  target: Target,
  variant: Variant,
  material: TlsMaterial,
  patienceMs: number,
  context: Context,
): Promise<Way> => {
  const connection = canOpen(target, context)
    ? await openWay({ ...target, host: variant.host, port: variant.port }, variant.host, patienceMs, context)
    : await openTcp(variant.host, variant.port, limits(context, patienceMs));
  if (!variant.secure) return { connection, trusted: true };
  const alpn = variant.protocol === 'grpc' ? ['h2'] : ['http/1.1'];
  const secured = await startTls(connection, variant.host, alpn, material, limits(context, patienceMs));
  if (variant.protocol === 'grpc') refuseWithoutAlpn(target, secured);
  return { connection: secured, trusted: await isTrusted(secured, variant.host, target.verifies) };
};

/** Credentials go only where the settings send them: to the same host, never less protected, never unverified. */
const mayCarryCredentials = (target: Target, variant: Variant, trusted: boolean): boolean =>
  variant.kind !== 'control' && variant.host === target.host && (variant.secure || !target.secure) && trusted;

const askOver = async (
  { connection, trusted }: Way,
  target: Target,
  variant: Variant,
  context: Context,
  patienceMs: number,
): Promise<Attempt> => {
  const headers = mayCarryCredentials(target, variant, trusted) ? credentialHeaders(context.secrets) : {};
  const authority = authorityOf(variant.host, variant.port, variant.secure);
  if (variant.protocol === 'grpc') {
    const message = variant.body === 'large' ? Buffer.alloc(LARGE) : Buffer.alloc(0);
    const call = {
      method: variant.path,
      authority,
      secure: variant.secure,
      metadata: forHttp2(headers),
      message,
    };
    const grpc = await callGrpc(connection, call, context.secretValues, limits(context, patienceMs));
    return { ...variant, accepted: acceptsGrpc(grpc), http: null, grpc, error: null };
  }
  const json = variant.protocol === 'http/json';
  const http = await requestHttp1(
    connection,
    {
      method: 'POST',
      path: `${variant.path}${context.secrets.query?.reveal() ?? ''}`,
      authority,
      headers: {
        ...headers,
        'content-type': json ? 'application/json' : 'application/x-protobuf',
        'user-agent': 'otel-doctor',
      },
      body: variant.body ? undecodable(json) : Buffer.from(json ? '{}' : ''),
    },
    context.secretValues,
    limits(context, patienceMs),
  );
  return { ...variant, accepted: acceptsHttp(http), http, grpc: null, error: null };
};

/** Sends one empty export, which leaves no data behind, and reports the answer as evidence. Never rejects. */
export const attempt = async (
  target: Target,
  variant: Variant,
  context: Context,
  patienceMs = PATIENCE_MS,
): Promise<Attempt> => {
  try {
    const material = tlsMaterial(target, context.readFile);
    const way = await openVariant(target, variant, material, patienceMs, context);
    return await askOver(way, target, variant, context, patienceMs);
  } catch (thrown) {
    return { ...variant, accepted: false, http: null, grpc: null, error: wireError(thrown) };
  }
};
