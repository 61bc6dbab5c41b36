import type { Sign } from './sign.ts';

/** Facts of where sender and receiver run, and which ports are published. */
export const DEPLOYMENT_SIGNS = [
  {
    fact: 'containers',
    layer: 'deployment',
    sayer: 'person',
    pattern: /\bdocker|compose\b|container|\bpods?\b|kubernetes|\bk8s\b|sidecar|\bECS\b|\bhelm\b|podman/i,
    source: 'Docker 27, networking overview; Kubernetes 1.31, cluster networking',
  },
  {
    fact: 'image-changed',
    layer: 'deployment',
    sayer: 'person',
    pattern: /\bimage\b|0\.(?:10[4-9]|1[1-9]\d)|latest|upgrad|bump/i,
    source: 'opentelemetry-collector 0.104 CHANGELOG, component.UseLocalHostAsDefaultHost',
  },
  {
    fact: 'sender-inside',
    layer: 'deployment',
    sayer: 'person',
    pattern:
      /compose service|service (?:is )?called|(?:inside|within|in|from) (?:the |a |an |its |another |same )?(?:app(?:lication)? )?(?:docker|container|pod)\b|app (?:is )?(?:container|pod)|in another container|inside docker|docker-?compose[^\n]{0,30} with (?:an? )?app\b/i,
    source: 'Docker 27, networking overview; Kubernetes 1.31, pods',
  },
  {
    fact: 'sender-outside',
    layer: 'deployment',
    sayer: 'person',
    pattern:
      /app\w{0,8} (?:is |runs |running )?(?:on|from) (?:the |my )?(?:\w{1,10} )?host|sidecar|hostNetwork|network_mode: ?["']?host|receivers?[.:]\s{0,4}otlp|\b(?:bind|listen)\w{0,4} (?:to|on) (?:localhost|127)/i,
    source: 'Docker 27, host network driver; Kubernetes 1.31, hostNetwork',
  },
  {
    fact: 'localhost-named',
    layer: 'deployment',
    sayer: 'person',
    pattern: /(?<![\w.])(?:localhost|127\.0\.0\.1|\[::1\]|::1)(?::\d{2,5})?/i,
    source: 'RFC 6761 section 6.3',
  },
  {
    fact: 'bare-receiver',
    layer: 'collector',
    sayer: 'file',
    pattern:
      /otlp:?\s{0,6}protocols:?\s{0,6}\{?\s{0,12}(?:grpc|http):?\s{0,12}(?:,|\{\}|http|grpc|\}|$|processors|exporters|with|and|null|~)|protocols[^\n]{0,40}(?:no|without)(?: an?| explicit)* endpoint|without (?:an )?(?:explicit )?endpoint|no explicit endpoint|bare (?:'|")?otlp/im,
    source: 'opentelemetry-collector 0.104 otlpreceiver factory.go, createDefaultConfig',
  },
  {
    fact: 'receiver-on-localhost',
    layer: 'collector',
    sayer: 'program',
    pattern:
      /Starting (?:GRPC|HTTP) server.{0,60}endpoint[": \\]{1,8}(?:localhost|127\.0\.0\.1)|receivers?[^\n]{0,80}(?:localhost|127\.0\.0\.1):431[78]|(?:bind|bound|listen)\w{0,5} (?:only )?(?:to|on) (?:localhost|127\.0\.0\.1|loopback)/i,
    source: 'opentelemetry-collector 0.158 otlpreceiver otlp.go, startGRPCServer',
  },
  {
    fact: 'receiving-program',
    layer: 'collector',
    sayer: 'person',
    pattern: /collector|otelcol|otel-lgtm|lgtm|jaeger|tempo|alloy|receiver/i,
    source: 'opentelemetry.io, vendors and integrations',
  },
  {
    fact: 'version-since-loopback',
    layer: 'collector',
    sayer: 'person',
    pattern: /v?0\.10[4-9]\b/i,
    source: 'opentelemetry-collector 0.104 CHANGELOG, component.UseLocalHostAsDefaultHost',
  },
  {
    fact: 'port-published',
    layer: 'deployment',
    sayer: 'file',
    pattern: /-p 431[78]:431[78]|ports? (?:is |are )?published|431[78]:431[78]|port-forward/i,
    source: 'Docker 27, port publishing; Kubernetes 1.31, kubectl port-forward',
  },
  {
    fact: 'accepted-and-closed',
    layer: 'outcome',
    sayer: 'program',
    pattern: /empty reply|connection reset by peer|unexpected EOF|socket hang up|\(52\)|\(56\)/i,
    source: 'docker-proxy of Docker 27; curl 8 strerror.c',
  },
  {
    fact: 'port-not-published',
    layer: 'deployment',
    sayer: 'person',
    pattern:
      /docker run[^\n]{0,200}without -p|without -p|(?:ports?|431[78]) (?:(?:is|are|was|were) )?(?:not|never|n't) (?:published|exposed|mapped)|ports?[^.\n]{0,40}(?:do|does)(?: not|n't) include|had to (?:expose|publish|map)|(?:expose|publish|map)(?:ing)? (?:the )?port 431[78]|not published|unpublished|(?:does not|doesn't|forgot to|not) (?:publish|expose|map)\w{0,3}[^\n]{0,40}(?:431[78]|ports?)|missing (?:port mapping|-p|ports:)|no ports: (?:section|mapping)/i,
    source: 'Docker 27, port publishing',
  },
  {
    fact: 'receiver-started-by-hand',
    layer: 'deployment',
    sayer: 'file',
    pattern: /docker run[^\n]{0,400}(?:jaeger|collector|otel|tempo|lgtm)/i,
    source: 'Docker 27, docker run',
  },
  {
    fact: 'some-port-published',
    layer: 'deployment',
    sayer: 'file',
    pattern: /-p \d/,
    source: 'Docker 27, docker run',
  },
  {
    fact: 'otlp-port-published',
    layer: 'deployment',
    sayer: 'file',
    pattern: /431[78]:431[78]|--network[ =]host|-P\b/,
    source: 'Docker 27, docker run',
  },
] as const satisfies readonly Sign[];
