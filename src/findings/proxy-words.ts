import { identifyProxy, type KnownProxy, proxyWords } from '../knowledge/proxies.ts';
import type { Delivery } from '../model/facts.ts';
import type { Evidence, Fix } from '../model/finding.ts';

const textOf = ({ http, grpc }: Delivery): string => `${http?.body ?? ''} ${grpc?.message ?? ''}`;

/** The proxy that answered in place of the receiver, by its header, its page or its words. */
export const answeringProxy = (failed: Delivery): KnownProxy | null =>
  failed.http?.otlp ? null : identifyProxy(failed.http?.server ?? null, textOf(failed));

/** What the proxy says that went wrong, where only its words tell. */
export const saidByProxy = (failed: Delivery): ReturnType<typeof proxyWords> => proxyWords(textOf(failed));

/** Who answered, as evidence. */
export const proxyEvidence = (proxy: KnownProxy | null): readonly Evidence[] =>
  proxy === null ? [] : [{ label: 'answered by', value: proxy.name }];

const sentence = (text: string): string => `${text}.`;

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
    ].join('\n'),
  };
};
