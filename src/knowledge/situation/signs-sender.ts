import type { Sign } from './sign.ts';

/** Facts of the process that sends: how long it lives, what it is given, what its SDK lacks. */
export const SENDER_SIGNS = [
  {
    fact: 'short-lived',
    layer: 'process',
    sayer: 'person',
    pattern:
      /\blambda\b|cloud ?run|cloud functions?|serverless|\bFaaS\b|azure functions|frozen?|\bCLI\b|command[- ]line|cron ?job|batch job|short[- ]lived|script|one-shot|exits?\b|vercel|edge runtime|workers?\.dev|cloudflare workers|CPU (?:is )?throttl|vertex/i,
    source: 'AWS Lambda developer guide, execution environment life cycle; Cloud Run, CPU allocation',
  },
  {
    fact: 'batches',
    layer: 'process',
    sayer: 'person',
    pattern:
      /BatchSpan\w{0,10}|batch (?:processor|export|timer)|SimpleSpan|force_?flush|shutdown|flush|handle discarded|periodic exporter|PeriodicExporting|PeriodicMetric/i,
    source: 'OpenTelemetry specification 1.40, trace SDK, batching processor: scheduled delay of 5 s',
  },
  {
    fact: 'sending-config-of-collector',
    layer: 'collector',
    sayer: 'file',
    pattern: /send_batch|health|http2|http\/2|pack(?:age)?|grpc/i,
    source: 'opentelemetry-collector processor/batchprocessor config.go',
  },
  {
    fact: 'queue-or-size-named',
    layer: 'answer',
    sayer: 'person',
    pattern: /queue|too large|decompression/i,
    source: 'opentelemetry-collector exporterhelper queue_sender.go',
  },
  {
    fact: 'exporter-package-missing',
    layer: 'process',
    sayer: 'program',
    pattern:
      /Class ["']?\\{0,2}(?:grpc|OpenTelemetry)\b[^\n]{0,80}not found|ext-grpc[^\n]{0,40}(?:missing|not)|(?:exporter|transport)[^\n]{0,40}(?:package|gem|module|crate|extension)[^\n]{0,40}(?:not installed|missing|not found)|Requested component '[^'\n]{1,80}' not found in entry point '?opentelemetry_\w{1,10}s?_exporter|(?:exporter|propagator)[^\n]{0,60}(?:is )?not installed|No protobuf implementation found|psr\/http-client|Psr18Client|HttpAsyncClientDiscovery|transport-grpc|Unrecognized value for otel\.\w{1,8}\.exporter|unrecogni[sz]ed (?:OTEL_\w{1,40}_EXPORTER|exporter)|No suitable exporter|unknown exporter/i,
    source:
      'opentelemetry-php exporter-otlp; opentelemetry-python opentelemetry-sdk _configuration; opentelemetry-java autoconfigure NamedSpiManager.java',
  },
  {
    fact: 'library-missing',
    layer: 'process',
    sayer: 'program',
    pattern:
      /no module named ['"]?(?:opentelemetry|grpc)|ModuleNotFoundError: [^\n]{0,20}opentelemetry|Cannot find module '@opentelemetry|ClassNotFoundException: io\.opentelemetry|No (?:OtlpGrpc|Http|Grpc)Sender|No (?:GrpcSenderProvider|HttpSenderProvider)|not installed|package .{0,30}(?:missing|is not installed)/i,
    source:
      'CPython 3.11 importlib; Node.js 20 cjs loader; opentelemetry-java exporter-common GrpcExporterBuilder.java',
  },
  {
    fact: 'exporter-named',
    layer: 'process',
    sayer: 'person',
    pattern: /exporter|otlp/i,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md',
  },
  {
    fact: 'lua-exporter',
    layer: 'process',
    sayer: 'program',
    pattern: /opentelemetry\/trace\/exporter\/|plugin_attr:/,
    source:
      'opentelemetry-lua lib/opentelemetry/trace/exporter/http_client.lua: OTLP over HTTP alone; APISIX 3',
  },
  {
    fact: 'spring-export',
    layer: 'settings',
    sayer: 'file',
    pattern: /\bmanagement[.:][\s\S]{0,120}?\botlp\b/,
    source:
      'Spring Boot 3.4, management.otlp.metrics.export.url, management.otlp.tracing.endpoint: whole URLs',
  },
  {
    fact: 'flags-of-traefik-2',
    layer: 'settings',
    sayer: 'file',
    pattern: /--tracing\.otlp\.(?:address|insecure|headers|path)\b/,
    source: 'Traefik 3.0, tracing: --tracing.otlp.grpc.endpoint, --tracing.otlp.http.endpoint',
  },
  {
    fact: 'instrumented-client',
    layer: 'telemetry',
    sayer: 'person',
    pattern: /(?:http|fetch|undici|requests|urllib3?|okhttp|grpc|xhr)[^\n]{0,30}instrumentation|instrument/i,
    source: 'opentelemetry-js instrumentation-http, ignoreOutgoingRequestHook',
  },
  {
    fact: 'exports-traced',
    layer: 'telemetry',
    sayer: 'person',
    pattern:
      /(?:endless|infinite|export|feedback|trace) (?:\w{1,10} )?loop|infinitely|recursi|own (?:export )?requests|(?:spans?|traces?) (?:of|for|about) (?:the )?export|exporter'?s (?:own )?(?:requests|spans|calls)/i,
    source: 'OpenTelemetry specification 1.40, context, suppressing instrumentation',
  },
  {
    fact: 'clock-wrong',
    layer: 'telemetry',
    sayer: 'person',
    pattern:
      /clocks? (?:is |was |are |of )?(?:\d{1,5} ?(?:s|sec|min|h)\w{0,6} )?(?:ahead|behind|skew|drift|wrong|off|out of sync)|clock[- ]skew|timestamps? in the future|spans? in the future/i,
    source: 'OpenTelemetry specification 1.40, trace API, timestamps are wall clock',
  },
  {
    fact: 'trace-parts',
    layer: 'telemetry',
    sayer: 'person',
    pattern:
      /separate traces|two traces|disconnected (?:traces?|spans?)|not (?:linked|joined|connected)|each service (?:has )?(?:its )?own trace|trace[^\n]{0,30}(?:ends|stops|breaks) at|traceparent[^\n]{0,40}(?:missing|stripped|dropped|not (?:sent|forwarded))/i,
    source: 'W3C Trace Context, section 4.2, processing model',
  },
  {
    fact: 'trace-orphans',
    layer: 'telemetry',
    sayer: 'person',
    pattern:
      /invalid traces?|without parents?|new trace|disconnected|separate traces|broken|root span|not (?:linked|joined|connected)/i,
    source: 'W3C Trace Context, section 4.2, processing model',
  },
  {
    fact: 'trace-headers-forwarded',
    layer: 'telemetry',
    sayer: 'person',
    pattern:
      /(?:empty|all|invalid|missing|forward\w{0,3})[^\n]{0,40}\b(?:b3|x-b3\w{0,20}|traceparent|propagation)\b/i,
    source: 'openzipkin/b3-propagation README; W3C Trace Context',
  },
  {
    fact: 'between-threads-or-messages',
    layer: 'telemetry',
    sayer: 'person',
    pattern: /kafka|messag|@Async|executor|thread|queue|sqs|rabbit/i,
    source: 'OpenTelemetry semantic conventions 1.30, messaging spans: links',
  },
  {
    fact: 'propagators-differ',
    layer: 'telemetry',
    sayer: 'person',
    pattern:
      /propagator[^\n]{0,60}(?:not found|not installed|mismatch|misspelled|unknown)|x-b3-\*|X-B3[^\n]{0,80}(?:W3C|traceparent)|(?:W3C|traceparent)[^\n]{0,80}(?:x-b3|\bb3\b)|uber-trace-id[^\n]{0,80}traceparent/i,
    source: 'OpenTelemetry specification 1.40, context/api-propagators.md',
  },
  {
    fact: 'other-propagators',
    layer: 'settings',
    sayer: 'file',
    pattern: /OTEL_PROPAGATORS["']?\s{0,2}[=:][^\n]{0,80}(?:b3|jaeger|xray|ottrace)/i,
    source: 'OpenTelemetry specification 1.40, configuration/sdk-environment-variables.md, OTEL_PROPAGATORS',
  },
  {
    fact: 'attribute-type-refused',
    layer: 'telemetry',
    sayer: 'program',
    pattern: /Invalid type \S{1,60} (?:for attribute|in attribute)|Invalid attribute value set for key/i,
    source:
      'opentelemetry-python opentelemetry-api attributes; opentelemetry-js opentelemetry-core attributes.ts',
  },
  {
    fact: 'span-used-after-end',
    layer: 'telemetry',
    sayer: 'program',
    pattern:
      /Setting attribute on ended span|on an ended span|Cannot execute the operation on ended Span|Calling .{1,30} on an ended span/i,
    source: 'opentelemetry-python opentelemetry-sdk trace; opentelemetry-js sdk-trace-base Span.ts',
  },
  {
    fact: 'not-instrumented',
    layer: 'telemetry',
    sayer: 'person',
    pattern:
      /no (?:spans|traces?|telemetry|data)|not instrumented|un-?instrumented|nothing (?:is )?(?:exported|sent)|zero spans/i,
    source: 'opentelemetry.io, zero-code instrumentation, troubleshooting',
  },
] as const satisfies readonly Sign[];
