import { defineVendor, named } from './define.ts';

const INTAKE = 'DataDog/documentation content/en/opentelemetry/setup/otlp_ingest/';

/** Straight to Datadog, without an Agent. */
export const datadogIntake = defineVendor({
  id: 'datadog-otlp-intake',
  name: 'Datadog (OTLP intake)',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^otlp\.(?:(?:us3|us5|ap1|ap2)\.)?datadoghq\.com$/, /^otlp\.datadoghq\.eu$/],
  transports: { grpc: 'no', 'http/protobuf': 'yes', 'http/json': '?' },
  transportsBySignal: { traces: { 'http/json': 'no' }, metrics: { 'http/json': 'yes' } },
  signals: ['yes', 'yes', 'yes'],
  ports: [{ port: 443, over: 'http' }],
  endpoints: [
    { label: 'US1', over: 'http', url: 'https://otlp.datadoghq.com' },
    { label: 'another site', over: 'http', url: 'https://otlp.SITE' },
  ],
  paths: { traces: '/v1/traces', metrics: '/v1/metrics', logs: '/v1/logs' },
  tls: 'required',
  headers: [
    {
      name: 'dd-api-key',
      value: 'API_KEY',
      mistakes: ['an application key instead of the API key', 'a key of another site'],
    },
    {
      name: 'compute_stats',
      value: 'true',
      role: 'option',
      need: 'optional',
      when: 'without it no trace metrics are computed',
      signals: ['traces'],
    },
    {
      name: 'dd-otel-span-mapping',
      value: 'JSON',
      role: 'option',
      need: 'optional',
      signals: ['traces'],
      mistakes: ['commas of the JSON that are not percent-encoded split the list of headers'],
    },
    {
      name: 'dd-otel-metric-config',
      value: 'JSON',
      role: 'option',
      need: 'optional',
      signals: ['metrics'],
      mistakes: ['commas of the JSON that are not percent-encoded split the list of headers'],
    },
  ],
  temporality: 'delta only: cumulative metrics get an error',
  limits: [
    { of: 'a request with traces', value: '3.2 MB' },
    { of: 'an uncompressed request with metrics', value: '500 KB' },
    { of: 'a compressed request with metrics, once inflated', value: '5 MB' },
  ],
  success: { traces: [202] },
  answers: [
    {
      on: { http: [403] },
      code: 'auth/forbidden',
      meaning:
        'The host is that of another Datadog site, or the organisation has no access to the preview of trace intake',
      advice:
        'Use the host of the site of your organisation (otlp.SITE); for traces, ask Datadog for access to the preview.',
      source: `${INTAKE}{traces,metrics,logs}.md`,
      example: { transport: 'http', status: 403, body: 'Forbidden' },
    },
    {
      on: { http: [413] },
      code: 'receiver/payload-too-large',
      meaning: 'The batch is larger than the intake takes',
      advice: 'Lower OTEL_BSP_MAX_EXPORT_BATCH_SIZE.',
      source: `${INTAKE}traces.md`,
      example: { transport: 'http', status: 413, body: 'Request Entity Too Large' },
    },
    {
      on: { log: /traces export: failed .{0,300} 202 Accepted/ },
      code: null,
      meaning: 'Harmless: the Go exporter takes the 202 of the intake for a failure',
      advice: 'Nothing needs to be done; newer versions of the exporter do not say it.',
      source: `${INTAKE}traces.md; github.com/open-telemetry/opentelemetry-go/issues/3706`,
      example: {
        transport: 'log',
        status: null,
        body: 'traces export: failed to send to https://otlp.datadoghq.com/v1/traces: 202 Accepted',
      },
    },
  ],
  traps: [
    'The answer to traces is 202, not 200.',
    'Of points with the same time and tags the last one wins, so sums come out too low.',
    'Span names differ from those of the Agent: the span name is the resource name here by default.',
    'Traces are a preview that has to be granted; no intake is listed for the GovCloud site.',
  ],
  docs: 'https://docs.datadoghq.com/opentelemetry/setup/otlp_ingest/',
  sources: [
    `${INTAKE}{traces,metrics,logs}.md`,
    'DataDog/documentation assets/scripts/config/regions.config.js@02381a4c',
  ],
  unverified: [['other', 'http/json for logs']],
});

export const datadogAgent = defineVendor({
  id: 'datadog-agent',
  name: 'Datadog Agent',
  kind: 'agent',
  confidence: 'primary',
  names: [named('datadog', 'datadog-agent')],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: [
    { port: 4317, over: 'grpc' },
    { port: 4318, over: 'http' },
  ],
  endpoints: [
    { label: 'gRPC', over: 'grpc', url: 'http://AGENT:4317' },
    { label: 'HTTP', over: 'http', url: 'http://AGENT:4318' },
  ],
  paths: { traces: '/v1/traces', metrics: '/v1/metrics', logs: '/v1/logs' },
  tls: 'off',
  traps: [
    'OTLP is off by default: set DD_OTLP_CONFIG_RECEIVER_PROTOCOLS_GRPC_ENDPOINT=0.0.0.0:4317 or DD_OTLP_CONFIG_RECEIVER_PROTOCOLS_HTTP_ENDPOINT=0.0.0.0:4318 for the core agent and for the trace agent.',
    'Logs are off by default: they need DD_LOGS_ENABLED=true and DD_OTLP_CONFIG_LOGS_ENABLED=true.',
    'Traces and metrics came with Agent 6.32 and 7.32, logs with 6.48 and 7.48.',
    'Only senders on the same host are supported.',
    'Bound to localhost it cannot be reached from other containers: bind it to 0.0.0.0.',
  ],
  docs: 'https://docs.datadoghq.com/opentelemetry/setup/otlp_ingest_in_the_agent/',
  sources: ['DataDog/documentation content/en/opentelemetry/setup/otlp_ingest_in_the_agent.md@0178881d'],
  unverified: [
    ['http/json', 'not read'],
    ['limits', 'payload limits'],
  ],
});

/** Known by name only. */
export const datadogServerless = defineVendor({
  id: 'datadog-serverless',
  name: 'Datadog Lambda Extension',
  kind: 'agent',
  confidence: 'unverified',
  transports: { grpc: '?', 'http/protobuf': '?', 'http/json': '?' },
  signals: ['?', '?', '?'],
  tls: null,
  docs: 'https://docs.datadoghq.com/serverless/aws_lambda/opentelemetry/',
  sources: ['DataDog/documentation content/en/opentelemetry/setup/otlp_ingest_in_the_agent.md (link)'],
  unverified: [['everything', 'that it exists is known, nothing more']],
});
