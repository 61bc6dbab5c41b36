import { defineVendor, named } from './define.ts';
import { AS_PROTOBUF, only443, STANDARD_PATHS } from './shared.ts';

const MOTLP = 'https://elastic.co/docs/reference/opentelemetry/motlp';
const APM = 'elastic/apm-server@7c4e4d4e8 internal/beater/';

/** The managed OTLP endpoint of Elastic Cloud. */
export const elasticMotlp = defineVendor({
  id: 'elastic-motlp',
  name: 'Elastic Cloud (managed OTLP endpoint)',
  kind: 'saas',
  confidence: 'mixed',
  hosts: [/^[a-z0-9-]+\.ingest\.[a-z0-9-]+\.(?:aws|gcp|azure)\.elastic\.cloud$/],
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': '?' },
  signals: ['yes', 'yes', 'yes'],
  ports: only443('all'),
  endpoints: [
    {
      label: 'of the project',
      over: 'all',
      url: 'https://PROJECT.ingest.REGION.CLOUD.elastic.cloud:443',
      verified: false,
    },
  ],
  paths: STANDARD_PATHS,
  tls: 'required',
  headers: [
    {
      name: 'Authorization',
      value: 'ApiKey ENCODED_KEY',
      mistakes: [
        'the key without ApiKey in front of it',
        'Bearer with a secret token, which is for the APM Server',
        'the blank not written as %20: strict parsers of older Python SDKs drop the header',
        'the host of Elasticsearch (.es.) or Kibana (.kb.) instead of .ingest.',
      ],
    },
  ],
  limits: [
    { of: 'the rate of a serverless project', value: '15 MB/s, in bursts 30 MB/s' },
    { of: 'the rate of a hosted deployment', value: 'by the size of the deployment' },
  ],
  answers: [
    {
      on: { text: /ApiKey prefix not found/ },
      code: 'auth/rejected',
      meaning: 'The value of Authorization does not begin with ApiKey',
      advice: 'Write Authorization=ApiKey%20ENCODED_KEY in OTEL_EXPORTER_OTLP_HEADERS.',
      source: `${MOTLP}/troubleshooting`,
      example: { transport: 'grpc', status: 16, body: 'ApiKey prefix not found' },
    },
    {
      on: { text: /request exceeded available capacity/ },
      code: 'receiver/throttled',
      meaning: 'The rate limit of the project or deployment is reached',
      advice: 'Send less or in a steadier stream, or raise the size of the deployment.',
      source: `${MOTLP}/rate-limiting`,
      example: { transport: 'grpc', status: 8, body: 'request exceeded available capacity' },
    },
    {
      on: { http: [429], log: /responded with HTTP Status Code 429/ },
      code: 'receiver/throttled',
      meaning: 'The rate limit of the project or deployment is reached',
      advice: 'Send less or in a steadier stream, or raise the size of the deployment.',
      source: 'https://www.elastic.co/docs/troubleshoot/ingest/opentelemetry/429-errors-motlp',
      example: { transport: 'http', status: 429, body: '' },
    },
    {
      on: { http: [413] },
      code: 'receiver/payload-too-large',
      meaning: 'The request is larger than the endpoint takes',
      advice: 'Lower the size of the batches.',
      source: `${MOTLP}/troubleshooting`,
      example: { transport: 'http', status: 413, body: '' },
    },
  ],
  traps: [
    'Not for self-managed, ECE or ECK clusters, which need a gateway Collector; hosted deployments need 9.2 or newer.',
    'Data lands in traces-generic.otel-default and its kin, not in traces-apm*.',
  ],
  docs: 'https://www.elastic.co/docs/reference/opentelemetry/motlp',
  sources: [
    MOTLP,
    `${MOTLP}/troubleshooting`,
    `${MOTLP}/rate-limiting`,
    'https://www.elastic.co/docs/troubleshoot/ingest/opentelemetry/429-errors-motlp',
    'several public repositories (secondary: shape of the host)',
  ],
  unverified: [
    ['hosts', 'the shape is derived from examples; the suffix for Azure was not seen'],
    ['http/json', 'not read'],
    ['other', 'the field of the trace id in the data streams'],
  ],
});

