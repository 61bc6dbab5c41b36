import type { KnownProxy } from '../knowledge/proxies.ts';
import type { PortFact, Speech } from '../model/answers.ts';
import type { Delivery } from '../model/facts.ts';
import type { Evidence, Fix } from '../model/finding.ts';
import { httpStatus } from '../model/reading.ts';
import type { Target } from '../model/target.ts';
import { proxyEvidence, proxyInFront, upstreamFix } from './proxy-words.ts';

const wantsLine = (port: PortFact | undefined): boolean => port?.plain.proxyProtocol === true;

/** Frames of HTTP/2 that come before a line of the PROXY protocol that is wanted end the connection, and tell nothing. */
const speaksUnheard = (speech: Speech): boolean => speech.http2 && speech.proxyProtocol === true;

/** How a port ended every connection, or every one with a proper request. */
export const endsBy = (end: 'closed' | 'reset', speech: Speech): boolean => {
  if (speaksUnheard(speech)) return end === 'closed';
  return endsAll(end, speech);
};

const endsAll = (end: 'closed' | 'reset', speech: Speech): boolean =>
  speech.request === undefined
    ? !speech.http1 && !speech.http2 && !speech.banner && speech.end === end
    : speech.request === end || (end === 'closed' && speech.request === 'silent');

/** Whether who hangs up was spoken to in its own way: inside TLS where it speaks TLS. */
export const isHeard = (target: Target, failed: Delivery, port: PortFact, speech: Speech): boolean =>
  port.tls === null || speech.request !== undefined || (target.secure && failed.reach === 'secured');

/** What was said to it. */
export const saidTo = (speech: Speech | null): string =>
  speech?.request === undefined ? 'whatever is said to it' : 'where a proper HTTP request is made';

/** What was seen of who hangs up, beside that. */
export const hangUpEvidence = (port: PortFact | undefined, speech: Speech | null): readonly Evidence[] => [
  ...(wantsLine(port) ? [{ label: 'after a line of the PROXY protocol', value: 'HTTP is answered' }] : []),
  ...(speech?.unasked === 'open' ? [{ label: 'where nothing is said', value: 'stays open' }] : []),
  ...(speech?.request && speech.http1
    ? [
        { label: 'to what is no request', value: httpStatus(speech.http1) },
        ...proxyEvidence(proxyInFront(speech)),
      ]
    : []),
];

/** It answers who speaks no HTTP/1.1, and hangs up on a proper request. */
const fixesOfDrop = (proxy: KnownProxy | null): readonly Fix[] => [
  {
    title: 'Send to the name and the path that it serves',
    text: `The request is dropped by ${proxy?.name ?? 'the server'} itself, or by what it forwards to. Write the host name that it serves into the endpoint, no IP address and no other name (nginx: a default server with \`return 444\` drops all the rest; HAProxy: silent-drop and reject), and look at its log.`,
  },
  upstreamFix(proxy, false),
];

const WITHOUT_LINE: Fix = {
  title: 'Take the PROXY protocol off this port, or connect through the load balancer that speaks it',
  text: 'The port wants a line of the PROXY protocol in front of every connection, which exporters never send: HAProxy `bind ... accept-proxy`, nginx `listen ... proxy_protocol`, Envoy the listener filter proxy_protocol, Traefik proxyProtocol of the entry point. Take it away, or send to the load balancer in front.',
};

const LOOK_BEHIND: Fix = {
  title: 'Look at what the one that ends TLS forwards to',
  text: 'TLS is spoken, and the connection ends as soon as something is asked: who ends TLS does not reach the receiver, or it is not the one that was meant. Check host and port behind it (stunnel: connect; HAProxy: server; nginx stream: proxy_pass; AWS NLB: the health of the target group), and that the receiver behind it expects no TLS of its own.',
};

const SAY_THE_NAME: Fix = {
  title: 'Say what it chooses by',
  text: 'The connection stays open until something is said, so what is there reads the first bytes and refuses them. A router of TLS chooses by the name in the first message: write the name that it serves into the endpoint, no IP address (HAProxy: rules on req.ssl_sni; nginx stream: the map on ssl_preread_server_name; Traefik: HostSNI). Without TLS look at what stands there, and at what it forwards to: its log says why it hangs up.',
};

const LISTEN_ON_ALL: Fix = {
  title: 'Let the receiver listen on all addresses',
  text: 'If the receiver runs in a container: set its endpoints to 0.0.0.0:4317 and 0.0.0.0:4318 (receivers.otlp.protocols.grpc.endpoint and .http.endpoint), then restart it. Otherwise look at what stands in front of it: a proxy that serves other names (write the name into the endpoint, no IP address), or that adds a line of the PROXY protocol which the receiver does not know (HAProxy send-proxy, nginx proxy_protocol on, proxy protocol v2 of an AWS NLB).',
};

/** What to do about a port that takes connections and hangs up. */
export const hangUpFixes = (
  target: Target,
  port: PortFact | undefined,
  speech: Speech | null,
): readonly Fix[] => {
  if (speech?.request) return fixesOfDrop(proxyInFront(speech));
  if (wantsLine(port)) return [WITHOUT_LINE];
  if (target.secure && port?.tls) return [LOOK_BEHIND];
  return target.secure && speech?.unasked === 'open' ? [SAY_THE_NAME] : [LISTEN_ON_ALL];
};
