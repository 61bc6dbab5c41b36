import { identifyProxy, type KnownProxy, proxyWords } from '../knowledge/proxies.ts';
import type { Attempt, Delivery, HttpAnswer, Speech } from '../model/facts.ts';
import type { Evidence, Fix } from '../model/finding.ts';

/** How each proxy is told to speak HTTP/2 to what is behind it. */
export const HTTP2_BY_PROXY =
  'Envoy: http2_protocol_options on the cluster; HAProxy: proto h2; nginx: grpc_pass; Caddy and Apache: h2c://.';

const textOf = ({ http, grpc }: Delivery): string => `${http?.body ?? ''} ${grpc?.message ?? ''}`;

/** The proxy through which an answer came, by its header, its page or its words; who gave the answer is not said. */
export const proxyOnTheWay = (failed: Delivery): KnownProxy | null => {
  if (!failed.http?.otlp)
    return identifyProxy(failed.http?.server ?? failed.grpc?.server ?? null, textOf(failed));
  // A body like `google.rpc.Status` is a receiver's, unless a gateway words it.
  const worded = identifyProxy(null, textOf(failed));
  return worded?.page.test(failed.http.body) ? worded : null;
};

/** Statuses by which a gateway speaks of what is behind it, whatever its page looks like. */
const OF_GATEWAYS: readonly number[] = [502, 504];

/** Whether a gateway answered that it does not reach what is behind it. */
export const isGateway = ({ status }: Pick<HttpAnswer, 'status'>): boolean => OF_GATEWAYS.includes(status);

/** The proxy that answered in place of the receiver: its name stands in many an answer that it only passes on. */
export const answeringProxy = (failed: Delivery): KnownProxy | null => {
  const proxy = proxyOnTheWay(failed);
  if (proxy === null) return null;
  const said = failed.http?.body ?? failed.grpc?.message ?? '';
  return OF_GATEWAYS.includes(failed.http?.status ?? 0) || proxy.page.test(said) || proxy.text?.test(said)
    ? proxy
    : null;
};

/** The proxy that stands in front and hands nothing on: it shows itself to a request that is not to be passed on. */
export const proxyInFront = (speech: Speech | null): KnownProxy | null => {
  const own = speech?.front ?? (speech?.request === undefined ? null : speech.http1);
  return own === null ? null : identifyProxy(own.server, own.body);
};

const BROKEN_OFF = 'ERR_HTTP2_STREAM_ERROR';

/** Who broke a gRPC call off without an answer, as nginx does where `proxy_pass` meets the frames of a gRPC port. */
export const whoBreaksOff = (
  { http, grpc, error, timedOut }: Delivery,
  speech: Speech | null,
  attempts: readonly Attempt[],
): KnownProxy | null => {
  // Who speaks no HTTP/2 here takes no call that could be broken off.
  if (http !== null || grpc !== null || error === null || !speech?.http2 || speech.proxyProtocol) return null;
  // The same race may keep the item waiting in vain, and break the next call off.
  const again = attempts.some((tried) => tried.kind === 'as-sent' && tried.error?.code === BROKEN_OFF);
  return timedOut && !again ? null : proxyInFront(speech);
};

const isNoHttp1 = (error: Delivery['error']): boolean => error?.code?.startsWith('HPE_') === true;

/** No answer to the item, because frames of HTTP/2 came in its place: a gRPC port behind who forwards it. */
export const meetsFrames = (
  { http, grpc, error }: Delivery,
  speech: Speech | null,
  attempts: readonly Attempt[],
): boolean => {
  if (http !== null || grpc !== null || speech?.request === undefined) return false;
  // Who hangs up behind it may do so before or after its first frame was passed on.
  const asSent = attempts.filter(({ kind }) => kind === 'as-sent').map((tried) => tried.error);
  return speech.request === 'http2' || [error, ...asSent].some(isNoHttp1);
};

/** What the proxy says that went wrong, where only its words tell. */
export const saidByProxy = (failed: Delivery): ReturnType<typeof proxyWords> => proxyWords(textOf(failed));

