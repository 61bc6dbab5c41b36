import { defineVendor, named } from './define.ts';
import { STANDARD_PATHS, STANDARD_PORTS, standardUrls } from './shared.ts';

export const instanaBackend = defineVendor({
  id: 'instana-backend',
  name: 'IBM Instana (SaaS)',
  kind: 'saas',
  confidence: 'primary',
  hosts: [/^otlp-[a-z]+-saas\.instana\.io$/, /^otlp-(?:http|grpc)-[a-z]+-saas\.instana\.io$/],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: [...STANDARD_PORTS, { port: 443, over: 'all' }],
  endpoints: [
    { label: 'gRPC', over: 'grpc', url: 'https://otlp-COLOUR-saas.instana.io:4317' },
    { label: 'HTTP', over: 'http', url: 'https://otlp-COLOUR-saas.instana.io:4318' },
    { label: 'gRPC on 443', over: 'grpc', url: 'https://otlp-grpc-COLOUR-saas.instana.io:443' },
    { label: 'HTTP on 443', over: 'http', url: 'https://otlp-http-COLOUR-saas.instana.io:443' },
  ],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [
    { name: 'x-instana-key', value: 'AGENT_KEY' },
    {
      name: 'x-instana-host',
      value: 'HOST_ID',
      role: 'routing',
      need: 'sometimes',
      when: 'the resource has none of host.id, faas.id and device.id',
    },
  ],
  resourceAttributes: ['one of host.id, faas.id and device.id, or the header x-instana-host'],
  traps: [
    'TLS on 4317 and 4318 too: http fails.',
    'It wants host.id, faas.id or device.id on the resource, or x-instana-host.',
    'The colour is the region in the URL of the tenant; units of one’s own have other hosts.',
    'Logs need an add-on of the licence.',
  ],
  docs: 'https://www.ibm.com/docs/en/instana-observability?topic=instana-backend',
  sources: [
    'https://www.ibm.com/docs/en/SSE1JP5/src/pages/ecosystem/opentelemetry/instana-backend.html',
    'https://docs.langflow.org/observability-instana',
    'odigos-io/odigos@3be8f0a65 common/config/instana.go, destinations/data/instana.yaml',
  ],
  unverified: [
    ['limits', 'payload limits'],
    ['credential-answers', 'answers to a wrong key'],
    ['http/json', 'not read'],
  ],
});

export const instanaAgent = defineVendor({
  id: 'instana-agent',
  name: 'IBM Instana host agent',
  kind: 'agent',
  confidence: 'primary',
  names: [named('instana-agent')],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: STANDARD_PORTS,
  endpoints: standardUrls('localhost'),
  paths: STANDARD_PATHS,
  tls: 'off',
  traps: [
    'OTLP is on by default since agent 1.1.726, and off before.',
    'The old gRPC port 55680 is off by default since 1.310.0.',
  ],
  docs: 'https://www.ibm.com/docs/en/instana-observability?topic=instana-agent',
  sources: ['https://www.ibm.com/docs/en/instana-observability?topic=instana-agent'],
  unverified: [
    ['hosts', 'the name of a container is a guess; documented is localhost'],
    ['http/json', 'not read'],
    ['limits', 'payload limits'],
  ],
});
