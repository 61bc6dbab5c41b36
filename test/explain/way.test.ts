import { describe, expect, test } from 'vitest';
import { checks } from '../../checks/index.ts';
import { explainText } from '../../src/jobs/explain-text.ts';
import { CLAUSES } from '../../src/knowledge/messages/way/index.ts';

const explain = (text: string) => explainText(text, { checks }).explanation;
const first = (text: string): string | undefined => explain(text).causes[0]?.code;

const GO = '2026/11/30 10:00:00 traces export: ';
const REFUSED = 'dial tcp 127.0.0.1:4317: connect: connection refused';
const PYTHON =
  'Transient error StatusCode.UNAVAILABLE encountered while exporting traces to collector:4317, retrying in 1s. Error details: failed to connect to all addresses; last error: ';
const MAX_RETRIES =
  "requests.exceptions.SSLError: HTTPSConnectionPool(host='c', port=4318): Max retries exceeded with url: /v1/traces (Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ";

/** What a text says, and the code that comes first: by kind. */
const KINDS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'a wrapper is read from the inside out': [
    [
      `${GO}exporter export timeout: rpc error: code = Unavailable desc = no healthy upstream`,
      'receiver/bad-gateway',
    ],
    [
      `${GO}exporter export timeout: rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: ${REFUSED}"`,
      'network/connection-refused',
    ],
    [
      `${GO}context deadline exceeded: retry-able request failure: body: 503 Service Unavailable`,
      'receiver/unavailable',
    ],
    [
      `${PYTHON}UNKNOWN: ipv4:127.0.0.1:4317: Failed to connect to remote host: Connection refused`,
      'network/connection-refused',
    ],
    [
      `${PYTHON}UNAVAILABLE: ipv4:127.0.0.1:4317: recvmsg:Connection reset by peer (104)`,
      'network/connection-reset',
    ],
    [
      `${MAX_RETRIES}`.replace(
        /SSLError\(SSLCert.*/,
        "NewConnectionError('Failed to establish a new connection: [Errno 111] Connection refused'))",
      ),
      'network/connection-refused',
    ],
    [
      'Error: 14 UNAVAILABLE: No connection established. Last error: Error: connect ECONNREFUSED ::1:4317. Resolution note: ',
      'network/connection-refused',
    ],
  ],
  'the clause behind a failed verification decides': [
    [`${MAX_RETRIES}certificate has expired (_ssl.c:1006)')))`, 'tls/certificate-expired'],
    [
      `${MAX_RETRIES}Hostname mismatch, certificate is not valid for 'c'. (_ssl.c:1006)')))`,
      'tls/hostname-mismatch',
    ],
    [`${MAX_RETRIES}self-signed certificate (_ssl.c:1006)')))`, 'tls/certificate-untrusted'],
    [
      `${GO}Post "https://c:4318/v1/traces": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-30T14:25:42Z is before 2026-12-10T14:17:32Z`,
      'tls/certificate-not-yet-valid',
    ],
    [
      `${GO}Post "https://c:4318/v1/traces": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2026-11-30T14:25:42Z is after 2026-11-20T14:17:32Z`,
      'tls/certificate-expired',
    ],
  ],
  'files of the sender': [
    ['{"stack":"x","message":"Failed to read root certificate file"}', 'tls/ca-file-unreadable'],
    [
      '2026/11/30 10:00:00 internal_logging.go:50: "msg"="read tls ca cert file" "error"="open /x/ca.pem: no such file or directory"',
      'tls/ca-file-unreadable',
    ],
    [
      '2026/11/30 10:00:00 internal_logging.go:50: "msg"="create certificate pool" "error"="failed to append certificate to the cert pool"',
      'tls/ca-file-invalid',
    ],
  ],
  'an address that cannot be used': [
    [
      `Exception while exporting Span batch.\nrequests.exceptions.InvalidSchema: No connection adapters were found for '"http://127.0.0.1:4318"/v1/traces'`,
      'endpoint/quoted',
    ],
    [
      '"msg"="parse url" "error"="parse \\"\\\\\\"http://127.0.0.1:4318\\\\\\"\\": first path segment in URL cannot contain colon" otel',
      'endpoint/quoted',
    ],
    [
      `${GO}Post "http://http/127.0.0.1:4318/v1/traces": dial tcp: lookup http on 10.0.0.2:53: no such host`,
      'endpoint/invalid',
    ],
    [`${GO}Post "http://c: 4318/v1/traces": dial tcp: address  4318: invalid port`, 'endpoint/invalid'],
    [`${GO}dial tcp: lookup tcp/4317/v1/traces: unknown port`, 'endpoint/invalid'],
  ],
  'a 404 and where it went': [
    [
      'OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318/v1/traces\nFailed to export batch code: 404, reason: 404 page not found',
      'endpoint/path-doubled',
    ],
    [`${GO}failed to send to http://c:4318/v1/traces/v1/traces: 404 Not Found`, 'endpoint/path-doubled'],
    [`${GO}failed to send to http://c:4318/: 404 Not Found`, 'endpoint/signal-path-missing'],
  ],
  'two protocols on one port': [
    [
      'Error: 14 UNAVAILABLE: No connection established. Last error: Protocol error (2026-04-23T11:15:01.060Z). Resolution note: ',
      'protocol/grpc-to-http-port',
    ],
    [
      'Error: 13 INTERNAL: Received RST_STREAM with code 2 triggered by internal client error: Protocol error',
      'protocol/grpc-to-http-port',
    ],
    [
      `${PYTHON}INTERNAL: ipv4:127.0.0.1:4318: Failed parsing HTTP/2 (Expected SETTINGS frame as the first frame, got frame type 80)`,
      'protocol/grpc-to-http-port',
    ],
    [
      'java.io.EOFException: \\n not found: limit=0 content=0000120400000000000003\nFailed to export spans',
      'protocol/http-to-grpc-port',
    ],
  ],
  'a proxy that says no': [
    [
      'HTTP proxy handshake with ipv4:127.0.0.1:26011 failed: UNKNOWN: HTTP proxy returned response code 403',
      'network/proxy-refused',
    ],
    [
      'Failed to connect to otel.test:26351 through proxy 127.0.0.1:26353 with status 403',
      'network/proxy-refused',
    ],
    [
      'traces export: failed to do connect handshake, response: "HTTP/1.1 403 Forbidden',
      'network/proxy-refused',
    ],
    ['otlp exporter: Tunnel connection failed: 403 Forbidden', 'network/proxy-refused'],
    ['otlp exporter: Tunnel connection failed: 407 Proxy Authentication Required', 'network/proxy-refused'],
    ['traces export: Post "https://otel.test/v1/traces": Forbidden', 'network/proxy-refused'],
  ],
  'other words with one cause': [
    [
      'rpc error: code = Unavailable desc = connection error: desc = "transport: authentication handshake failed: remote error: tls: expired certificate"',
      'tls/client-certificate-rejected',
    ],
    ['traces export: remote error: tls: no application protocol', 'protocol/http2-unsupported'],
    ['tracing OTLP GRPC: TLS and Insecure options are mutually exclusive', 'config/conflict'],
    [
      'Error: failed to resolve authenticator "x": requested authenticator is not a client authenticator',
      'pipeline/config-invalid',
    ],
    ['OTLPExporterError: Not Found', 'endpoint/path-wrong'],
    ['OTLPExporterError: Moved Permanently', 'protocol/redirected'],
    ['OTLPExporterError: Bad Request', 'receiver/rejected-payload'],
    ['<center>No required SSL certificate was sent</center> otlp', 'tls/client-certificate-required'],
    [
      'OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4317\nOTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\nFailed to export spans. Server responded with HTTP status code 415',
      'protocol/http-to-grpc-port',
    ],
  ],
};

