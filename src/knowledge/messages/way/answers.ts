import type { Clause } from './clause.ts';
import { answer, http, status } from './status.ts';

/** What a receiver, or what stands in its place, answered. The words of the answer stand before its number. */
export const ANSWER_CLAUSES: readonly Clause[] = [
  {
    id: 'redirect-followed',
    own: true,
    pattern: /"POST \S{0,200}\/v1\/(?:traces|metrics|logs)\S{0,100} HTTP\/1\.?1" 30[12378]\b/i,
    meaning: 'The server sends elsewhere, and what was asked there is no export',
    told: { layer: 'http', status: 302 },
    codes: ['protocol/redirected'],
    alone: true,
    source: 'urllib3 2 connectionpool.py; requests 2.32 sessions.py rebuild_method',
  },
  answer(
    403,
    '403',
    'Forbidden',
    ['auth/forbidden', 'auth/rejected'],
    'The receiver does not let the sender write',
  ),
  status(
    7,
    'PERMISSION_DENIED',
    'PermissionDenied',
    ['auth/forbidden', 'auth/rejected'],
    'The receiver does not let the sender write',
  ),
  {
    id: 'bare-400',
    pattern: /responded with HTTP Status Code 400(?!\d|, Message)/i,
    meaning: 'The server answers 400 without the body of OTLP, as servers do that want TLS',
    told: { layer: 'http', status: 400 },
    codes: ['tls/required'],
    source: 'opentelemetry-collector otlphttpexporter otlp.go; Go 1.24 net/http server.go',
  },
  {
    id: 'login-missing',
    pattern:
      /missing or empty authorization|no basic auth provided|missing (?:authorization|authentication|credentials|api key|token)|(?<!proxy )(?:authentication|api[- ]?key|token) (?:is )?(?:required|missing)|no (?:authorization|credentials) (?:header|provided|given)/i,
    meaning: 'The receiver wants a login, and the request has none',
    told: { layer: 'http', status: 401 },
    codes: ['auth/missing'],
    source:
      'opentelemetry-collector-contrib extension/bearertokenauthextension, extension/basicauthextension',
  },
  {
    id: 'login-wrong',
    pattern:
      /does not match expected scheme or token|scheme or token does not match|invalid credentials|(?:invalid|unknown|expired|wrong) (?:api[- ]?key|token|authorization|login)|(?:api[- ]?key|token|licen[cs]e key) (?:is |was |has )?(?:expired|invalid|unknown|revoked|not (?:valid|recogni[sz]ed|found))|authentication failed|authenticator is not/i,
    meaning: 'The receiver does not take the login that the request has',
    told: { layer: 'http', status: 401 },
    codes: ['auth/rejected', 'auth/forbidden', 'auth/missing'],
    source:
      'opentelemetry-collector-contrib extension/bearertokenauthextension, extension/basicauthextension',
  },
  {
    id: 'memory-refused',
    pattern: /data refused due to high memory usage|no healthy upstream.{0,0}\bmemory/i,
    meaning: 'The receiver has no memory left and refuses',
    told: { layer: 'grpc', status: 14 },
    codes: ['receiver/unavailable', 'pipeline/spans-refused'],
    source: 'opentelemetry-collector internal/memorylimiter memorylimiter.go',
  },
  {
    id: 'gateway',
    pattern:
      /no healthy upstream|upstream connect error|upstream request timeout|Bad Gateway|Gateway Time-?out|status code received from server: 50[24]|invalid or incomplete response/i,
    meaning: 'A proxy answered, and the receiver behind it is away',
    told: { layer: 'http', status: 502 },
    codes: ['receiver/bad-gateway'],
    source:
      'Envoy 1.30 local_reply; nginx 1.22 ngx_http_special_response.c; HAProxy 2.6 errors; grpc-go 1.67 http_util.go',
  },
  {
    id: 'proxy-without-http2',
    pattern:
      /status code received from server: (?:411|426)\b|Received http2 header with status: (?:411|426)\b|Received HTTP status code (?:411|426)\b|Response protocol downgraded to HTTP\/1/i,
    meaning: 'A proxy answered the gRPC call that does not pass HTTP/2 on',
    told: { layer: 'setting' },
    codes: ['protocol/http2-unsupported', 'protocol/grpc-over-http1', 'protocol/grpc-to-http-port'],
    otherPort: 'protocol/grpc-to-http-port',
    source:
      'RFC 9110 sections 15.5.12 and 15.5.22; lighttpd 1.4.69 mod_proxy; Envoy 1.30; Grpc.Net.Client 2.6x GrpcCall.cs',
  },
  {
    id: 'web-answers-grpc',
    pattern:
      /Received http2 header with status: (?:200|40[045]|411|415|426)\b|(?:status code received from server: (?:200|40[045]|411|415|426)\b|code = Unknown desc = transport)[^\n]{0,80}unexpected content-type|Invalid content-type value|Stream removed/i,
    meaning: 'A web server answered the gRPC call',
    told: { layer: 'setting' },
    codes: ['protocol/not-otlp', 'protocol/grpc-to-http-port'],
    otherPort: 'protocol/grpc-to-http-port',
    source:
      'grpc-go 1.67 internal/transport/http2_client.go; gRPC core 1.60 chttp2; grpc-js 1.10 subchannel-call.ts',
  },
  answer(
    404,
    '404',
    'Not Found|page not found',
    [
      'endpoint/path-wrong',
      'protocol/path-not-found',
      'endpoint/signal-path-missing',
      'endpoint/path-doubled',
      'receiver/signal-not-enabled',
    ],
    'The server does not know the path',
  ),
  {
    id: 'compression',
    pattern:
      /Decompressor is not installed for grpc-encoding|unsupported (?:grpc-encoding|Content-Encoding)|Content-Encoding[^\n]{0,30}not supported/i,
    meaning: 'The receiver does not take the compression of the export',
    told: { layer: 'setting' },
    codes: ['protocol/compression-unsupported'],
    alone: true,
    source: 'grpc-go 1.67 server.go; opentelemetry-collector 0.158 confighttp compression.go',
  },
  {
    id: 'redirects',
    pattern:
      /stopped after \d{1,3} redirects|Exceeded \d{1,3} redirects|TooManyRedirects|too many (?:follow-up requests|redirects)/i,
    meaning: 'The server sends elsewhere again and again',
    told: { layer: 'setting' },
    codes: ['protocol/redirected'],
    alone: true,
    source:
      'Go 1.24 net/http client.go; requests 2.32 sessions.py; OkHttp 4 RetryAndFollowUpInterceptor; reqwest 0.12 redirect.rs',
  },
  {
    id: 'post-became-get',
    own: true,
    pattern: /method not allowed, supported: \[POST\]/i,
    meaning:
      'A redirect was followed, and the POST became a GET: the receiver takes POST here, and got another method',
    told: { layer: 'setting' },
    codes: ['protocol/redirected', 'protocol/method-not-allowed'],
    source:
      'opentelemetry-collector 0.158 otlpreceiver otlphttp.go; requests 2.32 sessions.py rebuild_method',
  },
  answer(
    405,
    '405',
    'Method Not Allowed',
    ['protocol/method-not-allowed', 'protocol/redirected'],
    'The server does not take a POST on this path',
  ),
  answer(
    401,
    '401',
    'Unauthorized|Authorization Required',
    ['auth/missing', 'auth/rejected'],
    'The receiver wants a login, or does not take the one it got',
  ),
  answer(
    415,
    '415',
    'Unsupported Media Type',
    ['protocol/compression-unsupported', 'protocol/json-unsupported', 'protocol/http-to-grpc-port'],
    'The receiver does not take this encoding of the body',
    { otherPort: 'protocol/http-to-grpc-port' },
  ),
  answer(429, '429', 'Too Many Requests', ['receiver/throttled'], 'The receiver asks to send less', {
    alone: true,
  }),
  answer(
    502,
    '50[24]',
    'Bad Gateway|Gateway Time-?out',
    ['receiver/bad-gateway'],
    'A proxy answered, and the receiver behind it is away',
  ),
  answer(
    503,
    '503',
    'Service Unavailable',
    ['receiver/unavailable', 'receiver/throttled'],
    'The receiver says that it is not available',
  ),
  answer(
    302,
    '30[12378]',
    'Moved Permanently|Moved Temporarily|Found|See Other|Permanent Redirect|Temporary Redirect',
    ['protocol/redirected'],
    'The server sends elsewhere, which exporters do not follow',
    { alone: true },
  ),
  answer(
    500,
    '500',
    'Internal Server Error',
    ['receiver/server-error'],
    'The receiver failed on its own side',
  ),
  answer(
    400,
    '4(?:00|22)',
    'Bad Request|Unprocessable Entity',
    ['receiver/rejected-payload', 'tls/required', 'receiver/payload-too-large'],
    'The receiver does not take what was sent',
    { withCertificate: 'tls/required' },
  ),
  status(
    16,
    'UNAUTHENTICATED',
    'Unauthenticated',
    ['auth/missing', 'auth/rejected'],
    'The receiver wants a login, or does not take the one it got',
  ),
  status(
    12,
    'UNIMPLEMENTED',
    'Unimplemented',
    ['receiver/signal-not-enabled', 'protocol/service-unimplemented', 'protocol/not-otlp'],
    'The server does not take this signal, or is no OTLP receiver',
    { otherPort: 'protocol/grpc-to-http-port' },
  ),
  status(
    8,
    'RESOURCE_EXHAUSTED',
    'ResourceExhausted',
    ['receiver/throttled', 'receiver/payload-too-large'],
    'The receiver asks to send less',
  ),
  status(
    3,
    'INVALID_ARGUMENT',
    'InvalidArgument',
    ['receiver/rejected-payload'],
    'The receiver does not take what was sent',
  ),
  status(
    13,
    'INTERNAL',
    'Internal',
    ['receiver/server-error', 'protocol/http2-unsupported', 'protocol/grpc-to-http-port'],
    'The receiver failed on its own side, or something in between does not speak gRPC',
  ),
  {
    id: 'partial-success',
    own: true,
    pattern: /partial[ _-]?success/i,
    meaning: 'The receiver took an export and rejected a part of it',
    told: { layer: 'setting' },
    codes: ['receiver/partial-success'],
    alone: true,
    source:
      'opentelemetry-go internal/partialsuccess.go; opentelemetry-js logging-response-handler.ts; opentelemetry-rust opentelemetry-otlp',
  },
];

/** Answers that say so little that whatever else is known counts more. */
export const UNKNOWN_ANSWER_CLAUSES: readonly Clause[] = [
  {
    id: 'http-other',
    pattern: http('(?:4|5)\\d\\d', "I'm a Teapot"),
    meaning: 'The receiver answers in a way that OTLP does not know',
    told: { layer: 'http', status: 418 },
    codes: ['receiver/delivery-failed'],
    source: 'RFC 9110 section 15',
  },
  status(
    2,
    'UNKNOWN',
    'Unknown',
    ['receiver/server-error', 'protocol/not-otlp'],
    'The receiver failed in a way that it does not name',
  ),
  {
    id: 'retryable',
    own: true,
    pattern:
      /Export failed with retryable status|retry-able request failure|Export failed after maximum retry attempts/i,
    meaning: 'The receiver is busy or away (429, 502, 503 or 504), and trying again did not help',
    told: { layer: 'http', status: 503 },
    codes: ['receiver/unavailable', 'receiver/bad-gateway', 'receiver/throttled'],
    source:
      'opentelemetry-js otlp-exporter-base otlp-export-delegate.ts; opentelemetry-go otlptracehttp client.go',
  },
];
