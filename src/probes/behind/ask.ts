import http from 'node:http';
import https from 'node:https';
import type { Place } from '../context.ts';
import { clean } from '../wire/clean.ts';
import { readBody } from '../wire/http-answer.ts';
import { lookupWithin } from '../wire/lookup.ts';
import { type WireOptions, wireError, withLimits } from '../wire/socket.ts';

/** What a page said; `text` is whole up to a limit of bytes, and never shown as it is. */
export interface Page {
  /** 0 where nothing was answered. */
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** Status or error in one line, fit to be shown. */
  readonly detail: string;
}

/** What is asked of a page. */
export interface Question {
  readonly place: Pick<Place, 'url' | 'headers'>;
  readonly accept?: string;
  /** JSON to be posted. */
  readonly body?: string;
}

/** Bytes of a page that are read at most: a Collector with many components has some hundred kilobytes of metrics. */
const PAGE_LIMIT = 16 * 1024 * 1024;

const headersOf = ({ place, accept = '*/*', body }: Question): Record<string, string> => ({
  accept,
  'user-agent': 'otel-doctor',
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  ...Object.fromEntries(Object.entries(place.headers).map(([name, value]) => [name, value.reveal()])),
});

/** Asks a page once. Never throws for what is wrong there; follows no redirect, which would carry credentials away. */
export const ask = async (
  question: Question,
  secretValues: readonly string[],
  options: WireOptions,
): Promise<Page> => {
  const { place, body } = question;
  const module = place.url.startsWith('https:') ? https : http;
  try {
    return await withLimits<Page>('the answer', options, (done, fail) => {
      const sent = module.request(place.url, {
        method: body === undefined ? 'GET' : 'POST',
        headers: headersOf(question),
        lookup: lookupWithin(() => options.timeoutMs),
        agent: false,
      });
      sent.on('response', (message) => {
        readBody(message, PAGE_LIMIT).then((bytes) => {
          const status = message.statusCode ?? 0;
          const reason = clean(message.statusMessage ?? '', secretValues, 60);
          const contentType = message.headers['content-type'] ?? '';
          done({
            status,
            contentType,
            text: bytes.toString('utf8'),
            detail: `HTTP ${status} ${reason}`.trim(),
          });
        }, fail);
      });
      sent.on('error', fail);
      sent.end(body);
      return () => sent.destroy();
    });
  } catch (thrown) {
    const { code, message } = wireError(thrown);
    const detail = code === null ? clean(message, secretValues, 200) : code;
    return { status: 0, contentType: '', text: '', detail };
  }
};
