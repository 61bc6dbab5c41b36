import type { Sign } from './sign.ts';

/** Facts of answers, and of what became of the telemetry. */
export const ANSWER_SIGNS = [
  {
    fact: 'http2-not-offered',
    layer: 'proxy',
    sayer: 'person',
    pattern: /\bALPN\b[^\n]{0,80}(?:none|missing|no h2|not offer|policy|without|property|negotiat)/i,
    source: 'RFC 7301; Elastic Load Balancing, ALPN policies',
  },
  {
    fact: 'grpc-named',
    layer: 'process',
    sayer: 'person',
    pattern: /grpc|4317/i,
    source: 'OpenTelemetry specification 1.40, protocol/otlp.md',
  },
  {
    fact: 'front-without-http2',
    layer: 'proxy',
    sayer: 'person',
    pattern:
      /(?:application gateway|app gateway|\bappgw\b|app service|azure container apps?|heroku|cloudflare|api gateway|\bELB\b|classic load balancer)/i,
    source: 'Azure Application Gateway, Heroku router, Elastic Load Balancing: supported protocols',
  },
  {
    fact: 'front-that-may',
    layer: 'proxy',
    sayer: 'person',
    pattern:
      /\b(?:ingress|nginx|traefik|\bALB\b|load balancer|haproxy|envoy|istio|caddy|reverse proxy|route|mesh|linkerd)\b/i,
    source: 'nginx ngx_http_grpc_module; Traefik 3, h2c; Istio 1.2x, protocol selection',
  },
  {
    fact: 'front-fails',
    layer: 'outcome',
    sayer: 'program',
    pattern:
      /\b(?:464|502|503|UNAVAILABLE|EOF|http2|http\/2|trailers?|not received|no (?:data|traces|metrics))\b/i,
    source: 'Elastic Load Balancing, HTTP 464; RFC 9113',
  },
  {
    fact: 'front-fails-otherwise',
    layer: 'outcome',
    sayer: 'program',
    pattern:
      /cors|preflight|health|refused|no such host|not known|certificate|handshake|\b(?:404|413|401|403)\b/i,
    source: 'RFC 9110 section 15',
  },
  {
    fact: 'port-naming',
    layer: 'proxy',
    sayer: 'person',
    pattern: /port name|appProtocol|(?:port|service) nam(?:e|ing)|backend-protocol|protocol selection/i,
    source: 'Istio 1.2x, protocol selection; Kubernetes 1.31, appProtocol',
  },
  {
    fact: 'trailers-lost',
    layer: 'answer',
    sayer: 'program',
    pattern:
      /missing trailers?|trailers? (?:are |were )?(?:missing|stripped|lost)|Received RST_STREAM|grpc-status (?:header )?missing|unexpected HTTP status code received from server: (?:464|502|400)/i,
    source: 'grpc-go 1.67 internal/transport/http2_client.go; grpc-js 1.10 subchannel-call.ts',
  },
  {
    fact: 'type-refused',
    layer: 'answer',
    sayer: 'person',
    pattern: /\b415\b|unsupported media type|unsupported content[- ]type|Invalid content type/i,
    source: 'RFC 9110 section 15.5.16',
  },
  {
    fact: 'json-sent',
    layer: 'settings',
    sayer: 'person',
    pattern: /json|exporter-(?:trace|metrics|logs)-otlp-http/i,
    source: 'opentelemetry-js 0.223 exporter-trace-otlp-http: JSON',
  },
  {
    fact: 'protobuf-wanted',
    layer: 'answer',
    sayer: 'person',
    pattern:
      /protobuf only|(?:only|just) (?:accepts?|supports?|takes?|parses?) protobuf|illegal (?:wireType|tag)|invalid wire|failed to (?:parse|unmarshal|decode) (?:protobuf|proto)|proto: cannot parse/i,
    source: 'google.golang.org/protobuf 1.36 impl; protobufjs 7 reader.js',
  },
  {
    fact: 'body-compressed',
    layer: 'settings',
    sayer: 'person',
    pattern: /gzip|Content-Encoding|(?<!de)compress(?:ion|ed)\b/i,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md, compression',
  },
  {
    fact: 'body-unread',
    layer: 'answer',
    sayer: 'person',
    pattern:
      /\b(?:400|415)\b|unexpected (?:token|character|byte)|cannot (?:parse|decode)|0x1f|\\x1f|(?:compression|encoding|gzip|zstd)[^\n]{0,30}(?:unsupported|not supported)|malformed/i,
    source: 'RFC 9110 section 8.4; RFC 1952 section 2.3.1, magic 1f 8b',
  },
  {
    fact: 'web-page',
    layer: 'answer',
    sayer: 'person',
    pattern:
      /text\/html|<!doctype html|<html|index\.html|\bSPA\b|site root|web ui|\bUI (?:port|opens)|root url|base (?:url|endpoint)/i,
    source: 'OpenTelemetry specification 1.40, protocol/otlp.md, response',
  },
  {
    fact: 'success-said',
    layer: 'outcome',
    sayer: 'person',
    pattern: /\b200\b|success/i,
    source: 'RFC 9110 section 15.3.1',
  },
  {
    fact: 'too-large-said',
    layer: 'answer',
    sayer: 'person',
    pattern:
      /\b413\b|exceeds the (?:maximum|limit)|max_recv_msg_size|too large \(|stream was reset: NO_ERROR/i,
    source:
      'RFC 9110 section 15.5.14; OkHttp 4 http2/StreamResetException: a server that answered before the body was sent',
  },
  {
    fact: 'large-body',
    layer: 'settings',
    sayer: 'person',
    pattern:
      /(?:large|huge|big|oversi[sz]ed)\s(?:payload|batch|export|message|request|metric|span)s?|\b[4-9]\s?Mi?B\b/i,
    source: 'grpc-go 1.67 server.go, defaultServerMaxReceiveMessageSize',
  },
  {
    fact: 'breaks-off',
    layer: 'outcome',
    sayer: 'person',
    pattern: /fail|reset|reject|error|EXHAUSTED|drop/i,
    source: 'grpc-go 1.67 rpc_util.go',
  },
  {
    fact: 'vanishes',
    layer: 'outcome',
    sayer: 'person',
    pattern: /traces? (?:vanish|disappear)|vanish|silently (?:dropped|lost|discarded)/i,
    source: 'OpenTelemetry specification 1.40, protocol/otlp.md, partial success',
  },
  {
    fact: 'no-error-seen',
    layer: 'outcome',
    sayer: 'person',
    pattern: /no (?:client )?(?:error|exception)/i,
    source: 'OpenTelemetry specification 1.40, protocol/otlp.md, partial success',
  },
  {
    fact: 'posted-without-path',
    layer: 'answer',
    sayer: 'program',
    pattern:
      /POST \/(?:api\/[\w-]{1,60})?\/?(?: HTTP\/1\.1)?"?\s{0,3}(?:404|405)|(?:for url|failed to send to|POST) \(?https?:\/\/[^\s/)]{1,200}\/?\)?:? {0,3}404/i,
    source:
      'urllib3 2 connectionpool.py; reqwest 0.12 error.rs; opentelemetry-go 1.47 otlptracehttp client.go',
  },
  {
    fact: 'slash-said',
    layer: 'answer',
    sayer: 'person',
    pattern: /trailing slash|\w\/\/v1\/(?:traces|metrics|logs)/i,
    source: 'RFC 3986 section 6.2.3',
  },
  {
    fact: 'metrics-or-logs-unknown',
    layer: 'answer',
    sayer: 'program',
    pattern:
      /(?:metrics?|logs?)[^\n]{0,60}UNIMPLEMENTED|UNIMPLEMENTED[^\n]{0,80}(?:metrics|logs)|v1\/(?:metrics|logs)[^\n]{0,40}\b404\b|\b404\b[^\n]{0,60}v1\/(?:metrics|logs)|unknown service \S{0,60}(?:metrics|logs)\.v1/i,
    source: 'grpc-go 1.67 server.go; opentelemetry-collector 0.158 otlpreceiver otlp.go',
  },
  {
    fact: 'one-pipeline',
    layer: 'collector',
    sayer: 'person',
    pattern:
      /(?:only (?:a |the )?|no |without (?:a )?|missing )(?:traces|metrics|logs) pipeline|pipelines? (?:has |have |with |contains? )?only (?:traces|metrics|logs)|has (?:traces|metrics|logs) only/i,
    source: 'opentelemetry-collector service/pipelines config.go',
  },
  {
    fact: 'traces-arrive',
    layer: 'outcome',
    sayer: 'person',
    pattern: /traces?[^\n]{0,40}(?:work|ok|fine|arriv)|while \/v1\/traces/i,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md, variables of one signal',
  },
  {
    fact: 'in-no-pipeline',
    layer: 'collector',
    sayer: 'person',
    pattern:
      /not (?:listed |included |referenced |used |added )?in (?:any |the |a )?(?:service\.)?pipelines?|never (?:added|listed|used) in (?:any |the |a )?pipeline|defined but (?:not|never) used/i,
    source: 'opentelemetry-collector service/internal/graph graph.go',
  },
  {
    fact: 'only-to-log',
    layer: 'collector',
    sayer: 'file',
    pattern: /only (?:the |a )?(?:debug|logging) exporter|exporters: ?\[ ?(?:debug|logging) ?\]/i,
    source: 'opentelemetry-collector exporter/debugexporter README',
  },
  {
    fact: 'queue-full',
    layer: 'collector',
    sayer: 'program',
    pattern: /sending[_ ]queue is full|send_failed|Exporting failed|queue[^\n]{0,20}full/i,
    source: 'opentelemetry-collector exporterhelper queue_sender.go',
  },
  {
    fact: 'no-answer-in-time',
    layer: 'outcome',
    sayer: 'person',
    pattern:
      /DEADLINE_?EXCEEDED|deadline exceeded|ExportError: timeout|ExportError[^\n]{0,40}time(?:d )?out|read timed out|Request Timeout|timed? ?out(?: after)?|Timeout elapsed/i,
    source: 'gRPC status 4; opentelemetry_sdk 0.27 BatchSpanProcessor',
  },
  {
    fact: 'lost',
    layer: 'outcome',
    sayer: 'person',
    pattern:
      /never reach|no spans|no traces|not? (?:arriv|export|receiv|reach|sent)|lost|receives nothing|missing|between requests|nothing|errors?\/timeouts|no data|without the delay|not sent|incomplete/i,
    source: 'OpenTelemetry specification 1.40, trace SDK, shutdown',
  },
  {
    fact: 'refused-or-answered',
    layer: 'outcome',
    sayer: 'program',
    pattern: /refused|\b[45]\d\d\b|UNAVAILABLE|handshake|certificate/i,
    source: 'RFC 9110 section 15',
  },
  {
    fact: 'unavailable',
    layer: 'outcome',
    sayer: 'program',
    pattern: /UNAVAILABLE|handshake|SSL_ERROR|WRONG_VERSION/i,
    source: 'gRPC status 14',
  },
  {
    fact: 'nothing-arrives',
    layer: 'outcome',
    sayer: 'person',
    pattern:
      /refused|UNAVAILABLE|ECONN\w|EOF|hang up|unreachable|empty reply|(?:no|zero|without) (?:traces?|spans?|logs?|metrics?|data|telemetry|requests?)\b|nothing (?:is |was |gets )?(?:exported|received|arriv|sent|show|reach|stored)|(?:do|does|did|can|could|is|are|was|were|will|has|have)(?: not|n't) (?:be )?(?:reach|arriv|receiv|connect|export|sen[dt]|show|work|appear|collect|visible)|cannot (?:be )?(?:reach|connect|export|send)|not (?:receiv|arriv|reach|export|show|work|connect|appear|visible)|none of[^.\n]{0,60}reach|never (?:reach|arriv|receiv|show|export)|no longer (?:arrive|receiv|work|reach)|stop(?:s|ped)? (?:arriv|being|work|receiv|export)|fail(?:s|ed|ing|ure)?\b|unable to|receives? nothing|missing (?:traces|spans|data|metrics|logs)|connection reset|timed? ?out/i,
    source: 'what people write of telemetry that does not arrive',
  },
] as const satisfies readonly Sign[];
