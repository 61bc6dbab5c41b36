import type { Sign } from './sign.ts';

/** Facts of names, filters and ports between sender and receiver. */
export const NETWORK_SIGNS = [
  {
    fact: 'docker-host-name',
    layer: 'network',
    sayer: 'file',
    pattern: /host\.docker\.internal/i,
    source: 'Docker Desktop 4, networking; Docker 20.10 host-gateway',
  },
  {
    fact: 'on-linux-or-unresolved',
    layer: 'network',
    sayer: 'person',
    pattern: /linux|no such host|resolve|not known/i,
    source: 'Docker 27, extra_hosts',
  },
  {
    fact: 'names-differ',
    layer: 'network',
    sayer: 'person',
    pattern:
      /(?:host(?:name)?|endpoint|service)(?: host)? ['"`]?[\w.-]{2,80}['"`]?,? (?:but |while )?(?:the )?(?:compose |k8s |kubernetes )?service (?:is )?(?:named|called)/i,
    source: 'Docker 27, Compose networking: services are found by their names',
  },
  {
    fact: 'name-unresolved',
    layer: 'network',
    sayer: 'person',
    pattern:
      /dnsPolicy|can(?:not|'t) resolve|could not resolve|not resolv|resolv\.conf|wrong (?:host ?name|service name)|different namespace|other namespace|cross-namespace|svc\.cluster\.local.{0,80}(?:fail|error|not)|\bdns error\b|ENOTFOUND|EAI_AGAIN|no such host|Name or service not known|NXDOMAIN|name resolution/i,
    source: 'Kubernetes 1.31, DNS for services and pods; glibc gai_strerror',
  },
  {
    fact: 'networks-apart',
    layer: 'network',
    sayer: 'person',
    pattern:
      /(?:different|separate|other|own|another) (?:docker |compose |bridge )?networks?\b|not (?:on|in) the same (?:docker |compose )?network|no (?:shared|common) network/i,
    source: 'Docker 27, bridge network driver',
  },
  {
    fact: 'network-without-way-out',
    layer: 'network',
    sayer: 'file',
    pattern: /internal:? ?true|internal (?:docker )?network/i,
    source: 'Compose specification, networks: internal',
  },
  {
    fact: 'reached-nothing-outside',
    layer: 'outcome',
    sayer: 'program',
    pattern: /lookup|resolve|server misbehaving|unreachable|timeout|export|queue/i,
    source: 'Docker 27, embedded DNS server',
  },
  {
    fact: 'filter-named',
    layer: 'network',
    sayer: 'person',
    pattern: /network ?polic(?:y|ies)|security ?groups?|firewall|iptables|\bufw\b|\bNSG\b/i,
    source: 'Kubernetes 1.31, network policies; Amazon VPC, security groups',
  },
  {
    fact: 'filter-open',
    layer: 'network',
    sayer: 'person',
    pattern:
      /(?:firewall|network ?polic\w{1,3}|security ?groups?) (?:is |are |was |were )?(?:off|disabled|open|allow|fine|not the)|no (?:firewall|network ?polic)/i,
    source: 'Kubernetes 1.31, network policies',
  },
  {
    fact: 'telemetry-or-timeout',
    layer: 'outcome',
    sayer: 'person',
    pattern: /otlp|431[78]|collector|telemetry|timed? ?out|traces|agent/i,
    source: 'IANA service names: 4317, 4318',
  },
  {
    fact: 'connect-timed-out',
    layer: 'network',
    sayer: 'program',
    pattern:
      /connect(?:ion)? timed out|ETIMEDOUT|i\/o timeout|ConnectTimeout(?:Error|Exception)?\b|connect timeout|Connection timed out|dial tcp[^\n]{1,120}timeout/i,
    source: 'Go 1.24 net; glibc errno; requests 2.32 exceptions.py',
  },
  {
    fact: 'not-started-yet',
    layer: 'deployment',
    sayer: 'person',
    pattern:
      /(?:without|no|missing) depends_on|not (?:yet )?(?:started|running|ready|up)|start(?:s|ed)? before|profile starting|otlp[- ]write[- ]receiver|web\.enable-otlp|COLLECTOR_OTLP_ENABLED|otlp (?:receiver )?(?:is )?(?:off|disabled|not enabled)/i,
    source:
      'Compose specification, depends_on; Jaeger 1.35, COLLECTOR_OTLP_ENABLED; Prometheus 2.47 OTLP receiver',
  },
  {
    fact: 'receives-otlp',
    layer: 'collector',
    sayer: 'person',
    pattern: /otlp|jaeger|collector|prometheus|export/i,
    source: 'opentelemetry.io, vendors and integrations',
  },
  {
    fact: 'ipv6-tried',
    layer: 'network',
    sayer: 'program',
    pattern: /ECONNREFUSED ::1|\[::1\]:\d+|\bipv6\b/i,
    source: 'Node.js 20 dns, order of addresses',
  },
  {
    fact: 'ipv4-only',
    layer: 'network',
    sayer: 'person',
    pattern: /listen|0\.0\.0\.0|127\.0\.0\.1|ipv4|node/i,
    source: 'Node.js 20 dns, order of addresses',
  },
  {
    fact: 'injected',
    layer: 'deployment',
    sayer: 'file',
    pattern: /Instrumentation\b|operator|inject/,
    source: 'opentelemetry-operator 0.1xx, auto-instrumentation injection',
  },
  {
    fact: 'grpc-asked',
    layer: 'settings',
    sayer: 'file',
    pattern: /PROTOCOL["']?\s{0,2}[=:]\s{0,2}["']?grpc|protocol.{0,4}grpc/i,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md',
  },
  {
    fact: 'endpoint-not-set',
    layer: 'settings',
    sayer: 'person',
    pattern: /no endpoint|without (?:an )?endpoint|default endpoint|endpoint (?:is )?(?:unset|not set)/i,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md',
  },
  {
    fact: 'port-of-grpc',
    layer: 'settings',
    sayer: 'file',
    pattern: /:4317\b/,
    source: 'IANA service names: 4317 is otlp over gRPC',
  },
  {
    fact: 'sdk-upgraded',
    layer: 'process',
    sayer: 'person',
    pattern: /upgrad|updat|bump|2\.0\b|no protocol|default protocol|migrat/i,
    source: 'opentelemetry-java-instrumentation 2.0 release notes: http/protobuf by default',
  },
  {
    fact: 'default-changed-there',
    layer: 'process',
    sayer: 'person',
    pattern: /\bjava|agent|spring|\.NET|dotnet/i,
    source: 'opentelemetry-java-instrumentation 2.0 release notes: http/protobuf by default',
  },
  {
    fact: 'http-sent-to-grpc',
    layer: 'settings',
    sayer: 'person',
    pattern:
      /(?:https?(?: exporter)?|traces?|otlp\/http|spans)[^.\n]{0,60}(?:to|at|against|pointed at|on)(?: the| its| a)? (?:grpc|4317)(?: port| endpoint| receiver)|http\/protobuf[^\n]{0,120}:4317\b/i,
    source: 'OpenTelemetry specification 1.40, protocol/otlp.md, default ports',
  },
  {
    fact: 'grpc-sent-to-http',
    layer: 'settings',
    sayer: 'person',
    pattern:
      /grpc(?: exporter)?[^.\n]{0,60}(?:to|at|against|pointed at|on)(?: the| its| a)? (?:https?|4318)(?: port| endpoint| receiver)|protocol[=: "']{1,4}grpc\b[^\n]{0,120}:4318\b/i,
    source: 'OpenTelemetry specification 1.40, protocol/otlp.md, default ports',
  },
  {
    fact: 'port-of-jaeger-or-zipkin',
    layer: 'settings',
    sayer: 'file',
    pattern: /(?:(?<!(?:^|[\s"'])\d{2,5}):|port )(?:14250|14268|6831|6832|9411|16686)\b/,
    source: 'Jaeger 1.x, deployment: ports; Zipkin, 9411',
  },
  {
    fact: 'exporter-of-jaeger',
    layer: 'process',
    sayer: 'file',
    pattern: /jaeger\.(?:thrift|proto)|exporter\.jaeger|zipkin[.:\s]{1,12}(?:tracing|endpoint|export)/i,
    source: 'opentelemetry-java 1.34, exporters/jaeger; Spring Boot 3, management.zipkin',
  },
  {
    fact: 'otlp-named',
    layer: 'process',
    sayer: 'person',
    pattern: /otlp/i,
    source: 'OpenTelemetry specification 1.40, protocol/otlp.md',
  },
  {
    fact: 'port-of-others',
    layer: 'settings',
    sayer: 'file',
    pattern: /(?:(?<!(?:^|[\s"'])\d{2,5}):|port )(?:55678|5568[01]|3100|3200|9090|8888|13133)\b/,
    source:
      'opentelemetry-collector CHANGELOG 0.32: 55680 and 55681 left; Loki 3100, Tempo 3200, Prometheus 9090',
  },
] as const satisfies readonly Sign[];
