import { CLOSED, UNAUTHENTICATED } from './causes.ts';
import type { KnownMessage } from './message.ts';

const RECEIVER = 'opentelemetry-collector receiver/otlpreceiver/otlphttp.go';

/** What curl, a browser or a load balancer shows of a receiver's answers. */
export const CLIENTS: readonly KnownMessage[] = [
  {
    id: 'client-plain-to-tls',
    sdk: 'client',
    literals: ['sent an http request to an https server'],
    pattern: /Client sent an HTTP request to an HTTPS server/i,
    meaning: 'The port takes TLS only, and the request came without it',
    codes: ['tls/required'],
    inner: true,
    source: 'Go net/http server.go',
    level: 'error',
  },
  {
    id: 'client-method',
    sdk: 'client',
    literals: ['405 method not allowed, supported: [post]'],
    pattern: /405 method not allowed, supported: \[POST\]/i,
    meaning: 'An OTLP receiver is there; it takes POST only',
    codes: ['protocol/method-not-allowed', 'telemetry/request-invalid'],
    source: RECEIVER,
    level: 'info',
  },
  {
    id: 'client-media-type',
    sdk: 'client',
    literals: ['415 unsupported media type, supported: ['],
    pattern: /415 unsupported media type, supported: \[application\/json, application\/x-protobuf\]/i,
    meaning: 'The request has no content type of OTLP',
    codes: ['protocol/json-unsupported', 'telemetry/request-invalid'],
    source: RECEIVER,
    level: 'error',
  },
  {
    id: 'client-login-missing',
    sdk: 'client',
    literals: [
      'missing or empty authorization',
      'scheme or token does not match',
      'missing or empty authorization metadata',
    ],
    pattern:
      /missing or empty authorization (?:header|metadata)(?:: (?<name>\S{1,60}))?|scheme or token does not match(?:: (?<secret>.{0,2000}))?/i,
    meaning: 'The receiver wants a login that the request does not have',
    codes: UNAUTHENTICATED,
    source: 'opentelemetry-collector-contrib extension/bearertokenauthextension',
    level: 'error',
  },
  {
    id: 'client-body-too-large',
    sdk: 'client',
    literals: ['http: request body too large'],
    pattern: /http: request body too large/i,
    meaning: 'The request is larger than the receiver takes',
    codes: ['receiver/payload-too-large'],
    inner: true,
    source: 'Go net/http, opentelemetry-collector config/confighttp',
    level: 'error',
  },
  {
    id: 'client-encoding',
    sdk: 'client',
    literals: ['unsupported content-encoding'],
    pattern: /unsupported Content-Encoding: (?<value>\S{1,60})/i,
    meaning: 'The receiver does not know the compression of the request',
    codes: ['protocol/compression-unsupported', 'config/compression-unknown'],
    inner: true,
    source: 'opentelemetry-collector config/confighttp/compression.go',
    level: 'error',
  },
  {
    id: 'browser-cors',
    sdk: 'client',
    literals: ['has been blocked by cors policy'],
    pattern:
      /(?:fetch|XMLHttpRequest) at '(?<endpoint>[^']{0,300}?(?:\/v1\/(?:traces|metrics|logs)|:431[78])[^']{0,100})'.{0,300}? has been blocked by CORS policy/i,
    meaning:
      'The browser may not send there: the receiver has to allow the page under cors.allowed_origins and the headers under allowed_headers',
    codes: ['telemetry/request-invalid'],
    source: 'opentelemetry-collector#7681, #1383; opentelemetry-js#3802',
    level: 'error',
  },
  {
    id: 'client-tenant',
    sdk: 'client',
    literals: ['no org id'],
    pattern: /no org id/i,
    meaning: 'The backend wants to know the tenant, usually in the header X-Scope-OrgID',
    codes: ['auth/tenant-missing'],
    inner: true,
    source: 'Grafana dskit user/id.go',
    level: 'error',
  },
  {
    id: 'client-closed',
    sdk: 'client',
    literals: ['socket hang up', 'empty reply from server'],
    pattern: /socket hang up|Empty reply from server/i,
    meaning:
      'The connection was taken and closed without an answer: the port speaks another protocol, or a published port leads to a receiver that listens on localhost of its container',
    codes: CLOSED,
    inner: true,
    source: 'opentelemetry-collector-contrib#33896; Node.js, curl',
    level: 'error',
  },
];
