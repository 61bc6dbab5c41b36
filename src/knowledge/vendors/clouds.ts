import { defineVendor } from './define.ts';
import { only443, STANDARD_PATHS } from './shared.ts';

const DCR = '/datacollectionRules/{DCR_ID}/streams';

export const azureMonitor = defineVendor({
  id: 'azure-monitor-otlp',
  name: 'Azure Monitor (native OTLP, preview)',
  kind: 'saas',
  confidence: 'primary',
  hosts: [
    /^[a-z0-9-]+\.[a-z0-9]+-\d+\.ingest\.monitor\.azure\.com$/,
    /^[a-z0-9-]+\.[a-z0-9]+-\d+\.metrics\.ingest\.monitor\.azure\.com$/,
  ],
  marks: { paths: [/^\/datacollectionRules\/[^/]+\/streams\/[^/]+\/otlp(?:\/|$)/i] },
  transports: { grpc: '?', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('http'),
  endpoints: [
    {
      label: 'traces',
      over: 'http/protobuf',
      url: 'https://LOGS_DCE/datacollectionRules/DCR_ID/streams/Microsoft-OTLP-Traces/otlp/v1/traces',
    },
    {
      label: 'metrics',
      over: 'http/protobuf',
      url: 'https://METRICS_DCE/datacollectionRules/DCR_ID/streams/microsoft-otelmetrics/otlp/v1/metrics',
    },
    {
      label: 'logs',
      over: 'http/protobuf',
      url: 'https://LOGS_DCE/datacollectionRules/DCR_ID/streams/Microsoft-OTLP-Logs/otlp/v1/logs',
    },
  ],
  paths: {
    traces: [`${DCR}/Microsoft-OTLP-Traces/otlp/v1/traces`, `${DCR}/{STREAM}/otlp/v1/traces`],
    metrics: [`${DCR}/microsoft-otelmetrics/otlp/v1/metrics`, `${DCR}/{STREAM}/otlp/v1/metrics`],
    logs: [`${DCR}/Microsoft-OTLP-Logs/otlp/v1/logs`, `${DCR}/{STREAM}/otlp/v1/logs`],
  },
  tls: 'required',
  headers: [
    {
      name: 'Authorization',
      value: 'Bearer ENTRA_TOKEN',
      when: 'a Microsoft Entra token for https://monitor.azure.com/.default, usually set by the azure_auth extension of a Collector; the identity has the role Monitoring Metrics Publisher on the data collection rule',
    },
  ],
  temporality: 'the views of Application Insights want delta and exponential histograms',
  traps: [
    'A connection string or instrumentation key of Application Insights is no credential here; without the preview there is no OTLP endpoint, and the Azure Monitor exporter or distribution is the way.',
    'Traces go to the host for logs.',
    'The documentation spells the streams in two ways (Microsoft-OTLP-Traces and opentelemetry_traces).',
    'Documented with a Collector from 0.132.0 on, and a feature flag (Microsoft.Insights/OtlpApplicationInsights).',
  ],
  docs: 'https://learn.microsoft.com/azure/azure-monitor/containers/opentelemetry-protocol-ingestion',
  sources: [
    'MicrosoftDocs/azure-monitor-docs articles/azure-monitor/containers/opentelemetry-protocol-ingestion.md@01f8487a',
  ],
  unverified: [
    ['grpc', 'not read'],
    ['http/json', 'not read'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong token'],
  ],
});

export const googleCloud = defineVendor({
  id: 'google-cloud-telemetry',
  name: 'Google Cloud (Telemetry API)',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^telemetry\.googleapis\.com$/],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('all'),
  endpoints: [{ label: 'everywhere', over: 'all', url: 'https://telemetry.googleapis.com' }],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [
    {
      name: 'Authorization',
      value: 'Bearer OAUTH_TOKEN',
      when: 'short-lived: use gRPC with application default credentials, or the googleclientauth extension of a Collector',
    },
    {
      name: 'x-goog-user-project',
      value: 'QUOTA_PROJECT',
      role: 'routing',
      need: 'sometimes',
      when: 'the credentials name no project for quotas',
      verified: false,
    },
  ],
  resourceAttributes: ['gcp.project_id'],
  limits: [
    { of: 'the key of an attribute', value: '512 bytes' },
    { of: 'the value of an attribute', value: '64 KiB' },
    { of: 'the name of a span', value: '1024 bytes' },
    { of: 'a span', value: '1024 attributes, 256 events, 128 links' },
    { of: 'the spans of a resource', value: '8192 attributes' },
  ],
  traps: [
    'The identity needs roles/telemetry.writer (or that of the signal), and roles/serviceusage.serviceUsageConsumer on the project for quotas.',
    {
      text: 'A fixed token works for about an hour, then every export is answered with 401.',
      verified: false,
    },
  ],
  docs: 'https://docs.cloud.google.com/stackdriver/docs/otlp/overview',
  sources: [
    'https://docs.cloud.google.com/stackdriver/docs/otlp/overview',
    'https://docs.cloud.google.com/stackdriver/docs/reference/telemetry/v1.traces.post',
    'https://docs.cloud.google.com/stackdriver/docs/reference/telemetry/v1.logs.post',
    'https://docs.cloud.google.com/stackdriver/quotas?hl=en',
    'odigos-io/odigos@3be8f0a65 common/config/gcpotlp.go',
  ],
  unverified: [
    ['credential-answers', 'answers to a wrong token'],
    ['other', 'how long a token lives'],
    ['other', 'how x-goog-user-project is spelled in the documentation'],
  ],
});

export const oracleApm = defineVendor({
  id: 'oracle-apm',
  name: 'Oracle Cloud APM',
  kind: 'saas',
  confidence: 'secondary',
  marks: { paths: [/^\/20200101\/opentelemetry(?:\/|$)/] },
  transports: { grpc: '?', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', '?'],
  ports: only443('http'),
  paths: {
    traces: ['/20200101/opentelemetry/private/v1/traces', '/20200101/opentelemetry/public/v1/traces'],
    metrics: '/20200101/opentelemetry/v1/metrics',
  },
  tls: 'required',
  headers: [{ name: 'Authorization', value: 'dataKey KEY' }],
  docs: 'https://docs.oracle.com',
  sources: ['odigos-io/odigos@3be8f0a65 common/config/oracle.go'],
  unverified: [
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong key'],
  ],
});
