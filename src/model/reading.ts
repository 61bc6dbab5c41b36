import type {
  Attempt,
  Delivery,
  GrpcAnswer,
  HttpAnswer,
  PortFact,
  SendFact,
  Speech,
  SurveyFact,
  TcpFact,
} from './facts.ts';
import type { Evidence } from './finding.ts';
import { type Signal, withoutRoute } from './signal.ts';
import type { SettingProblem, Target } from './target.ts';

/** The first test item that did not arrive; undefined when all did. */
export const failure = (send: SendFact | undefined): Delivery | undefined =>
  send?.deliveries.find(({ delivered }) => !delivered);

/** Whether any address took a connection. */
export const isConnected = (tcp: TcpFact): boolean =>
  tcp.tries.some(({ outcome }) => outcome === 'connected');

/** Whether every address met the same obstacle. */
export const allTries = (
  tcp: TcpFact,
  ...outcomes: readonly TcpFact['tries'][number]['outcome'][]
): boolean => tcp.tries.length > 0 && tcp.tries.every(({ outcome }) => outcomes.includes(outcome));

export const isHttp = (target: Target): boolean => target.protocol !== 'grpc';

/** What the port speaks in the encryption that the settings ask for. */
export const speechOf = (port: PortFact, target: Target): Speech | null =>
  target.secure ? port.secure : port.plain;

/** Tries on the target's own port. */
export const onOwnPort = (survey: SurveyFact | undefined, target: Target): readonly Attempt[] =>
  (survey?.attempts ?? []).filter(({ host, port }) => host === target.host && port === target.port);

const UNIMPLEMENTED = 12;

/** Statuses by which only an OTLP receiver or its guard answers an export; a web server has none of these texts. */
const isOtlpAnswer = (answer: HttpAnswer): boolean =>
  answer.otlp || answer.status === 401 || answer.status === 403 || answer.status === 429;

/** Whether a path ends as the routes of OTLP do. */
const isSignalRoute = (path: string): boolean => withoutRoute(path) !== path.replace(/(?<!\/)\/+$/, '');

/** Whether an answer comes from an OTLP receiver, also when it refuses. */
export const looksOtlp = ({ accepted, refuses, path, http, grpc }: Attempt): boolean =>
  accepted ||
  (refuses === true && isSignalRoute(path)) ||
  (http !== null && isOtlpAnswer(http)) ||
  (grpc !== null && isGrpcReceiver(grpc));

const isGrpcReceiver = (grpc: GrpcAnswer): boolean =>
  grpc.contentType?.startsWith('application/grpc') === true && grpc.status !== UNIMPLEMENTED;

/** 404, 405 and the like: the server is there and this route is not. */
export const isMissingRoute = (delivery: Delivery): boolean =>
  delivery.http !== null && (delivery.http.status === 404 || delivery.http.status === 405);

/** No receiver took the path: a missing route, or a page or a redirect, by which some servers answer to any path. */
export const missesReceiver = (delivery: Delivery): boolean =>
  delivery.http !== null && delivery.reach === 'answered';

/** Whether an answer to a gRPC call came from a gRPC server, as far as that is known. */
export const isGrpcAnswer = ({ contentType }: GrpcAnswer): boolean =>
  contentType === null || contentType.startsWith('application/grpc');

/** Names of the status codes of gRPC: https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
export const GRPC_NAMES: readonly string[] = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];

/** Name of a gRPC status code, with its number. */
const grpcStatus = (status: number): string => `${GRPC_NAMES[status] ?? 'status'} (${status})`;

export const isSuccess = ({ status }: HttpAnswer): boolean => status >= 200 && status < 300;

/** Status line of an HTTP answer. */
export const httpStatus = ({ status, reason }: HttpAnswer): string =>
  `HTTP ${status}${reason ? ` ${reason}` : ''}`;

const line = (label: string, value: string | null | undefined): readonly Evidence[] =>
  value === null || value === undefined || value === '' ? [] : [{ label, value }];

/** The status of an answer, for a sentence. */
export const answerWords = ({ http, grpc }: Pick<Delivery, 'http' | 'grpc'>): string => {
  if (http) return httpStatus(http);
  return grpc ? `gRPC ${grpcStatus(grpc.status)}` : 'nothing';
};

/** What the receiver answered, in its own words. */
export const answerEvidence = ({
  http,
  grpc,
  error,
}: Pick<Delivery, 'http' | 'grpc' | 'error'>): readonly Evidence[] => {
  if (http) {
    return [
      { label: 'answer', value: httpStatus(http) },
      ...line('content type', http.contentType),
      ...line('message', http.body),
      ...line('location', http.location),
      ...line('retry after', http.retryAfter),
      ...line('asks for', http.authenticate),
      ...line('server', http.server),
    ];
  }
  if (grpc)
    return [
      { label: 'answer', value: `gRPC ${grpcStatus(grpc.status)}` },
      ...line('message', grpc.message),
      ...line('server', grpc.server),
    ];
  return line('error', [error?.code, error?.message].filter(Boolean).join(': '));
};

/** The endpoint setting as evidence, with the variable that gave it. */
export const endpointEvidence = (target: Target): Evidence => ({
  label: target.endpointBy.byFlag
    ? 'endpoint (command line)'
    : (target.endpointBy.variable ?? 'endpoint (default)'),
  value: target.endpoint,
});

/** Reasons by which `resolve` tells that nobody filled in a placeholder. */
const PLACEHOLDERS: readonly string[] = [
  'kubernetes-reference',
  'shell-reference',
  'template',
  'placeholder',
  'unexpanded',
];

const isPlaceholder = ({ detail }: SettingProblem): boolean => PLACEHOLDERS.includes(detail);

/** What nobody filled in stands where the host should: no resolver has to be asked for such a name. */
export const hasPlaceholderHost = ({ host, problems }: Target): boolean =>
  /[${}()<>]/.test(host) && problems.some(isPlaceholder);

/** The endpoint cannot be used, for the same reason. */
export const hasPlaceholderEndpoint = (target: Target): boolean =>
  hasPlaceholderHost(target) ||
  (target.faults.length > 0 &&
    target.problems.some(
      (problem) => isPlaceholder(problem) && problem.variable === target.endpointBy.variable,
    ));

/** Where the items of a signal are posted to: a target has the URL of its first signal alone. */
export const postedEvidence = (target: Target, signal: Signal): Evidence => {
  const path = target.paths[signal];
  const url =
    target.url === null || path === undefined || target.protocol === 'grpc' || signal === target.signals[0]
      ? target.url
      : `${target.secure ? 'https' : 'http'}://${place(target)}${path}`;
  return { label: 'posted to', value: url ?? '/' };
};

/** Names of the headers that are configured, as evidence. */
export const headersEvidence = (target: Target): Evidence => ({
  label: 'headers configured',
  value: target.headers.map(({ name }) => name).join(', ') || 'none',
});

/** `host:port` for a sentence. */
export const place = ({ host, port }: { readonly host: string; readonly port: number }): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;