describe.each(Object.entries(KINDS))('%s', (_, rows) => {
  test.each(rows)('%s', (text, code) => {
    expect(first(text)).toBe(code);
  });
});

describe('what is no evidence', () => {
  test.each([
    ['a healthy environment', 'OTEL_SERVICE_NAME=checkout\nOTEL_TRACES_SAMPLER=parentbased_always_on\n'],
    [
      'a line of a traceback',
      'Traceback (most recent call last):\n  File "/app/x.py", line 400, in f\nValueError: no',
    ],
    ['a login and a database', 'user login failed: 401 Unauthorized\ndb connect ECONNREFUSED 127.0.0.1:5432'],
    ['a place in a source file', 'ts=1 level=info caller=rate_limited_logger.go:27 msg="flushed traces"'],
    [
      'the variables of another program',
      'OTEL_ENDPOINT=https://otlp.example.com/v1/traces\nOTEL_HEADERS=x=y\nlitellm started',
    ],
    ['a server that starts', 'Starting HTTP server endpoint 0.0.0.0:4318'],
  ])('%s settles nothing', (_, text) => {
    expect(explain(text).verdict).toBe('inconclusive');
  });

  test.each([
    [
      'advice of Java',
      'SEVERE: Failed to export spans. Server responded with UNIMPLEMENTED. This usually means that your collector is not configured with an otlp receiver in the "pipelines" section of the configuration. If export is not desired and you are using OpenTelemetry autoconfiguration or the javaagent, disable export by setting OTEL_TRACES_EXPORTER=none. Full error message:',
      'config/exporter-none',
    ],
    [
      'a logger of Java',
      'Nov 30, 2026 11:46:39 AM io.opentelemetry.sdk.common.internal.ThrottlingLogger doLog\nSEVERE: Failed to export 1 spans. The request could not be executed.\njava.io.IOException: unexpected end of stream on http://127.0.0.1:26347/...',
      'receiver/throttled',
    ],
    [
      'JavaScript on keys that nobody set',
      'Client key and certificate must both be provided, but one was missing',
      'tls/client-certificate-required',
    ],
  ])('%s accuses not %s', (_, text, code) => {
    expect(first(text)).not.toBe(code);
  });
});

