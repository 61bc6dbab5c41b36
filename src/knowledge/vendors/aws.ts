import { defineVendor, under } from './define.ts';
import { only443 } from './shared.ts';

const DOCS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html';
const SOURCES: readonly string[] = [
  DOCS,
  'https://docs.amazonaws.cn/en_us/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html',
];

/** What the three endpoints have in common. */
const COMMON = {
  kind: 'saas',
  confidence: 'primary',
  transports: { grpc: 'no', 'http/protobuf': 'yes', 'http/json': 'yes' },
  ports: only443('http'),
  tls: 'required',
  encodings: ['gzip'],
  docs: DOCS,
  sources: SOURCES,
} as const;

const SIGNED = {
  name: 'Authorization',
  value: 'AWS4-HMAC-SHA256 SIGNATURE',
  fixed: false,
  when: 'a signature (SigV4) of every single request: use ADOT, or a Collector with sigv4authextension',
  mistakes: ['a fixed header, which cannot work'],
} as const;

export const awsXray = defineVendor({
  ...COMMON,
  id: 'aws-xray-otlp',
  name: 'AWS X-Ray (OTLP endpoint)',
  hosts: [/^xray\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/],
  signals: ['yes', 'no', 'no'],
  endpoints: [{ label: 'traces', over: 'http', url: 'https://xray.REGION.amazonaws.com/v1/traces' }],
  paths: under('', 'traces'),
  headers: [SIGNED],
  limits: [
    { of: 'a request, uncompressed', value: '5 MB' },
    { of: 'a request', value: '10000 spans' },
    { of: 'resource and scope', value: '16 KB' },
    { of: 'a span', value: '200 KB' },
    { of: 'times', value: 'at most 2 hours ahead and 14 days old' },
    { of: 'the spans of a request', value: 'within 24 hours' },
  ],
  traps: [
    'A fixed header never works: every request is signed.',
    'One resource that is too large refuses the whole request.',
  ],
  unverified: [['credential-answers', 'answers to a wrong signature']],
});

export const awsLogs = defineVendor({
  ...COMMON,
  id: 'aws-cloudwatch-logs-otlp',
  name: 'AWS CloudWatch Logs (OTLP endpoint)',
  hosts: [/^logs\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/],
  signals: ['no', 'no', 'yes'],
  endpoints: [{ label: 'logs', over: 'http', url: 'https://logs.REGION.amazonaws.com/v1/logs' }],
  paths: under('', 'logs'),
  headers: [
    {
      name: 'Authorization',
      value: 'Bearer API_KEY',
      schemes: ['Bearer', 'AWS4-HMAC-SHA256'],
      need: 'sometimes',
      when: 'the log group allows API keys; else every request has to be signed (SigV4)',
    },
    { name: 'x-aws-log-group', value: 'LOG_GROUP', role: 'routing', when: 'it has to exist' },
    { name: 'x-aws-log-stream', value: 'LOG_STREAM', role: 'routing', when: 'it has to exist' },
  ],
  limits: [{ of: 'an event', value: '1 MB, beyond which it is cut' }],
  traps: ['Log group and log stream have to exist beforehand.'],
  unverified: [['credential-answers', 'answers to a wrong signature or key']],
});

export const awsMetrics = defineVendor({
  ...COMMON,
  id: 'aws-cloudwatch-metrics-otlp',
  name: 'AWS CloudWatch metrics (OTLP endpoint)',
  hosts: [/^monitoring\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/],
  signals: ['no', 'yes', 'no'],
  endpoints: [{ label: 'metrics', over: 'http', url: 'https://monitoring.REGION.amazonaws.com/v1/metrics' }],
  paths: under('', 'metrics'),
  headers: [SIGNED],
  unverified: [
    ['limits', 'payload limits'],
    ['other', 'the regions'],
    ['credential-answers', 'answers to a wrong signature'],
  ],
});