export const elasticApmServer = defineVendor({
  id: 'elastic-apm-server',
  name: 'Elastic APM Server',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('apm-server')],
  marks: { ports: [8200] },
  transports: { grpc: 'yes', 'http/protobuf': 'yes', 'http/json': 'no' },
  signals: ['yes', 'yes', 'yes'],
  ports: [{ port: 8200, over: 'all' }],
  endpoints: [{ label: 'plain or TLS', over: 'all', url: 'http://APM_SERVER:8200' }],
  paths: STANDARD_PATHS,
  tls: 'optional',
  headers: [
    {
      name: 'Authorization',
      value: 'Bearer SECRET_TOKEN',
      schemes: ['Bearer', 'ApiKey'],
      need: 'sometimes',
      when: 'the server has a secret token, or API keys: then ApiKey with the Base64 of ID:KEY',
      mistakes: [
        'ApiKey with the bare key instead of the Base64 of ID:KEY',
        'another scheme (Basic, Api-Token)',
      ],
    },
  ],
  answers: [
    {
      on: { text: /missing or improperly formatted Authorization header/ },
      code: 'auth/missing',
      meaning:
        'The server wants Authorization with Bearer SECRET_TOKEN or ApiKey BASE64_OF_ID_COLON_KEY, and got neither',
      advice: 'Set OTEL_EXPORTER_OTLP_HEADERS=authorization=Bearer%20SECRET_TOKEN.',
      source: `${APM}auth/authenticator.go, api/mux_config_agent_test.go`,
      example: {
        transport: 'http',
        status: 401,
        body: `{"error":"authentication failed: missing or improperly formatted Authorization header: expected 'Authorization: Bearer secret_token' or 'Authorization: ApiKey base64(API key ID:API key)'"}`,
      },
    },
    {
      on: { text: /improperly (?:encoded|formatted) ApiKey credentials/ },
      code: 'auth/rejected',
      meaning: 'The API key is not the Base64 of ID:KEY',
      advice: 'Encode ID:KEY in Base64 and write ApiKey%20 in front of it.',
      source: `${APM}auth/apikey.go`,
      example: {
        transport: 'http',
        status: null,
        body: 'improperly encoded ApiKey credentials: expected base64(ID:APIKey)',
      },
    },
    {
      on: { http: [403], grpc: [7], text: /API Key not permitted action/ },
      code: 'auth/forbidden',
      meaning: 'The API key lacks the privilege to write',
      advice: 'Give the key the privilege that the message names.',
      source: `${APM}auth/apikey.go, interceptors/auth.go`,
      example: {
        transport: 'http',
        status: 403,
        body: 'unauthorized: API Key not permitted action "event:write"',
      },
    },
    {
      on: { http: [401], grpc: [16], text: /authentication failed/ },
      code: 'auth/rejected',
      meaning: 'The token is not that of the server',
      advice: 'Compare the token with the secret token of the server.',
      source: `${APM}auth/authenticator.go, interceptors/auth.go`,
      example: { transport: 'grpc', status: 16, body: 'authentication failed' },
    },
    {
      on: { text: /failed to unmarshal request body/ },
      code: 'protocol/json-unsupported',
      meaning: 'The server reads every body as protobuf, whatever its content type says',
      advice: 'Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf.',
      env: AS_PROTOBUF,
      source: `${APM}otlp/http.go`,
      example: { transport: 'http', status: 400, body: 'failed to unmarshal request body' },
    },
  ],
  traps: [
    'It listens on 127.0.0.1:8200 unless told otherwise.',
    'gRPC and HTTP, with and without TLS, share port 8200.',
    'Rejected spans are counted in a partial success behind a 200.',
    'Errors are protobuf messages (google.rpc.Status), not text.',
  ],
  docs: 'https://www.elastic.co/docs/solutions/observability/apm/',
  sources: [
    `${APM}otlp/{http,grpc}.go, auth/*, interceptors/auth.go, api/mux.go, config/config.go; systemtest/otlp_test.go`,
  ],
  unverified: [['hosts', 'the hosts of hosted .apm endpoints']],
});
