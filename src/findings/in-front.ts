import type { PortFact } from '../model/facts.ts';
import type { Evidence, Fix } from '../model/finding.ts';

const wantsLine = (port: PortFact | undefined): boolean => port?.plain.proxyProtocol === true;

/** What was seen of who hangs up, beside that. */
export const hangUpEvidence = (port: PortFact | undefined): readonly Evidence[] =>
  wantsLine(port) ? [{ label: 'after a line of the PROXY protocol', value: 'HTTP is answered' }] : [];

/** What to do about a port that takes connections and hangs up. */
export const hangUpFixes = (port: PortFact | undefined): readonly Fix[] =>
  wantsLine(port)
    ? [
        {
          title: 'Take the PROXY protocol off this port, or connect through the load balancer that speaks it',
          text: 'The port wants a line of the PROXY protocol in front of every connection, which exporters never send: HAProxy `bind ... accept-proxy`, nginx `listen ... proxy_protocol`, Envoy the listener filter proxy_protocol, Traefik proxyProtocol of the entry point. Take it away, or send to the load balancer in front.',
        },
      ]
    : [
        {
          title: 'Let the receiver listen on all addresses',
          text: 'If the receiver runs in a container: set its endpoints to 0.0.0.0:4317 and 0.0.0.0:4318 (receivers.otlp.protocols.grpc.endpoint and .http.endpoint), then restart it. Otherwise look at what stands in front of it: a proxy that serves other names (write the name into the endpoint, no IP address), or that adds a line of the PROXY protocol which the receiver does not know (HAProxy send-proxy, nginx proxy_protocol on, proxy protocol v2 of an AWS NLB).',
        },
      ];
