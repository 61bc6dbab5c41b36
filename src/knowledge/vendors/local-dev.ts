import { defineVendor, named } from './define.ts';
import { STANDARD_PATHS, STANDARD_PORTS, standardUrls } from './shared.ts';

const ASPIRE = 'dotnet/aspire@d44e195d60 src/Aspire.Dashboard/';

export const aspire = defineVendor({
  id: 'aspire-dashboard',
  name: '.NET Aspire dashboard',
  kind: 'local-dev',
  confidence: 'primary',
  names: [named('aspire')],
  marks: { ports: [18888, 18889, 18890] },
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: [
    { port: 18889, over: 'grpc' },
    { port: 18890, over: 'http' },
    { port: 18888, use: 'the dashboard and its API' },
    { port: 4317, over: 'grpc', verified: false },
    { port: 4318, over: 'http', verified: false },
  ],
  endpoints: [
    { label: 'gRPC', over: 'grpc', url: 'http://localhost:18889' },
    { label: 'HTTP', over: 'http', url: 'http://localhost:18890' },
  ],
  paths: STANDARD_PATHS,
  tls: 'optional',
  headers: [
    {
      name: 'x-otlp-api-key',
      value: 'API_KEY',
      need: 'sometimes',
      when: 'Dashboard:Otlp:AuthMode is ApiKey; an AppHost sets the header by itself',
      mistakes: ['the header twice'],
    },
  ],
  limits: [
    { of: 'a request over HTTP', value: '4 MB' },
    { of: 'what is kept of a resource', value: '10000 logs, 10000 traces, 50000 points of metrics' },
  ],
  answers: [
    {
      on: { http: [401] },
      code: 'auth/rejected',
      meaning: 'The API key is missing or not that of the dashboard',
      advice: 'Add x-otlp-api-key=API_KEY to OTEL_EXPORTER_OTLP_HEADERS, once.',
      source:
        'dotnet/aspire@d44e195d60 tests/Aspire.Dashboard.Tests/Integration/OtlpHttpServiceTests.cs; Authentication/OtlpApiKey/OtlpApiKeyAuthenticationHandler.cs',
      example: { transport: 'http', status: 401, body: '' },
    },
    {
      on: { http: [415], text: /Only 'application\/x-protobuf' is supported/ },
      code: 'protocol/json-unsupported',
      meaning: 'This version of the dashboard takes protobuf only',
      advice: 'Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.',
      env: { OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf' },
      source: `${ASPIRE}Otlp/Http/OtlpHttpEndpointsBuilder.cs`,
      example: {
        transport: 'http',
        status: 415,
        body: `{"code":15,"message":"Content type 'application/json' is not supported. Only 'application/x-protobuf' is supported."}`,
      },
    },
  ],
  traps: [
    'gRPC is on 18889 and HTTP on 18890; mixing them up gives protocol errors.',
    'Everything is kept in memory, and the oldest goes first at the limits.',
    'JSON is taken since the code of 13.x; older versions take protobuf only.',
    { text: 'Quick starts with Docker map 4317 to 18889 and 4318 to 18890.', verified: false },
  ],
  docs: 'https://aspire.dev/dashboard/configuration',
  sources: [`${ASPIRE}README.md, Otlp/Http/OtlpHttpEndpointsBuilder.cs, Authentication/OtlpApiKey/*`],
  unverified: [
    ['other', 'the gRPC status for a wrong key'],
    ['other', 'the mapping of 4317 and 4318 in Docker'],
  ],
});

export const lgtm = defineVendor({
  id: 'grafana-lgtm',
  name: 'grafana/otel-lgtm',
  kind: 'local-dev',
  confidence: 'primary',
  names: [named('lgtm')],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'yes', 'yes'],
  ports: [
    ...STANDARD_PORTS,
    { port: 3000, use: 'Grafana' },
    { port: 3200, use: 'queries to Tempo' },
    { port: 9090, use: 'Prometheus' },
    { port: 4040, use: 'profiles', verified: false },
  ],
  endpoints: standardUrls('127.0.0.1'),
  paths: STANDARD_PATHS,
  tls: 'off',
  traps: [
    'Loki (3100) and the health check of the Collector (13133) are not published by run-lgtm.sh.',
    'The logs of the backends are off unless ENABLE_LOGS_ALL=true.',
  ],
  docs: 'https://github.com/grafana/docker-otel-lgtm',
  sources: ['grafana/docker-otel-lgtm@6b62ccec README.md, docker/*'],
  unverified: [],
});