const LENGTH_REQUIRED = 411;

/**
 * Envoy calls what it met a protocol error; a proxy that passes gRPC on in HTTP/1.1 wants a length first, which no gRPC call
 * has.
 */
export const isDowngraded = (failed: Delivery): boolean =>
  saidByProxy(failed) === 'protocol' || failed.http?.status === LENGTH_REQUIRED || isBeyondProxy(failed);

/** A proxy that cannot carry gRPC at all fails at it in whatever words it has. */
const isBeyondProxy = (failed: Delivery): boolean =>
  (failed.http?.status ?? 0) >= 500 && answeringProxy(failed)?.grpc === null;

/** Who answered, as evidence. */
export const proxyEvidence = (proxy: KnownProxy | null): readonly Evidence[] =>
  proxy === null ? [] : [{ label: 'answered by', value: proxy.name }];

const sentence = (text: string): string => `${text}.`;

/** Proxies whose answer to what has no route is empty. */
const WITHOUT_PAGE: readonly string[] = ['Envoy', 'Caddy'];

/** What to look at where a proxy is on the way of a request that has no route, beside what is to be done without one. */
export const routeFixes = (failed: Delivery, others: readonly Fix[]): readonly Fix[] => {
  const proxy = proxyOnTheWay(failed);
  if (proxy === null) return others;
  const said = failed.http?.body ?? failed.grpc?.message ?? '';
  // Go's own words: the receiver was reached, with a path that it has not.
  if (/^404 page not found/.test(said))
    return [
      {
        title: `Let ${proxy.name} take the prefix of the path away`,
        text: `The receiver behind ${proxy.name} says it, not ${proxy.name}: the request is passed on with a path that the receiver does not have. ${sentence(proxy.route)}`,
      },
      ...others,
    ];
  const own = proxy.page.test(said) || (said === '' && WITHOUT_PAGE.includes(proxy.name));
  const who = own
    ? `The answer is that of ${proxy.name}: none of its routes leads on`
    : `${proxy.name} is on the way: it says this itself, or the server that it forwards to`;
  const look: Fix = {
    title: `Look at the routes of ${proxy.name}`,
    text: `${who}. ${sentence(proxy.route)}`,
  };
  return own ? [look, ...others] : [...others, look];
};

/** How this proxy is made to carry gRPC. */
export const carryFix = (proxy: KnownProxy | null): Fix => {
  if (proxy === null)
    return {
      title: 'Make the proxy carry gRPC',
      text: 'nginx: listen with http2 and use grpc_pass; ingress-nginx: annotation nginx.ingress.kubernetes.io/backend-protocol: GRPC; AWS ALB: target group with protocol version GRPC; Envoy: http2_protocol_options on the cluster.',
    };
  return proxy.grpc === null
    ? {
        title: 'Send OTLP over HTTP instead',
        text: `${proxy.name} cannot carry gRPC: send http/protobuf through it.`,
      }
    : { title: `Make ${proxy.name} carry gRPC`, text: sentence(proxy.grpc) };
};

/** What to look at in the configuration of this proxy, when it does not reach the receiver. */
export const upstreamFix = (proxy: KnownProxy | null, grpc: boolean): Fix => {
  if (proxy === null)
    return {
      title: 'Look at what the proxy forwards to',
      text: `Check that the receiver behind the proxy runs and that the proxy forwards to its right host, port and protocol (its error log says which it tried).${grpc ? ` For gRPC it has to take HTTP/2, and to speak HTTP/2 to the receiver as well. ${HTTP2_BY_PROXY}` : ''}`,
    };
  const carries =
    proxy.grpc === null
      ? `${proxy.name} cannot carry gRPC to a receiver: send http/protobuf through it`
      : `For gRPC ${proxy.grpc}`;
  return {
    title: `Look at what ${proxy.name} forwards to`,
    text: [
      `Check that the receiver behind ${proxy.name} runs and that it forwards to its right host, port and protocol.`,
      sentence(proxy.upstream),
      ...(grpc ? [sentence(carries)] : []),
    ].join(' '),
  };
};
