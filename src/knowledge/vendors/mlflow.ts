import { defineVendor, named, under } from './define.ts';
import { takesOnly } from './shared.ts';

const SEEN = 'mlflow 3.17.2 from PyPI, run; mlflow/server/otel_api.py';
const SECURITY = 'mlflow 3.17.2 mlflow/server/security_utils.py';

export const mlflow = defineVendor({
  id: 'mlflow',
  name: 'MLflow',
  kind: 'self-hosted',
  confidence: 'primary',
  names: [named('mlflow')],
  marks: {
    // 5000 is the port of every other Python server, too: its words tell it.
    answers: [/x-mlflow-experiment-id|No Experiment with id=|Experiment ID must be|\bmlflow\b/i],
  },
  transports: { grpc: 'no', 'http/protobuf': 'yes', 'http/json': 'yes' },
  signals: ['yes', 'no', 'no'],
  ports: [{ port: 5000, over: 'http' }],
  endpoints: [{ label: 'HTTP', over: 'http', url: 'http://localhost:5000' }],
  paths: under('', 'traces'),
  slashRefused: true,
  tls: 'off',
  headers: [
    {
      name: 'x-mlflow-experiment-id',
      value: 'NUMBER',
      role: 'routing',
      when: 'the experiment; 0 is there from the start',
    },
  ],
  encodings: ['gzip', 'deflate'],
  answers: [
    {
      on: { http: [422], text: /x-mlflow-experiment-id/ },
      code: 'auth/tenant-missing',
      meaning: 'The header that names the experiment is missing',
      advice: 'Add x-mlflow-experiment-id=NUMBER; 0 is the experiment that is there from the start.',
      source: SEEN,
      example: {
        transport: 'http',
        status: 422,
        body: '{"detail":[{"type":"missing","loc":["header","x-mlflow-experiment-id"],"msg":"Field required","input":null}]}',
      },
    },
    {
      on: { http: [404], text: /RESOURCE_DOES_NOT_EXIST|No Experiment with id=/ },
      code: 'receiver/rejected-payload',
      meaning: 'The route is right, and the experiment that x-mlflow-experiment-id names does not exist',
      advice:
        'Give the number of an experiment that exists: it is in the address of its page; 0 is there from the start.',
      source: SEEN,
      example: {
        transport: 'http',
        status: 404,
        body: '{"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "No Experiment with id=999 exists"}',
      },
    },
    {
      on: { http: [400], text: /Experiment ID must be/ },
      code: 'receiver/rejected-payload',
      meaning: 'x-mlflow-experiment-id wants the number of the experiment, not its name',
      advice: 'Give the number: it is in the address of the page of the experiment.',
      source: SEEN,
      example: { transport: 'http', status: 400, body: 'Experiment ID must be a valid integer' },
    },
    {
      on: { http: [403], text: /Invalid Host header/ },
      code: 'receiver/host-not-allowed',
      meaning: 'MLflow answers only to localhost, private addresses and the names in its list',
      advice: "Start it with --allowed-hosts 'NAME:5000,localhost:*' (or MLFLOW_SERVER_ALLOWED_HOSTS).",
      source: SECURITY,
      example: {
        transport: 'http',
        status: 403,
        body: 'Invalid Host header - possible DNS rebinding attack detected',
      },
    },
    takesOnly('MLflow', 'traces', { http: [404, 405] }, SEEN, {
      ...{ transport: 'http', status: 404, body: '<!doctype html>', signal: 'metrics' },
    }),
  ],
  traps: [
    'An empty x-mlflow-experiment-id is answered with 200, and the trace is dropped.',
    'An export without spans is answered with 400.',
    'Takes OTLP since 3.6, with a database behind it: the file store is gone.',
  ],
  docs: 'https://mlflow.org/docs/latest/genai/tracing/opentelemetry/ingest/',
  sources: [SEEN, SECURITY],
  unverified: [['limits', 'payload limits']],
});