describe('the formats that logs come in', () => {
  const line = `traces export: Post "http://c:4318/v1/traces": ${REFUSED}`;
  test.each([
    ['CRLF', `start\r\n${line}\r\n`],
    ['JSON lines', JSON.stringify({ level: 'error', ts: 1, msg: line })],
    ['logfmt', `ts=2026-11-30T10:00:00Z level=error msg=${JSON.stringify(line)}`],
    ['klog', `E1130 10:00:00.000000       1 main.go:42] ${line}`],
    ['pino', JSON.stringify({ level: 50, time: 1, pid: 1, hostname: 'h', msg: line })],
    ['structlog', `2026-11-30 10:00:00 [error    ] ${line} [otel]`],
    ['docker compose', `app-1  | ${line}`],
    ['kubectl --prefix', `[pod/app-7d9f/app] ${line}`],
    ['journald', `Nov 30 10:00:00 host app[123]: ${line}`],
    ['a fence of Markdown', `What I see:\n\n\`\`\`\n${line}\n\`\`\`\n`],
  ])('%s', (_, text) => {
    expect(first(text)).toBe('network/connection-refused');
  });
});

describe('clauses', () => {
  test('have one id each, name where they come from, and a meaning without a full stop', () => {
    const ids = CLAUSES.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    for (const { source, meaning, codes } of CLAUSES) {
      expect(source).toMatch(/[A-Za-z].{3,}/);
      expect(meaning).toMatch(/^[A-Za-z].{15,}[^.\s]$/);
      expect(codes.length).toBeGreaterThan(0);
    }
  });

  test('repeat nothing without a bound', () => {
    const unbounded = CLAUSES.filter(({ pattern }) =>
      /(?<!\\)\.[*+]|\\[swdS][*+]/.test(pattern.source.replace(/\[(?:[^\]\\]|\\.)*\]/g, '')),
    );
    expect(unbounded.map(({ id }) => id)).toEqual([]);
  });
});
