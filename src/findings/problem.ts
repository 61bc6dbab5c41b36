import type { Delivery } from '../model/facts.ts';
import { matching } from '../text/pattern.ts';
import { namedHeader } from './named-header.ts';

/** What a receiver says of a request that it refuses. */
export interface Problem {
  /** Header that it misses or does not like. */
  readonly header: string | null;
  /** Place in the body that it does not like, `resourceSpans.0.scope`. */
  readonly field: string | null;
  /** Its own name of the error: `RESOURCE_DOES_NOT_EXIST`. */
  readonly code: string | null;
  readonly message: string | null;
}

const text = (body: string, pattern: RegExp): string | null => {
  const found = pattern
    .exec(body)?.[1]
    ?.replace(/\\(["\\/])/g, '$1')
    .trim();
  return found === undefined || found === '' ? null : found;
};

/** FastAPI: https://fastapi.tiangolo.com/tutorial/handling-errors/ - `detail[].loc` is the place, `["header", "x-name"]`. */
const placeIn = (body: string, where: 'header' | 'body'): string | null => {
  const list = matching()`"loc"\s*:\s*\[\s*"${where}"\s*((?:,\s*(?:"[^"]*"|\d+)\s*)+)\]`.exec(body)?.[1];
  const parts = list?.match(/"[^"]*"|\d+/g)?.map((part) => part.replace(/"/g, ''));
  return parts?.join('.') ?? null;
};

/** The sentence of a body: what tells most comes first, and `error` is often the name of the status alone. */
const messageIn = (body: string): string | null =>
  text(body, /"(?:message|msg|detail)"\s*:\s*"((?:[^"\\]|\\.)+)"/) ??
  text(body, /"(?:title|error)"\s*:\s*"((?:[^"\\]|\\.)+)"/);

/**
 * Reads the error body of a receiver: FastAPI's 422, RFC 9457 (`title`, `detail`), `error_code` and `message`. A body
 * is kept up to a limit, so that it is read by its parts and need not be whole JSON.
 */
export const readProblem = ({ http }: Pick<Delivery, 'http'>): Problem | null => {
  const body = http?.body ?? '';
  if (!/^\s*[{[]/.test(body)) return null;
  return {
    header: placeIn(body, 'header') ?? namedHeader(body),
    field: placeIn(body, 'body'),
    code: text(body, /"(?:error_code|type|code)"\s*:\s*"([A-Z][A-Z0-9_]{3,})"/),
    message: messageIn(body),
  };
};
