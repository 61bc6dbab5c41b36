import { isLocal } from '../address.ts';
import type { Reading, Rule } from '../reading.ts';
import { either, placeOf, together, unless } from '../together.ts';

const CONTAINER = /\bdocker|compose\b|container|\bpods?\b|kubernetes|\bk8s\b|\bcompose service|sidecar|devcontainer|\bECS\b/i;
const FAILED = /refused|UNAVAILABLE|ECONNREFUSED|failed to (?:connect|export|create|configure)|cannot connect|can't connect|could not connect|no traces|not? (?:receiv|arriv|reach)|unable to|localhost/i;

const localSender = (reading: Reading): boolean =>
  reading.endpoints.some(({ host, use }) => isLocal(host) && use !== 'receiver');

/** Rules about names, connections, firewalls and proxies. */
export const NETWORK_RULES: readonly Rule[] = [
  {
    code: 'network/container-localhost',
    confidence: 'high',
    why: 'Inside a container localhost is the container itself, not the host and not the Collector',
    find: (reading) => {
      const local = placeOf(reading, /(?<![\w.])(?:localhost|127\.0\.0\.1|\[::1\]|::1)(?::\d{2,5})?/i);
      const inside = placeOf(reading, CONTAINER);
      const failed = placeOf(reading, FAILED);
      if (!local || !inside || !failed) return null;
      const onHost = /app(?:lication)? (?:is |runs )?(?:on|from) (?:the |my )?host|sidecar|hostNetwork|network_mode: ?["']?host|-p \d|publish|receivers?[.:]/i.test(reading.text);
      if (onHost) return null;
      return { places: [local, inside], confidence: localSender(reading) || /compose service|service is called|inside (?:the |a |its )?(?:container|pod)|same compose|in (?:a )?docker/i.test(reading.text) ? 'high' : 'medium' };
    },
  },
  {
    code: 'network/dns-failure',
    confidence: 'high',
    why: 'host.docker.internal exists on Docker Desktop only, unless extra_hosts gives it to the container',
    find: together(/host\.docker\.internal/i, /linux|no such host|resolve|not known/i),
  },
  {
    code: 'network/dns-failure',
    confidence: 'medium',
    why: 'host.docker.internal exists on Docker Desktop only, unless extra_hosts gives it to the container',
    find: together(/host\.docker\.internal/i),
  },
  {
    code: 'network/dns-failure',
    confidence: 'medium',
    why: 'The name of the endpoint is not one that exists there: names of services and their namespaces have to match',
    find: either(
      together(/(?:host(?:name)?|endpoint|service)(?: host)? ['"`]?[\w.-]{2,80}['"`]?,? (?:but |while )?(?:the )?(?:compose |k8s |kubernetes )?service (?:is )?(?:named|called)/i),
      together(/dnsPolicy|can(?:not|'t) resolve|could not resolve|not resolv|resolv\.conf|wrong (?:host ?name|service name)|different namespace|other namespace|cross-namespace|svc\.cluster\.local.{0,80}(?:fail|error|not)/i),
      together(/\bdns error\b|ENOTFOUND|EAI_AGAIN|no such host|Name or service not known|NXDOMAIN|name resolution/i),
    ),
  },
  {
    code: 'network/connect-timeout',
    confidence: 'high',
    why: 'A network policy, firewall or security group drops what is not allowed',
    find: together(/network ?polic(?:y|ies)|security ?groups?|firewall|iptables|\bufw\b|\bNSG\b|egress|ingress rule/i, /otlp|431[78]|collector|telemetry|timed? ?out|traces|agent/i),
  },
  {
    code: 'network/connect-timeout',
    confidence: 'medium',
    why: 'Nothing came back when the connection was opened: something on the way drops it',
    find: together(/connect(?:ion)? timed out|ETIMEDOUT|i\/o timeout|ConnectTimeout|connect timeout|Connection timed out|dial tcp[^\n]{1,120}timeout/i),
  },
  {
    code: 'network/unreachable',
    confidence: 'high',
    why: 'A network that is marked internal has no way out, neither for names nor for connections',
    find: together(/internal:? ?true|internal (?:docker )?network/i, /lookup|resolve|server misbehaving|unreachable|timeout|export|queue/i),
  },
  {
    code: 'network/proxy-intercepts',
    confidence: 'high',
    why: 'A proxy is set, and this exporter sends through it what should go direct, or cannot work through it',
    find: unless(
      /reverse[- ]proxy|HTTPS?_PROXY (?:is )?(?:ignored|not (?:used|honou?red|respected))/i,
      together(/\b(?:https?|all|grpc|no)_proxy\b|corporate proxy|forward proxy|system proxy/i, /unavailable|subchannel|proxy although|through the proxy|goes to the proxy|407|refused|fail|NO_PROXY|timeout|50[234]|CONNECT/i),
    ),
  },
  {
    code: 'network/proxy-ignored',
    confidence: 'medium',
    why: 'A proxy is set, and this SDK does not use it',
    find: together(/\bhttps?_proxy\b|\bproxy\b/i, /(?:ignor\w{1,3}|does not (?:use|honou?r|respect|support)|not (?:used|honou?red|respected|supported))[^\n]{0,60}(?:proxy)?|bypass(?:es|ed)? the proxy/i),
  },
  {
    code: 'network/connection-refused',
    confidence: 'medium',
    why: 'Nothing listens there: the receiver is not running yet, or its OTLP port is not enabled',
    find: either(
      together(/depends_on|not (?:yet )?(?:started|running|ready|up)|start(?:s|ed)? before|profile|otlp[- ]write[- ]receiver|web\.enable-otlp|COLLECTOR_OTLP_ENABLED|otlp (?:receiver )?(?:is )?(?:off|disabled|not enabled)/i, /otlp|jaeger|collector|prometheus|export/i),
    ),
  },
  {
    code: 'network/connection-reset',
    confidence: 'medium',
    why: 'The connection was taken and cut before any answer',
    find: together(/ECONNRESET|connection reset|GOAWAY|RST_STREAM|idle timeout|keepalive|too_many_pings/i),
  },
  {
    code: 'network/address-family',
    confidence: 'medium',
    why: 'localhost leads to IPv6 first, and the receiver listens on IPv4 only',
    find: together(/ECONNREFUSED ::1|\[::1\]:\d+|\bipv6\b/i, /refused|listen|0\.0\.0\.0|127\.0\.0\.1|ipv4|node/i),
  },
];
