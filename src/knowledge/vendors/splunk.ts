import { defineVendor } from './define.ts';
import { only443 } from './shared.ts';

export const splunk = defineVendor({
  id: 'splunk-observability',
  name: 'Splunk Observability Cloud',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^ingest\.[a-z0-9]+\.signalfx\.com$/, /^ingest\.[a-z0-9]+\.observability\.splunkcloud\.com$/],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': '?' },
  transportsBySignal: { metrics: { grpc: 'no' } },
  signals: ['yes', 'yes', '?'],
  ports: only443('all'),
  endpoints: [
    { label: 'gRPC, traces only', over: 'grpc', url: 'https://ingest.REALM.signalfx.com:443' },
    { label: 'traces', over: 'http/protobuf', url: 'https://ingest.REALM.signalfx.com/v2/trace/otlp' },
    { label: 'metrics', over: 'http/protobuf', url: 'https://ingest.REALM.signalfx.com/v2/datapoint/otlp' },
  ],
  paths: { traces: '/v2/trace/otlp', metrics: '/v2/datapoint/otlp' },
  tls: 'required',
  headers: [
    {
      name: 'X-SF-Token',
      value: 'ACCESS_TOKEN',
      when: 'an access token of the organisation with the scope INGEST',
      mistakes: ['a token for the API or for RUM', 'a token of another realm than the host'],
    },
  ],
  traps: [
    'The paths do not end in /v1/SIGNAL, so OTEL_EXPORTER_OTLP_ENDPOINT cannot be used: set OTEL_EXPORTER_OTLP_TRACES_ENDPOINT and OTEL_EXPORTER_OTLP_METRICS_ENDPOINT.',
    'Some pages of the vendor show the path without /v2, or the bare host.',
    'New releases of its Collector use ingest.REALM.observability.splunkcloud.com; signalfx.com is still documented.',
    'Logs go to the Splunk platform (HEC), not here.',
  ],
  docs: 'https://dev.splunk.com/observability/reference/api/ingest_data/latest#endpoint-sendotlptraces',
  sources: [
    'splunk/public-o11y-docs apm/apm-spans-traces/span-formats.rst',
    'splunk/public-o11y-docs gdi/other-ingestion-methods/grpc-data-ingest.rst',
    'splunk/public-o11y-docs admin/authentication/authentication-tokens/org-tokens.rst',
    'signalfx/splunk-otel-collector@331f8e15a agent_config.yaml, CHANGELOG.md (#7412)',
    'https://docs.litellm.ai/docs/observability/splunk_observability_cloud',
  ],
  unverified: [
    ['limits', 'payload limits'],
    ['credential-answers', 'the body of a 401'],
    ['http/json', 'not read'],
  ],
});
