import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createPieces } from '../../bytes/pieces.ts';
import type { HttpAnswer } from '../../model/answers.ts';
import { maskUrl } from '../../text/mask.ts';
import { clean } from './clean.ts';
import { readExportResponse } from './otlp-response.ts';

/** Bytes of an answer that are read at most; the rest is never waited for. */
const BODY_LIMIT = 64 * 1024;

/** Milliseconds for a body once the head is there: some servers never end it. */
const BODY_MS = 2_000;

/** Reads a body up to a limit of bytes and of time, whatever its length claims. Ends early when the stream breaks. */
export const readBody = (message: Readable, limit = BODY_LIMIT): Promise<Buffer> =>
  new Promise((resolve) => {
    const pieces = createPieces();
    let finished = false;
    const finish = (): void => {
      if (finished) return;
      finished = true;
      clearTimeout(timer);
      resolve(pieces.whole().subarray(0, limit));
    };
    const timer = setTimeout(finish, BODY_MS);
    message.on('data', (chunk: Buffer) => {
      if (finished) return;
      pieces.add(chunk);
      if (pieces.length >= limit || pieces.isCrumbled()) finish();
    });
    for (const event of ['end', 'error', 'aborted', 'close']) message.once(event, finish);
  });

const single = (headers: IncomingHttpHeaders, name: string): string | null => {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(', ') : value) ?? null;
};

/** Messages by which the Collector's own HTTP server is recognised. */
const COLLECTOR_TEXT =
  /^(405 method not allowed, supported: \[POST\]|415 unsupported media type, supported: \[)/;

/** `google.rpc.Status` as an OTLP receiver answers errors: https://opentelemetry.io/docs/specs/otlp/#failures */
const isStatusBody = (contentType: string | null, text: string): boolean =>
  contentType?.startsWith('application/x-protobuf') === true ||
  (contentType?.startsWith('application/json') === true &&
    /^\s*\{\s*("code"\s*:\s*\d+|"message"\s*:)/.test(text));

/** Readable part of a protobuf `Status`: its message is the only long text in it. */
const readable = (contentType: string | null, text: string): string =>
  contentType?.startsWith('application/x-protobuf') === true
    ? text.replace(/^[\s\S]{0,6}?(?=[\x20-\x7e]{4})/, '')
    : text;

/** Turns a received answer into evidence: cut, cleaned and free of secrets. */
export const httpAnswer = (
  message: Pick<IncomingMessage, 'statusCode' | 'statusMessage' | 'headers'>,
  body: Buffer,
  secretValues: readonly string[],
): HttpAnswer => {
  const { headers } = message;
  const contentType = single(headers, 'content-type');
  const status = message.statusCode ?? 0;
  const success = status >= 200 && status < 300;
  const response = readExportResponse(contentType, body);
  const text = body.toString('utf8');
  const tidy = (value: string | null): string | null =>
    value === null ? null : clean(value, secretValues, 200);
  return {
    status,
    reason: clean(message.statusMessage ?? '', secretValues, 60),
    contentType: tidy(contentType),
    location: tidy(maskUrl(single(headers, 'location') ?? '') || null),
    retryAfter: tidy(single(headers, 'retry-after')),
    authenticate: tidy(single(headers, 'www-authenticate')),
    server: tidy(single(headers, 'server')),
    body: success && response.valid ? '' : clean(readable(contentType, text), secretValues),
    otlp: success ? response.valid : COLLECTOR_TEXT.test(text) || isStatusBody(contentType, text),
    partial:
      success && response.partial
        ? { ...response.partial, message: clean(response.partial.message, secretValues) }
        : null,
  };
};

/** Answer of which only the first bytes are there; null when they do not begin as HTTP/1.1 does. */
export const readHead = (bytes: Buffer, secretValues: readonly string[]): HttpAnswer | null => {
  const [head = '', body = ''] = bytes.toString('latin1').split(/\r?\n\r?\n/, 2);
  const [statusLine = '', ...lines] = head.split(/\r?\n/);
  const [, status, reason = ''] = /^HTTP\/1\.\d (\d{3}) ?(.*)$/.exec(statusLine) ?? [];
  if (status === undefined) return null;
  const headers = Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^([^\s:]+):(.*)$/s.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]];
    }),
  );
  const message = { statusCode: Number(status), statusMessage: reason, headers };
  // What is cut says nothing of an export.
  return { ...httpAnswer(message, Buffer.from(body, 'latin1'), secretValues), otlp: false };
};
