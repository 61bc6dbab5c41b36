import type { CheckCode } from '../../../model/check-code.ts';
import type { Clause } from './clause.ts';

/** What ends a connection that was made, most likely first. */
const CLOSED_WITHOUT_ANSWER: readonly CheckCode[] = [
  'network/connection-closed',
  'network/connection-reset',
  'tls/required',
  'protocol/http-to-grpc-port',
];

/** A connection that ended without an answer, or nothing in time: what is left when no answer is told. */
export const END_CLAUSES: readonly Clause[] = [
  {
    id: 'java-port-of-grpc',
    own: true,
    pattern: /port is likely incorrect for protocol version "http\/protobuf"[^\n]{0,300} has port 4317\b/,
    meaning: 'OTLP over HTTP goes to the usual port of gRPC',
    told: { layer: 'setting' },
    codes: ['protocol/http-to-grpc-port'],
    withCertificate: 'tls/required',
    source: 'opentelemetry-java 1.66 exporters/otlp OtlpConfigUtil.java',
  },
  {
    id: 'java-port-of-http',
    own: true,
    pattern: /port is likely incorrect for protocol version "grpc"[^\n]{0,300} has port 4318\b/,
    meaning: 'gRPC goes to the usual port of OTLP over HTTP',
    told: { layer: 'setting' },
    codes: ['protocol/grpc-to-http-port'],
    source: 'opentelemetry-java 1.66 exporters/otlp OtlpConfigUtil.java',
  },
  {
    // What failed is told at DEBUG alone.
    id: 'rust-network-error',
    own: true,
    pattern: /HTTP export failed: network error/,
    meaning: 'No answer came: the connection failed, or was closed before the answer',
    told: { layer: 'setting' },
    codes: [
      'network/connection-refused',
      'network/dns-failure',
      'network/connection-closed',
      'tls/plaintext-server',
    ],
    otherPort: 'protocol/http-to-grpc-port',
    source: 'opentelemetry-otlp 0.33 src/exporter/http/mod.rs',
  },
  {
    // tonic tells no more of a connection that does not come about.
    id: 'rust-tcp',
    pattern: /detailed error message: tcp connect error/,
    meaning: 'No connection came about',
    told: { layer: 'tcp', outcome: 'refused' },
    codes: [
      'network/connection-refused',
      'network/connect-timeout',
      'network/unreachable',
      'protocol/wrong-port',
    ],
    source:
      'opentelemetry-otlp 0.26 src/exporter/tonic/trace.rs; hyper-util 0.1 client/legacy/connect/http.rs',
  },
  {
    id: 'http2-shut-down',
    pattern: /ConnectionShutdownException/,
    meaning: 'The connection was of no use for HTTP/2: what came back was none, or the other side left',
    told: { layer: 'setting' },
    codes: ['protocol/grpc-to-http-port', 'protocol/not-otlp', 'network/connection-closed', 'tls/required'],
    withCertificate: 'tls/required',
    source: 'OkHttp 4 and 5 http2/Http2Connection.kt newStream, failConnection',
  },
  {
    // Its code is ECONNRESET, though nobody reset it.
    id: 'hang-up',
    pattern: /socket hang up/i,
    meaning: 'The connection was made and closed without an answer',
    told: { layer: 'end', code: 'EOF' },
    codes: CLOSED_WITHOUT_ANSWER,
    otherPort: 'protocol/http-to-grpc-port',
    withCertificate: 'tls/required',
    source: 'Node.js 20 _http_client.js',
  },
  {
    id: 'reset',
    pattern:
      /ECONNRESET|connection reset|ConnectionResetError|stream was reset(?!: CANCEL)|broken pipe|EPIPE|\(reset\)/i,
    meaning: 'The connection was made and reset without an answer',
    told: { layer: 'end', code: 'ECONNRESET' },
    codes: [
      'network/connection-reset',
      'network/connection-closed',
      'tls/required',
      'protocol/http-to-grpc-port',
    ],
    otherPort: 'protocol/http-to-grpc-port',
    withCertificate: 'tls/required',
    source: 'Linux errno ECONNRESET, EPIPE; Node.js 20 net; CPython 3.11; OkHttp 4',
  },
  {
    id: 'closed',
    pattern:
      /Empty reply from server|RemoteDisconnected|Remote end closed connection|unexpected end of stream|server preface: EOF|Required SETTINGS preface not received|(?<!SocketException: )Socket closed|": (?:unexpected )?EOF\b|connection closed before message completed|header parser received no bytes|Connection aborted|Call cancelled|Connection dropped|other side closed|Connection closed|IncompleteMessage|NSURLErrorDomain Code=-1005\b|Last error: (?:Error: )?Failed to connect/i,
    meaning: 'The connection was made and closed without an answer',
    told: { layer: 'end', code: 'EOF' },
    codes: CLOSED_WITHOUT_ANSWER,
    otherPort: 'protocol/http-to-grpc-port',
    withCertificate: 'tls/required',
    source:
      'Node.js 20 http; CPython 3.11 http/client.py; Go 1.24 net/http; grpc-go 1.67 http2_client.go; gRPC core 1.60; hyper 1.4; OkHttp 4',
  },
  {
    id: 'tls-ended',
    pattern:
      /EOF occurred in violation of protocol|UNEXPECTED_EOF_WHILE_READING|Client network socket disconnected before secure TLS|SSLEOFError|Remote host terminated the handshake|tls handshake eof|SSL_ERROR_SYSCALL/i,
    meaning: 'The connection was closed in the middle of the TLS handshake',
    told: { layer: 'setting' },
    codes: ['tls/plaintext-server', 'network/connection-closed', 'network/connection-reset'],
    otherPort: 'protocol/http-to-grpc-port',
    source: 'CPython 3.11 _ssl.c; Node.js 20 _tls_wrap.js; JDK 21 sun.security.ssl; rustls 0.23; OpenSSL 3',
  },
  {
    id: 'deadline-connected',
    pattern: /Deadline exceeded after [^\n]{0,200}remote_addr=/i,
    meaning: 'A connection was made, and no answer came in time',
    told: { layer: 'timeout' },
    codes: ['receiver/no-response', 'receiver/timeout'],
    source: 'grpc-js 1.12 load-balancing-call.ts, deadline.ts',
  },
  {
    id: 'grpc-deadline',
    pattern: /StatusCode\.DEADLINE_EXCEEDED|\b4 DEADLINE_EXCEEDED/i,
    meaning: 'No answer came in time: no connection came about, or the receiver does not answer',
    told: { layer: 'setting' },
    codes: ['network/connect-timeout', 'receiver/no-response', 'receiver/timeout'],
    source: 'gRPC core 1.60; grpc-js 1.10 deadline.ts',
  },
  {
    // Its stack tells more (`likelier.ts`): a call that is over before it begins follows others that failed at once.
    id: 'okhttp-timeout',
    pattern: /InterruptedIOException: timeout/,
    meaning: 'The exporter gave up: a call had not ended in its time, or was tried again until then',
    told: { layer: 'setting' },
    codes: ['receiver/no-response', 'network/connect-timeout', 'receiver/timeout'],
    source:
      'OkHttp 5.1 RealCall.kt timeoutExit; opentelemetry-java 1.66 exporters/sender/okhttp RetryInterceptor.java',
  },
  {
    id: 'timeout',
    pattern:
      /DEADLINE[_ ]?EXCEEDED|deadline exceeded|DeadlineExceeded|read timed out|ReadTimeout|Request Timeout\b|Request timed out|SocketTimeoutException|Client\.Timeout exceeded|i\/o timeout|cURL error 28\b|operation timed out|Timeout expired|configured HttpClient\.Timeout|NSURLErrorDomain Code=-1001\b|use of closed network connection/i,
    meaning: 'No answer came within the time that the exporter waits',
    told: { layer: 'timeout' },
    codes: ['receiver/no-response', 'receiver/timeout', 'network/connect-timeout'],
    source:
      'gRPC status 4; requests 2 exceptions.py; opentelemetry-js otlp-exporter-base http-transport-utils.ts; Go 1.24 net/http client.go; OkHttp 4; curl 7.88',
  },
  {
    id: 'transport-error',
    pattern: /\btransport error\b/i,
    meaning: 'No connection came about; why is not said',
    told: { layer: 'setting' },
    codes: ['network/connection-refused', 'tls/required', 'tls/plaintext-server', 'network/dns-failure'],
    otherPort: 'protocol/grpc-to-http-port',
    source: 'tonic 0.12 transport/error.rs',
  },
  {
    id: 'unavailable',
    pattern:
      /StatusCode\.UNAVAILABLE\b|code = Unavailable\b|\b14 UNAVAILABLE\b|Server is UNAVAILABLE|status: Unavailable\b|gRPC status(?: code)? 14\b/i,
    meaning: 'No gRPC connection came about, or the receiver is not ready; why is not said',
    told: { layer: 'setting' },
    otherPort: 'protocol/grpc-to-http-port',
    codes: [
      'network/connection-refused',
      'receiver/unavailable',
      'network/dns-failure',
      'tls/plaintext-server',
    ],
    source: 'gRPC status 14',
  },
];
