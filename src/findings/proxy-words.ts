import { identifyProxy, type KnownProxy, proxyWords } from '../knowledge/proxies.ts';
import type { Attempt, Delivery, Speech } from '../model/facts.ts';
import type { Evidence, Fix } from '../model/finding.ts';

const textOf = ({ http, grpc }: Delivery): string => `${http?.body ?? ''} ${grpc?.message ?? ''}`;

/** The proxy that answered in place of the receiver, by its header, its page or its words. */
export const answeringProxy = (failed: Delivery): KnownProxy | null =>
  failed.http?.otlp ? null : identifyProxy(failed.http?.server ?? null, textOf(failed));

/** The proxy that stands in front and hands nothing on: it shows itself to a request that is not to be passed on. */
export const proxyInFront = (speech: Speech | null): KnownProxy | null => {
  const own = speech?.front ?? (speech?.request === undefined ? null : speech.http1);
  return own === null ? null : identifyProxy(own.server, own.body);
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

/** Who answered, as evidence. */
export const proxyEvidence = (proxy: KnownProxy | null): readonly Evidence[] =>
  proxy === null ? [] : [{ label: 'answered by', value: proxy.name }];

const sentence = (text: string): string => `${text}.`;

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
      text: 'Check that the receiver behind the proxy runs and that the proxy forwards to its right host, port and protocol (its error log says which it tried).',
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
