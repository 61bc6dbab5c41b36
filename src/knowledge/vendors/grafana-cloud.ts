import { defineVendor, under } from './define.ts';

/** The OTLP gateway of a stack: every signal below /otlp. */
export const grafanaCloud = defineVendor({
  id: 'grafana-cloud',
  name: 'Grafana Cloud (OTLP gateway)',
  kind: 'saas',
  confidence: 'mixed',
  hosts: [/^otlp-gateway-[a-z0-9-]+\.grafana\.net$/],
  transports: { grpc: 'no?', 'http/protobuf': 'yes', 'http/json': 'yes?' },
  signals: ['yes', 'yes', 'yes'],
  ports: [{ port: 443, over: 'http' }],
  endpoints: [
    { label: 'of the stack', over: 'http', url: 'https://otlp-gateway-prod-REGION.grafana.net/otlp' },
  ],
  paths: under('/otlp'),
  tls: 'required',
  headers: [
    {
      name: 'Authorization',
      value: 'Basic BASE64_OF_INSTANCE_ID_COLON_TOKEN',
      when: 'the number of the OTLP tile (no user name) and a token that may write the signal',
      mistakes: [
        'the blank not written as %20: strict parsers of older Python SDKs drop the header',
        'Base64 with a line break: use base64 -w 0, and echo -n in front of it',
        'the bare token instead of the Base64 of INSTANCE_ID:TOKEN',
        'a colon instead of = behind the name of the header',
      ],
    },
  ],
  answers: [
    {
      on: { http: [401] },
      code: 'auth/rejected',
      meaning: 'The instance id or the token is wrong',
      advice:
        'Take the instance id and a token from the OTLP tile of the stack, and encode INSTANCE_ID:TOKEN in Base64 without a line break.',
      source:
        'grafana/otel-checker@944bbe5 checks/grafana/grafanaChecker.go; github.com/grafana/beyla/pull/446',
      example: { transport: 'http', status: 401, body: '' },
    },
    {
      on: {
        log: /Transient error StatusCode\.UNAVAILABLE encountered while exporting \w{1,20} to otlp-gateway-[^,.\s]{1,60}\.grafana\.net/,
      },
      code: 'endpoint/not-found-vendor',
      meaning: 'A gRPC exporter is pointed at the gateway, which users found to take OTLP over HTTP only',
      advice: 'Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf, with the base URL ending in /otlp.',
      env: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' },
      source: 'github.com/open-telemetry/opentelemetry-python/issues/4492; gshiva/pygptcourse .env.example',
      verified: false,
      example: {
        transport: 'log',
        status: null,
        body: 'Transient error StatusCode.UNAVAILABLE encountered while exporting traces to otlp-gateway-prod-eu-west-2.grafana.net, retrying in 1s.',
      },
    },
    {
      on: { log: /Header format invalid! Header values in environment variables must be URL encoded/ },
      code: 'config/header-encoding',
      meaning: 'The Python SDK dropped the header, because its value holds a blank that is not encoded',
      advice: 'Write the value as Basic%20..., with %20 for the blank.',
      source:
        'github.com/open-telemetry/opentelemetry-python/issues/4492; open-telemetry/opentelemetry-python@0a5d76b65 opentelemetry-api/src/opentelemetry/util/re.py',
      example: {
        transport: 'log',
        status: null,
        body: 'Header format invalid! Header values in environment variables must be URL encoded per the OpenTelemetry Protocol Exporter specification: Authorization=***',
      },
    },
  ],
  traps: [
    'The base URL ends in /otlp; the /tempo URL of a stack is for queries and takes no OTLP.',
    'The multi-zone OTLP endpoints are hosts of their own, and do not take every signal.',
  ],
  docs: 'https://grafana.com/docs/grafana-cloud/send-data/otlp/send-data-otlp/',
  sources: [
    'https://grafana.com/docs/grafana-cloud/observe-and-act/send-data/otlp/send-data-otlp.md',
    'https://grafana.com/docs/opentelemetry/ingest/multi-zone',
    'https://www.checklyhq.com/docs/integrations/observability/traces/grafana-tempo/',
    'https://openrouter.ai/docs/guides/features/broadcast/grafana (secondary: http/json)',
    'grafana/otel-checker@944bbe5 checks/grafana/grafanaChecker.go',
    'github.com/open-telemetry/opentelemetry-python/issues/4492',
  ],
  unverified: [
    ['grpc', 'that gRPC is refused rests on reports of users'],
    ['http/json', 'seen in the documentation of another product only'],
    ['limits', 'payload limits'],
    ['other', 'the body of a 401; the scopes for metrics and logs'],
  ],
});

/** The gRPC host of the Tempo behind a stack. */
export const grafanaCloudTempo = defineVendor({
  id: 'grafana-cloud-tempo-direct',
  name: 'Grafana Cloud Tempo (direct gRPC host)',
  kind: 'saas',
  confidence: 'secondary',
  hosts: [/^tempo-[a-z0-9-]+\.grafana\.net$/],
  transports: { grpc: 'yes', 'http/protobuf': '?', 'http/json': '?' },
  signals: ['yes', 'no', 'no'],
  ports: [{ port: 443, over: 'grpc' }],
  endpoints: [{ label: 'of the stack', over: 'grpc', url: 'https://tempo-REGION.grafana.net:443' }],
  tls: 'required',
  headers: [
    {
      name: 'Authorization',
      value: 'Basic BASE64_OF_TEMPO_INSTANCE_ID_COLON_TOKEN',
      when: 'the id of the Tempo instance, which is not that of the OTLP gateway',
    },
  ],
  answers: [
    {
      on: {
        grpc: [16],
        text: /Unauthorized: HTTP status code 401; transport: received the unexpected content-type/,
      },
      code: 'auth/rejected',
      meaning: 'The credentials are wrong; the content type in the message is a consequence',
      advice: 'Use the id of the Tempo instance and a token that may write traces.',
      source: 'github.com/open-telemetry/opentelemetry-collector/issues/5235',
      example: {
        transport: 'grpc',
        status: 16,
        body: 'Unauthorized: HTTP status code 401; transport: received the unexpected content-type "application/json"',
      },
    },
  ],
  traps: ['The URL of the data source, which ends in /tempo, has to become HOST:443.'],
  docs: 'https://grafana.com/docs/grafana-cloud/',
  sources: [
    'odigos-io/odigos@3be8f0a65 common/config/grafanacloudtempo.go',
    'github.com/grafana/agent/issues/6173',
    'github.com/open-telemetry/opentelemetry-collector/issues/5235',
  ],
  unverified: [
    ['paths', 'paths over HTTP'],
    ['limits', 'payload limits'],
  ],
});
