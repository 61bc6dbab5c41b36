import type { ExportBatch, Headers, Raw } from '../receiver/batch.ts';
import { failed, type Outcome } from './outcome.ts';
import type { ForwardTarget, Parcel } from './target.ts';

/**
 * What belongs to one connection or is written anew: https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1. Answers are
 * read here, so that they must not be compressed.
 */
const DROPPED =
  /^(?:host|content-length|content-type|content-encoding|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|http2-settings|expect|accept|accept-encoding|grpc-(?:timeout|encoding|accept-encoding)|:.*)$/;

/** Fields that a browser adds for the site it is on; a gRPC server may not like them as metadata. */
const BROWSER = /^(?:origin|referer|cookie|sec-.*|accept-language|dnt|priority|cache-control|pragma)$/;

const listed = (headers: Headers): readonly string[] =>
  headers.flatMap(([name, value]) =>
    name === 'connection' ? value.split(',').map((option) => option.trim().toLowerCase()) : [],
  );

/** The sender's own headers: credentials, tenant, user agent and what else it was told to send. */
const ownHeaders = (
  headers: Headers,
  drops: (name: string) => boolean,
): Record<string, string | string[]> => {
  const options = listed(headers);
  const own: Record<string, string | string[]> = {};
  for (const [name, value] of headers) {
    if (DROPPED.test(name) || options.includes(name) || drops(name)) continue;
    const present = own[name];
    // Only one value of these may be sent, and only unknown names may repeat.
    if (present === undefined || name === 'authorization' || name === 'user-agent') own[name] = value;
    else own[name] = [present, value].flat();
  }
  return own;
};

const fieldOf = (headers: Headers, name: string): string | null =>
  headers.find(([given]) => given === name)?.[1] ?? null;

/** A short body may be a part of a large block that was read at once, which would stay as long as the body waits. */
const compact = (body: Buffer): Buffer =>
  body.buffer.byteLength > 4 * body.length ? Buffer.from(body) : body;

const overHttp = (batch: ExportBatch, { body }: Raw): Parcel => {
  const { headers, transport, compression } = batch;
  const fromGrpc = transport === 'grpc';
  const encoding = fromGrpc ? null : fieldOf(headers, 'content-encoding');
  const named = encoding ?? (compression === 'identity' ? null : compression);
  const type = fromGrpc ? null : fieldOf(headers, 'content-type');
  return {
    headers: {
      ...ownHeaders(headers, () => false),
      'content-type': type ?? 'application/x-protobuf',
      ...(named === null ? {} : { 'content-encoding': named }),
      'content-length': String(body.length),
    },
    body: compact(body),
  };
};

const framed = (message: Buffer, isCompressed: boolean): Buffer => {
  const prefix = Buffer.alloc(5);
  prefix[0] = isCompressed ? 1 : 0;
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
};

/** What HTTP calls deflate few servers of gRPC know: such a message goes out uncompressed. */
const overGrpc = ({ headers, transport, compression }: ExportBatch, { body, message }: Raw): Parcel => {
  const keeps = compression === 'gzip' || (transport === 'grpc' && compression !== 'identity');
  return {
    headers: {
      ...ownHeaders(headers, (name) => transport !== 'grpc' && BROWSER.test(name)),
      'content-type': 'application/grpc',
      te: 'trailers',
      ...(keeps ? { 'grpc-encoding': compression } : {}),
    },
    body: framed(keeps ? body : message, keeps),
  };
};

/** The request that goes to the destination, or why there cannot be one. */
export const pack = ({ protocol }: ForwardTarget, batch: ExportBatch, raw: Raw): Parcel | Outcome => {
  if (protocol !== 'grpc') return overHttp(batch, raw);
  if (batch.transport !== 'http/json') return overGrpc(batch, raw);
  return failed(
    'not sent',
    'JSON cannot be passed on unchanged over gRPC: send protobuf, or forward over HTTP',
  );
};
