import type { Rule } from '../reading.ts';
import { either, placeOf, together, unless } from '../together.ts';
import { CONTAINER, NOTHING_ARRIVES } from './words.ts';

/** The sender is not in the container, or localhost is meant there. */
const ON_HOST =
  /app\w{0,8} (?:is |runs |running )?(?:on|from) (?:the |my )?(?:\w{1,10} )?host|sidecar|hostNetwork|network_mode: ?["']?host|receivers?[.:]\s{0,4}otlp|\b(?:bind|listen)\w{0,4} (?:to|on) (?:localhost|127)/i;

/** The sender is in a container. */
const INSIDE =
  /compose service|service (?:is )?called|(?:inside|within|in|from) (?:the |a |an |its |another |same )?(?:app(?:lication)? )?(?:docker|container|pod)\b|app (?:is )?(?:container|pod)|in another container|inside docker/i;

/** Rules about names, connections, firewalls and proxies. */
export const NETWORK_RULES: readonly Rule[] = [
  {
    code: 'network/container-localhost',
    confidence: 'high',
    why: 'Inside a container localhost is the container itself, not the host and not the Collector',
    find: (reading) => {
      const local = placeOf(reading, /(?<![\w.])(?:localhost|127\.0\.0\.1|\[::1\]|::1)(?::\d{2,5})?/i);
      const inside = placeOf(reading, CONTAINER);
      const failed = placeOf(reading, NOTHING_ARRIVES);
      if (!local || !inside || !failed) return null;
      if (ON_HOST.test(reading.text)) return null;
      return { places: [local, inside], confidence: INSIDE.test(reading.text) ? 'high' : 'medium' };
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
      together(
        /(?:host(?:name)?|endpoint|service)(?: host)? ['"`]?[\w.-]{2,80}['"`]?,? (?:but |while )?(?:the )?(?:compose |k8s |kubernetes )?service (?:is )?(?:named|called)/i,
      ),
      together(
        /dnsPolicy|can(?:not|'t) resolve|could not resolve|not resolv|resolv\.conf|wrong (?:host ?name|service name)|different namespace|other namespace|cross-namespace|svc\.cluster\.local.{0,80}(?:fail|error|not)/i,
      ),
      together(
        /\bdns error\b|ENOTFOUND|EAI_AGAIN|no such host|Name or service not known|NXDOMAIN|name resolution/i,
      ),
    ),
  },
  {
    code: 'network/connect-timeout',
    confidence: 'high',
    why: 'A network policy, firewall or security group drops what is not allowed',
    find: unless(
      /(?:firewall|network ?polic\w{1,3}|security ?groups?) (?:is |are |was |were )?(?:off|disabled|open|allow|fine|not the)|no (?:firewall|network ?polic)/i,
      together(
        /network ?polic(?:y|ies)|security ?groups?|firewall|iptables|\bufw\b|\bNSG\b/i,
        /otlp|431[78]|collector|telemetry|timed? ?out|traces|agent/i,
      ),
    ),
  },
  {
    code: 'network/dns-failure',
    confidence: 'medium',
    why: 'Containers find each other by name only on a network that they share',
    find: together(
      /(?:different|separate|other|own|another) (?:docker |compose |bridge )?networks?\b|not (?:on|in) the same (?:docker |compose )?network|no (?:shared|common) network/i,
      /compose|docker|container/i,
    ),
  },
  {
    code: 'network/connect-timeout',
    confidence: 'medium',
    why: 'Nothing came back when the connection was opened: something on the way drops it',
    explains: ['receiver/timeout', 'receiver/no-response'],
    find: together(
      /connect(?:ion)? timed out|ETIMEDOUT|i\/o timeout|ConnectTimeout|connect timeout|Connection timed out|dial tcp[^\n]{1,120}timeout/i,
    ),
  },
  {
    code: 'network/unreachable',
    confidence: 'high',
    why: 'A network that is marked internal has no way out, neither for names nor for connections',
    find: together(
      /internal:? ?true|internal (?:docker )?network/i,
      /lookup|resolve|server misbehaving|unreachable|timeout|export|queue/i,
    ),
  },
  {
    code: 'network/proxy-intercepts',
    confidence: 'high',
    why: 'A proxy is set, and this exporter sends through it what should go direct, or cannot work through it',
    find: unless(
      /reverse[- ]proxy|HTTPS?_PROXY (?:is )?(?:ignored|not (?:used|honou?red|respected))/i,
      together(
        /\b(?:https?|all|grpc|no)_proxy\b|corporate proxy|forward proxy|system proxy/i,
        /unavailable|subchannel|(?:via|to|through) (?:the |a |our )?(?:corporate )?proxy|proxy although|\b407\b|\bNO_PROXY|\b50[234]\b|CONNECT\b/i,
      ),
    ),
  },
  {
    code: 'network/proxy-ignored',
    confidence: 'medium',
    why: 'A proxy is set, and this SDK does not use it',
    find: together(
      /\bhttps?_proxy\b|\bproxy\b/i,
      /(?:ignor\w{1,3}|does not (?:use|honou?r|respect|support)|not (?:used|honou?red|respected|supported))[^\n]{0,60}(?:proxy)?|bypass(?:es|ed)? the proxy/i,
    ),
  },
  {
    code: 'network/connection-refused',
    confidence: 'medium',
    why: 'Nothing listens there: the receiver is not running yet, or its OTLP port is not enabled',
    find: either(
      together(
        /(?:without|no|missing) depends_on|not (?:yet )?(?:started|running|ready|up)|start(?:s|ed)? before|profile starting|otlp[- ]write[- ]receiver|web\.enable-otlp|COLLECTOR_OTLP_ENABLED|otlp (?:receiver )?(?:is )?(?:off|disabled|not enabled)/i,
        /otlp|jaeger|collector|prometheus|export/i,
      ),
    ),
  },
  {
    code: 'network/address-family',
    confidence: 'medium',
    why: 'localhost leads to IPv6 first, and the receiver listens on IPv4 only',
    find: together(
      /ECONNREFUSED ::1|\[::1\]:\d+|\bipv6\b/i,
      /refused|listen|0\.0\.0\.0|127\.0\.0\.1|ipv4|node/i,
    ),
  },
];
