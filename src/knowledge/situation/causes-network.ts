import type { PossibleCause } from './possible-cause.ts';

const LOOPBACK =
  'Since Collector 0.104 a receiver without an endpoint listens on localhost only, which nobody outside of its container reaches';

/** The Collector and its container. */
export const COLLECTOR_CAUSES: readonly PossibleCause[] = [
  {
    code: 'pipeline/receiver-bound-to-loopback',
    weight: 'strong',
    why: LOOPBACK,
    facts: ['receiver-on-localhost', 'containers'],
  },
  {
    code: 'pipeline/receiver-bound-to-loopback',
    weight: 'strong',
    why: LOOPBACK,
    facts: ['bare-receiver', 'nothing-arrives'],
  },
  {
    code: 'pipeline/receiver-bound-to-loopback',
    weight: 'strong',
    why: LOOPBACK,
    facts: ['bare-receiver', 'image-changed'],
  },
  {
    code: 'pipeline/receiver-bound-to-loopback',
    weight: 'fair',
    why: LOOPBACK,
    facts: ['bare-receiver', 'containers'],
  },
  {
    code: 'pipeline/receiver-bound-to-loopback',
    weight: 'fair',
    why: LOOPBACK,
    facts: ['receiving-program', 'version-since-loopback', 'nothing-arrives'],
  },
  {
    code: 'pipeline/receiver-bound-to-loopback',
    weight: 'fair',
    why: LOOPBACK,
    facts: ['receiving-program', 'receiver-on-localhost', 'nothing-arrives'],
  },
  {
    code: 'pipeline/receiver-bound-to-loopback',
    weight: 'fair',
    why: 'The port is published and the connection closed at once: nothing listens on it inside of the container, or on localhost alone',
    facts: ['receiving-program', 'port-published', 'accepted-and-closed'],
  },
  {
    code: 'pipeline/port-not-published',
    weight: 'strong',
    why: 'The container runs without its OTLP ports being published, so nothing outside of it reaches them',
    facts: ['port-not-published'],
  },
  {
    code: 'pipeline/port-not-published',
    weight: 'strong',
    why: 'The container runs without its OTLP ports being published, so nothing outside of it reaches them',
    facts: ['receiver-started-by-hand', 'some-port-published', 'nothing-arrives'],
    without: ['otlp-port-published'],
  },
  {
    code: 'pipeline/signal-missing',
    weight: 'strong',
    why: 'The Collector has a receiver for it, and no pipeline of this signal',
    facts: ['one-pipeline'],
  },
  {
    code: 'pipeline/receiver-unused',
    weight: 'fair',
    why: 'A receiver or exporter is defined and stands in no pipeline',
    facts: ['in-no-pipeline'],
  },
  {
    code: 'pipeline/exporter-misconfigured',
    weight: 'fair',
    why: 'The exporter of the Collector only writes to its log',
    facts: ['only-to-log', 'nothing-arrives'],
  },
  {
    code: 'pipeline/exporter-failing',
    weight: 'fair',
    why: 'The next hop of the Collector fails, and its queue fills',
    facts: ['queue-full'],
  },
];

/** Names, connections, filters and proxies. */
export const NETWORK_CAUSES: readonly PossibleCause[] = [
  {
    code: 'network/container-localhost',
    weight: 'strong',
    why: 'Inside a container localhost is the container itself, not the host and not the Collector',
    facts: ['localhost-named', 'sender-inside', 'nothing-arrives'],
    without: ['sender-outside'],
  },
  {
    code: 'network/container-localhost',
    weight: 'fair',
    why: 'Inside a container localhost is the container itself, not the host and not the Collector',
    facts: ['localhost-named', 'containers', 'nothing-arrives'],
    without: ['sender-outside'],
  },
  {
    code: 'network/dns-failure',
    weight: 'strong',
    why: 'host.docker.internal exists on Docker Desktop only, unless extra_hosts gives it to the container',
    facts: ['docker-host-name', 'on-linux-or-unresolved'],
  },
  {
    code: 'network/dns-failure',
    weight: 'fair',
    why: 'host.docker.internal exists on Docker Desktop only, unless extra_hosts gives it to the container',
    facts: ['docker-host-name'],
  },
  {
    code: 'network/dns-failure',
    weight: 'fair',
    why: 'The name of the endpoint is not that of the service',
    facts: ['names-differ'],
  },
  {
    code: 'network/dns-failure',
    weight: 'fair',
    why: 'The name of the endpoint is not one that exists there: names of services and their namespaces have to match',
    facts: ['name-unresolved'],
  },
  {
    code: 'network/dns-failure',
    weight: 'fair',
    why: 'Containers find each other by name only on a network that they share',
    facts: ['networks-apart', 'containers'],
  },
  {
    code: 'network/connect-timeout',
    weight: 'strong',
    why: 'A network policy, firewall or security group drops what is not allowed',
    facts: ['filter-named', 'telemetry-or-timeout'],
    without: ['filter-open'],
  },
  {
    code: 'network/connect-timeout',
    weight: 'fair',
    why: 'Nothing came back when the connection was opened: something on the way drops it',
    facts: ['connect-timed-out'],
  },
  {
    code: 'network/unreachable',
    weight: 'strong',
    why: 'A network that is marked internal has no way out, neither for names nor for connections',
    facts: ['network-without-way-out', 'reached-nothing-outside'],
  },
  {
    code: 'network/proxy-intercepts',
    weight: 'strong',
    why: 'A proxy is set, and this exporter sends through it what should go direct, or cannot work through it',
    facts: ['proxy-set', 'proxy-in-between'],
    without: ['proxy-of-receiver', 'proxy-not-used'],
  },
  {
    code: 'network/proxy-ignored',
    weight: 'fair',
    why: 'A proxy is set, and this SDK does not use it',
    facts: ['proxy-set', 'proxy-not-used'],
  },
  {
    code: 'network/connection-refused',
    weight: 'fair',
    why: 'Nothing listens there: the receiver is not running yet, or its OTLP port is not enabled',
    facts: ['not-started-yet', 'receives-otlp'],
  },
  {
    code: 'network/address-family',
    weight: 'fair',
    why: 'localhost leads to IPv6 first, and the receiver listens on IPv4 only',
    facts: ['ipv6-tried', 'ipv4-only'],
  },
];
