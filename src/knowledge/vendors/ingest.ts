import { defineVendor, named, under } from './define.ts';
import { only443, STANDARD_PATHS, STANDARD_PORTS } from './shared.ts';

export const middleware = defineVendor({
  id: 'middleware',
  name: 'Middleware.io',
  kind: 'saas',
  confidence: 'mixed',
  hosts: [/^[a-z0-9-]+\.middleware\.io$/],
  transports: { grpc: 'yes?', 'http/protobuf': 'yes?', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('all'),
  endpoints: [{ label: 'of the account', over: 'all', url: 'https://UID.middleware.io' }],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [
    {
      name: 'authorization',
      value: 'API_KEY',
      need: 'sometimes',
      when: 'over gRPC: the bare key, without a scheme',
      over: 'grpc',
      verified: false,
    },
  ],
  resourceAttributes: [
    'mw.account_key: over HTTP this attribute is the credential',
    'mw.resource_type: one of host.id, k8s.pod.uid, service.name, custom and others',
  ],
  traps: ['Over HTTP the credential is a resource attribute; without it no data.'],
  docs: 'https://docs.middleware.io/data-ingestion-apis/opentelemetry-metrics',
  sources: [
    'https://docs.middleware.io/data-ingestion-apis/opentelemetry-metrics',
    'odigos-io/odigos@3be8f0a65 common/config/middleware.go (secondary: gRPC)',
  ],
  unverified: [
    ['grpc', 'from another tool only'],
    ['http/protobuf', 'the documentation shows JSON'],
    ['traces-path', 'not read'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong key'],
  ],
});

export const kloudfuse = defineVendor({
  id: 'kloudfuse',
  name: 'Kloudfuse',
  kind: 'self-hosted',
  confidence: 'mixed',
  names: [named('kf-agent')],
  marks: { paths: [/^\/ingester\/otlp\/traces\/?$/] },
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', '?', '?'],
  ports: [...STANDARD_PORTS, { port: 443, over: 'http', verified: false }],
  endpoints: [
    { label: 'agent, gRPC', over: 'grpc', url: 'http://kf-agent:4317' },
    { label: 'agent, HTTP', over: 'http', url: 'http://kf-agent:4318' },
    {
      label: 'ingester, traces',
      over: 'http/protobuf',
      url: 'https://HOST/ingester/otlp/traces',
      verified: false,
    },
  ],
  paths: { traces: ['/v1/traces', '/ingester/otlp/traces'] },
  tls: 'optional',
  headers: [
    {
      name: 'kf-api-key',
      value: 'KEY',
      when: 'the bare key',
      verified: false,
    },
  ],
  traps: [
    {
      text: 'The path of the ingester has no /v1: set OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, not the base.',
      verified: false,
    },
  ],
  docs: 'https://docs.kloudfuse.com/platform/latest/data-collection/apm/instrument-go/',
  sources: [
    'https://docs.kloudfuse.com/platform/latest/data-collection/apm/instrument-go/',
    'public code (secondary: kf-api-key)',
  ],
  unverified: [
    ['paths', 'the path of the ingester'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong key'],
  ],
});

export const appdynamics = defineVendor({
  id: 'appdynamics',
  name: 'Cisco AppDynamics',
  kind: 'saas',
  confidence: 'mixed',
  hosts: [/^(?:pdx|fra|syd)-sls-agent-api\.saas\.appdynamics\.com$/],
  transports: { grpc: '?', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', '?', '?'],
  ports: only443('http'),
  endpoints: [
    {
      label: 'of the region (pdx, fra, syd)',
      over: 'http',
      url: 'https://REGION-sls-agent-api.saas.appdynamics.com',
      verified: false,
    },
  ],
  paths: under('', 'traces'),
  tls: 'required',
  headers: [
    { name: 'x-api-key', value: 'ACCESS_KEY', when: 'the access key of the OTel tab of the Controller' },
  ],
  resourceAttributes: [
    'appdynamics.controller.account',
    'appdynamics.controller.host',
    'appdynamics.controller.port: 443',
    'service.namespace: the name of the application, without which accepted data is not shown',
  ],
  traps: [
    'Without service.namespace data is accepted and never shown.',
    'The documented way leads through a Collector that adds the resource attributes.',
    'Controllers from 26.4 on have a gateway of their own for ingestion (OTIG).',
  ],
  docs: 'https://docs.appdynamics.com/',
  sources: [
    'https://docs.appdynamics.com/appd/22.x/22.8/en/application-monitoring/appdynamics-for-opentelemetry/configure-collector',
    'https://help.splunk.com/ja-jp/appdynamics-saas/application-performance-monitoring/26.4.0/opentelemetry-ingestion-gateway-for-appdynamics-collector-exporter',
    'odigos-io/odigos@3be8f0a65 common/config/appdynamics.go',
    'public code (secondary: hosts)',
  ],
  unverified: [
    ['hosts', 'from public code'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong key'],
    ['grpc', 'not read'],
  ],
});

export const sumologic = defineVendor({
  id: 'sumologic',
  name: 'Sumo Logic (OTLP/HTTP source)',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^(?:[a-z0-9-]+\.)+sumologic\.com$/],
  transports: { grpc: 'no', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('http'),
  endpoints: [{ label: 'of the source', over: 'http', url: 'https://SOURCE_URL' }],
  tls: 'required',
  traps: [
    'There is no header: the URL of the source is the secret.',
    'Traces depend on the kind of the account.',
  ],
  docs: 'https://help.sumologic.com/docs/send-data/hosted-collectors/http-source/otlp/',
  sources: [
    'SumoLogic/sumologic-documentation docs/send-data/hosted-collectors/http-source/otlp.md@02bc3cec',
    'odigos-io/odigos@3be8f0a65 common/config/sumologic.go',
  ],
  unverified: [
    ['hosts', 'the exact pattern'],
    ['http/json', 'not read'],
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong URL'],
  ],
});
