import type { Encoding } from './decode.ts';

/** An HTTP answer, the same on HTTP/1.1 and HTTP/2. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The rest of the request is not wanted, so that the connection cannot be used again. */
  readonly closes?: true;
}

const answer = (status: number, contentType: string, body: string | Buffer, more = {}): Answer => ({
  status,
  headers: { 'content-type': contentType, ...more },
  body: Buffer.from(body as string),
});

// The answers of a Collector, byte for byte as far as a sender may look at them:
// https://github.com/open-telemetry/opentelemetry-collector/blob/v0.158.0/receiver/otlpreceiver/otlphttp.go

/** No export has this path. */
export const NOT_FOUND: Answer = answer(404, 'text/plain; charset=utf-8', '404 page not found\n', {
  'x-content-type-options': 'nosniff',
});

/** Exports are posted. */
export const METHOD_NOT_ALLOWED: Answer = answer(
  405,
  'text/plain',
  '405 method not allowed, supported: [POST]',
);

/** No other answer of ours has this status. */
export const FORBIDDEN = 403;

/** A page that was not named may not send, and its browser shall not read why. */
export const notAllowed = (objection: string): Answer =>
  answer(
    FORBIDDEN,
    'text/plain; charset=utf-8',
    `403 pages of ${objection.slice(0, 200)} may not send here: otel-doctor listen --allow-origin allows them\n`,
  );

/** Neither of the two encodings. */
export const UNSUPPORTED_MEDIA_TYPE: Answer = answer(
  415,
  'text/plain',
  '415 unsupported media type, supported: [application/json, application/x-protobuf]',
);

/** What a sender of OTLP/HTTP reads when it took the port of gRPC. */
export const wrongPort = (httpPort: number): Answer =>
  answer(
    400,
    'text/plain; charset=utf-8',
    `This port speaks OTLP/gRPC. OTLP/HTTP is spoken on port ${httpPort}.\n`,
  );

/** A path with doubled slashes is sent to the clean one, which many senders do not follow. */
export const redirect = (location: string): Answer => ({
  status: 307,
  headers: { location },
  body: Buffer.alloc(0),
});

/** Everything was accepted: https://opentelemetry.io/docs/specs/otlp/#full-success-1 */
export const success = (encoding: Encoding): Answer =>
  answer(200, encoding, encoding === 'application/json' ? '{"partialSuccess":{}}' : '');

const varint = (value: number): readonly number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];

/** `google.rpc.Status` with a gRPC code and a message, in the encoding of the request. */
export const failure = (status: number, encoding: Encoding, code: number, text: string): Answer => {
  if (encoding === 'application/json')
    return answer(status, encoding, JSON.stringify({ code, message: text }));
  const bytes = Buffer.from(text, 'utf8');
  const head = Buffer.from([0x08, code, 0x12, ...varint(bytes.length)]);
  return answer(status, encoding, Buffer.concat([head, bytes]));
};

/**
 * Lets a page that may send read the answer: https://fetch.spec.whatwg.org/#http-cors-protocol. `sendBeacon` always sends with
 * credentials, and for these a browser wants the origin by its name.
 */
export const allowOrigin = (given: Answer, origin: string | null): Answer =>
  origin === null
    ? given
    : {
        ...given,
        headers: {
          vary: 'Origin',
          ...given.headers,
          'access-control-allow-origin': origin,
          'access-control-allow-credentials': 'true',
        },
      };

/** What a preflight asks for: the headers that a page wants to set, and to reach an address of a private network. */
export interface Wish {
  readonly headers: string | null;
  readonly privateNetwork: boolean;
}

/** Answer to a preflight: what it asks for. */
export const preflight = ({ headers, privateNetwork }: Wish): Answer => ({
  status: 204,
  headers: {
    'access-control-allow-methods': 'POST',
    ...(headers === null ? {} : { 'access-control-allow-headers': headers }),
    ...(privateNetwork ? { 'access-control-allow-private-network': 'true' } : {}),
    'access-control-max-age': '7200',
    vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
  },
  body: Buffer.alloc(0),
});

const rawAnswer = (status: string, headers: readonly string[], body: string): string =>
  [`HTTP/1.1 ${status}`, ...headers, 'Connection: close', `Content-Length: ${body.length}`, '', body].join(
    '\r\n',
  );

const PLAIN_TEXT = 'Content-Type: text/plain; charset=utf-8';

/** What Go's server says to bytes that are no request. */
export const RAW_BAD_REQUEST: string = rawAnswer('400 Bad Request', [PLAIN_TEXT], '400 Bad Request');

/** What Go's server without HTTP/2 says to the preface of HTTP/2. */
export const RAW_NO_HTTP2: string = rawAnswer('400 Bad Request', [], '');

/** What Go's server says to a request that took too long or to headers that are too many. */
export const RAW_TIMEOUT: string = rawAnswer('408 Request Timeout', [PLAIN_TEXT], '408 Request Timeout');
export const RAW_HEADERS_TOO_LARGE: string = rawAnswer(
  '431 Request Header Fields Too Large',
  [PLAIN_TEXT],
  '431 Request Header Fields Too Large',
);

/** What Go's router says to a request for a tunnel. */
export const RAW_NOT_FOUND: string = rawAnswer('404 Not Found', [PLAIN_TEXT], '404 page not found\n');
