import type { GrpcAnswer, HttpAnswer, Reach } from '../../model/facts.ts';

const NO_ADDRESS = /ENOTFOUND|EAI_|Name resolution failed/;
const NO_CONNECTION = /ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/;
const NO_TLS =
  /ERR_SSL|ERR_TLS|EPROTO|SSL routines|CERT_|_CERT|UNABLE_TO_|self.signed|certificate|wrong version number|alert/i;

/** How far an export without an answer got. */
export const reachOfError = (code: string | null, message: string, secure: boolean): Reach => {
  const text = `${code ?? ''} ${message}`;
  if (NO_ADDRESS.test(text)) return 'nothing';
  if (NO_CONNECTION.test(text)) return 'resolved';
  if (secure && NO_TLS.test(text)) return 'connected';
  return 'secured';
};

/** What servers of Go, nginx and Apache answer in plaintext on a port that speaks TLS only. */
const WANTS_TLS =
  /HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL/i;

/** Whether an answer in plaintext says that TLS is spoken here. */
export const wantsTls = (answer: HttpAnswer | null): boolean =>
  answer?.status === 400 && WANTS_TLS.test(answer.body);

/** How far an export with an HTTP answer got: a missing route was not reached. */
export const reachOfHttp = (answer: HttpAnswer): Reach => {
  if (wantsTls(answer)) return 'connected';
  if (answer.status >= 200 && answer.status < 300) return answer.otlp ? 'routed' : 'answered';
  return answer.status < 400 || answer.status === 404 || answer.status === 405 ? 'answered' : 'routed';
};

const UNIMPLEMENTED = 12;

/** HTTP statuses by which a guard, a limit or a gateway in front of the receiver answers a gRPC call. */
const isGuarded = (httpStatus: number): boolean =>
  [401, 403, 413, 429].includes(httpStatus) || httpStatus >= 500;

/** How far an export with a gRPC status got. */
export const reachOfGrpc = ({ status }: GrpcAnswer): Reach =>
  status === UNIMPLEMENTED ? 'answered' : 'routed';

/** How far an export over gRPC got that a web server or a proxy answered: what answers without gRPC is no receiver. */
export const reachOfPage = ({ status }: HttpAnswer): Reach => (isGuarded(status) ? 'routed' : 'answered');

/** Whether a 2xx is what an OTLP receiver answers to this encoding, and not a web server's yes to everything. */
export const isConvincing = (answer: HttpAnswer, json: boolean): boolean =>
  answer.otlp &&
  answer.contentType?.startsWith(json ? 'application/json' : 'application/x-protobuf') === true;

/** Items that were not taken although the answer was a success. */
export const wasRejected = ({ partial }: HttpAnswer | GrpcAnswer): boolean => (partial?.rejected ?? 0) > 0;

/** Statuses by which a guard or a limit refuses a request, whatever is in it. */
const UNREAD: readonly number[] = [401, 403, 407, 408, 429];

/** Whether the answer to a body that cannot be decoded shows that somebody tried to decode it. */
export const isDecoded = (control: HttpAnswer): boolean =>
  (control.status >= 400 &&
    control.status !== 502 &&
    control.status !== 503 &&
    !UNREAD.includes(control.status)) ||
  wasRejected(control);

/** Whether a success is said in another encoding than the request's, which the specification wants to be the same. */
export const isOtherEncoding = ({ contentType }: HttpAnswer, json: boolean): boolean =>
  contentType !== null && !contentType.startsWith(json ? 'application/json' : 'application/x-protobuf');
