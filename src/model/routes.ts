import type { Attempt, Delivery, HttpAnswer, SurveyFact } from './facts.ts';
import type { Target } from './target.ts';

/** What an answer says of the route: it is none, something there refuses and says why, or that is not known. */
export type RouteState = 'missing' | 'refuses' | 'unknown';

/** Where an answer comes from, and what was asked for. */
interface Asked {
  readonly path: string;
  readonly http: HttpAnswer;
}

/** Characters of two bodies that are compared: what is behind them was cut at another place. */
const COMPARED = 160;

/** A body without what differs from request to request: the path that was asked for, numbers and identifiers. */
const shapeOf = ({ http, path }: Asked): string =>
  http.body
    .replaceAll(path, '')
    .replace(/[0-9a-f]{8,}|\d+/gi, '#')
    .slice(0, COMPARED);

const mediaType = ({ contentType }: HttpAnswer): string =>
  contentType?.split(';')[0]?.trim().toLowerCase() ?? '';

/** Whether a server says the same to both: status, media type, name of the server and shape of the body. */
export const isSameAnswer = (one: Asked, other: Asked): boolean =>
  one.http.status === other.http.status &&
  mediaType(one.http) === mediaType(other.http) &&
  one.http.server === other.http.server &&
  shapeOf(one) === shapeOf(other);

/** Statuses by which a receiver refuses what it was sent. */
const REFUSALS: readonly number[] = [400, 409, 415, 422];

/** An error as a program words it: RFC 9457, google.rpc.Status, FastAPI and the like. */
const isProblem = (http: HttpAnswer): boolean =>
  /\bjson$/.test(mediaType(http)) && /"(error_code|code|detail|message|title|errors?)"\s*:/.test(http.body);

const echoes = ({ http, path }: Asked): boolean => path.length > 1 && http.body.includes(path);

/**
 * What an answer says of its route, by comparison with the answer to a route that nobody has. Routers differ: an
 * unknown path is 404 at most, 405 where there is a page for every GET (Starlette), 400 at VictoriaMetrics.
 */
export const routeState = (asked: Asked, nonsense: Asked | null): RouteState => {
  const { status } = asked.http;
  const isAbsence = status === 404 || status === 405;
  if (nonsense === null) return isAbsence ? 'missing' : 'unknown';
  if (isSameAnswer(asked, nonsense)) {
    // A guard says 400 to every path, too: only a server that names the path speaks of the path.
    if (isAbsence) return 'missing';
    return status === 400 && echoes(asked) && echoes(nonsense) ? 'missing' : 'unknown';
  }
  if (REFUSALS.includes(status)) return 'refuses';
  if (status === 404 && isProblem(asked.http)) return 'refuses';
  return isAbsence ? 'missing' : 'unknown';
};

type Place = Pick<Attempt, 'protocol' | 'secure' | 'host' | 'port'>;

const isAt = (place: Place, tried: Place): boolean =>
  tried.secure === place.secure &&
  tried.host === place.host &&
  tried.port === place.port &&
  (tried.protocol === 'grpc') === (place.protocol === 'grpc');

/** What a server answers over HTTP on a route that nobody has; null where that was not asked. */
const nonsenseAt = (place: Place, attempts: readonly Attempt[]): Asked | null => {
  const tried = attempts.find((one) => one.kind === 'nonsense' && one.http !== null && isAt(place, one));
  return tried?.http ? { path: tried.path, http: tried.http } : null;
};

/** Notes which of the tries found a route that refuses, by the answers to those that found none. */
export const markRefusals = (attempts: readonly Attempt[]): readonly Attempt[] =>
  attempts.map((tried) => {
    const { accepted, http, path, kind } = tried;
    if (accepted || http === null || kind === 'nonsense') return tried;
    const nonsense = nonsenseAt(tried, attempts);
    if (nonsense === null || routeState({ path, http }, nonsense) !== 'refuses') return tried;
    return { ...tried, refuses: true };
  });

/** The same of a test item that did not arrive. */
export const routeOf = (target: Target, { http, signal }: Delivery, survey?: SurveyFact): RouteState =>
  http === null
    ? 'unknown'
    : routeState({ http, path: target.paths[signal] ?? '/' }, nonsenseAt(target, survey?.attempts ?? []));

/** What a guard, a limit or a gateway says to every path says nothing of the path. */
const speaksOfPath = ({ status }: HttpAnswer): boolean =>
  status < 500 && ![401, 403, 407, 408, 429].includes(status);

/** Whether a test item was answered as a route that nobody has. */
export const isAnsweredAsNonsense = (
  target: Target,
  { http, signal }: Delivery,
  survey: SurveyFact,
): boolean => {
  const nonsense = nonsenseAt(target, survey.attempts);
  const path = target.paths[signal] ?? '/';
  return http !== null && nonsense !== null && speaksOfPath(http) && isSameAnswer({ http, path }, nonsense);
};
