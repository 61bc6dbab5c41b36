import type { Clause } from './clause.ts';

/** Errors of a TLS handshake. The clause that says what is wrong with the certificate stands before the general ones. */
export const TLS_CLAUSES: readonly Clause[] = [
  {
    id: 'tls-not-yet-valid',
    pattern:
      /certificate is not yet valid|CERT_NOT_YET_VALID|NotYetValid|not yet valid: current time \S{1,40} is before|certificate not valid yet|NotValidYetContext|NSURLErrorDomain Code=-1204\b/i,
    meaning: 'The certificate of the receiver is not valid yet, or the clock here is behind',
    told: { layer: 'tls', outcome: 'untrusted', code: 'CERT_NOT_YET_VALID' },
    codes: ['tls/certificate-not-yet-valid'],
    alone: true,
    source:
      'Go 1.24 crypto/x509 verify.go; OpenSSL 3 x509_txt.c; Node.js 20 tls; rustls 0.23 CertificateError; JDK 21 CertificateNotYetValidException; Foundation NSURLError.h',
  },
  {
    id: 'tls-own-certificate-refused',
    pattern:
      /remote error: tls: (?:expired certificate|unknown certificate(?: authority)?|bad certificate|revoked certificate|unsupported certificate)|(?:alert|received SERVER ALERT: Fatal -) (?:unknown ca|bad certificate|certificate unknown|certificate expired|unsupported certificate)|TLSV1_ALERT_UNKNOWN_CA|(?:SSL|TLS)V\w{1,6}_ALERT_(?:BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|CERTIFICATE_EXPIRED|UNSUPPORTED_CERTIFICATE)|received fatal alert: (?:UnknownCA|BadCertificate|CertificateUnknown|CertificateExpired|unknown_ca|bad_certificate|certificate_unknown|certificate_expired)/i,
    meaning: 'The receiver does not take the client certificate that it was shown',
    told: { layer: 'tls', outcome: 'failed', code: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' },
    codes: ['tls/client-certificate-rejected', 'tls/client-certificate-required'],
    source:
      'Go 1.24 crypto/tls alert.go; OpenSSL 3 ssl_stat.c; BoringSSL ssl_stat.cc in grpc 1.60; rustls 0.23 AlertDescription; JDK 21 sun.security.ssl Alert',
  },
  {
    id: 'tls-certificate-wanted',
    pattern:
      /tls: certificate required|alert certificate required|CERTIFICATE_REQUIRED|certificate_required|CertificateRequired|No required SSL certificate was sent|didn't provide a certificate|peer did not return a certificate|SERVER ALERT: Fatal - Certificate required|NSURLErrorDomain Code=-1206\b/i,
    meaning: 'The receiver wants a client certificate, and got none',
    told: { layer: 'tls', outcome: 'failed', code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' },
    codes: ['tls/client-certificate-required'],
    source: 'Go 1.24 crypto/tls alert.go; OpenSSL 3 ssl_stat.c; nginx 1.22 ngx_http_special_response.c',
  },
  {
    id: 'tls-expired',
    pattern:
      /certificate has expired(?! or is not yet valid)|CERT_HAS_EXPIRED|CERTIFICATE_EXPIRED|CertificateExpiredException|peer certificate: (?:certificate )?Expired|not yet valid: current time \S{1,40} is after|certificate expired|ExpiredContext|bad_cert,cert_expired|NSURLErrorDomain Code=-1201\b/i,
    meaning: 'The certificate of the receiver has expired, or the clock here is ahead',
    told: { layer: 'tls', outcome: 'untrusted', code: 'CERT_HAS_EXPIRED' },
    codes: ['tls/certificate-expired'],
    alone: true,
    source:
      'Go 1.24 crypto/x509 verify.go; OpenSSL 3 x509_txt.c; Node.js 20 tls; rustls 0.23 CertificateError; JDK 21 CertificateExpiredException',
  },
  {
    id: 'tls-other-name',
    pattern:
      /x509: (?:certificate is valid for|cannot validate certificate for|certificate is not valid for any names)|Hostname mismatch|IP address mismatch|ERR_TLS_CERT_ALTNAME_INVALID|does not match certificate's altnames|doesn't match either of|doesn't match '[^']{1,200}'|No subject alternative|Hostname \S{1,200} not verified|Hostname Verification Check failed|not valid for name|NotValidForName(?:Context)?|no alternative certificate subject name|RemoteCertificateNameMismatch|no appropriate subjectAltName|Peer name \S{1,200} is not in peer certificate|hostname_check_failed|Common name .{1,200} doesn't match/i,
    meaning: 'The certificate of the receiver is for another name than that of the endpoint',
    told: { layer: 'name' },
    codes: ['tls/hostname-mismatch'],
    alone: true,
    source:
      'Go 1.24 crypto/x509 verify.go; CPython 3.11 ssl; urllib3 2 util/ssl_match_hostname.py; Node.js 20 tls; OkHttp 4 RealConnection; gRPC core 1.60 ssl_utils.cc; rustls 0.23; .NET 8 SslPolicyErrors',
  },
  {
    id: 'tls-not-in-time',
    pattern: /certificate chain: (?:\w{3,30}, ){0,4}NotTimeValid/,
    meaning: 'The certificate of the receiver has expired or is not valid yet, or the clock here is wrong',
    told: { layer: 'tls', outcome: 'untrusted', code: 'CERT_HAS_EXPIRED' },
    codes: ['tls/certificate-expired', 'tls/certificate-not-yet-valid'],
    source: '.NET 8 System.Net.Security SslStream, X509ChainStatusFlags',
  },
  {
    id: 'tls-untrusted',
    pattern:
      /x509: certificate (?:signed by unknown authority|relies on legacy)|PKIX path building failed|unable to find valid certification path|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT|self[- ]signed certificate|unable to verify the first certificate|UNABLE_TO_VERIFY_LEAF_SIGNATURE|unable to get (?:local )?issuer certificate|UNABLE_TO_GET_ISSUER_CERT|CERTIFICATE[_ ]VERIFY[_ ]FAILED|UnknownIssuer|CaUsedAsEndEntity|remote certificate is invalid|certificate is not trusted|CLIENT ALERT: Fatal - (?:Unknown CA|Bad Certificate)|unknown_ca\b|NSURLErrorDomain Code=-120[23]\b/i,
    meaning: 'The certificate of the receiver is from an authority that the sender does not trust',
    told: { layer: 'tls', outcome: 'untrusted', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    codes: ['tls/certificate-untrusted'],
    orFile: true,
    source:
      'Go 1.24 crypto/x509 verify.go; OpenSSL 3 x509_txt.c; Node.js 20 tls; BoringSSL in grpc 1.60; rustls 0.23; JDK 21 sun.security.validator; .NET 8 SslStream; OTP 27 ssl_alert.erl; Foundation NSURLError.h',
  },
  {
    id: 'tls-no-common-version',
    pattern:
      /tls: protocol version not supported|(?<!for )(?:alert )?protocol version\b|TLSV1_ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|unsupported protocol(?! scheme)\b|server selected unsupported protocol version|offered only unsupported versions|no (?:shared|common) cipher|NO_SHARED_CIPHER|No appropriate protocol|received fatal alert: protocol_?version|received fatal alert: handshake_?failure|SERVER ALERT: Fatal - (?:Protocol Version|Handshake Failure)|SSLV3[_ ]ALERT[_ ]HANDSHAKE[_ ]FAILURE|remote error: tls: handshake failure/i,
    meaning: 'Sender and receiver have no TLS version or cipher in common',
    told: { layer: 'tls', outcome: 'failed', code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' },
    codes: ['tls/version-unsupported', 'tls/client-certificate-required'],
    source:
      'Go 1.24 crypto/tls; OpenSSL 3 ssl_stat.c; BoringSSL in grpc 1.60; JDK 21 sun.security.ssl Alert; OTP 27 ssl_alert.erl',
  },
  {
    id: 'tls-no-http2',
    pattern:
      /missing selected ALPN property|no[_ ]application[_ ]protocol|NO_APPLICATION_PROTOCOL|Cannot check peer: missing|H2NotNegotiated/i,
    meaning: 'The receiver, or a proxy in front of it, does not offer HTTP/2, which gRPC needs',
    told: { layer: 'setting' },
    codes: ['protocol/http2-unsupported', 'protocol/grpc-to-http-port'],
    source:
      'grpc-go 1.67 credentials/tls.go; gRPC core 1.60 ssl_utils.cc; Go 1.24 crypto/tls alert.go; tonic 0.12 transport',
  },
  {
    id: 'tls-to-plaintext-go',
    pattern:
      /first record does not look like a TLS(?: handshake)?|server gave HTTP response to HTTPS client/i,
    meaning: 'TLS was sent to a port that answers in plaintext',
    told: { layer: 'tls', outcome: 'not-tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
    codes: ['tls/plaintext-server'],
    alone: true,
    source: 'Go 1.24 crypto/tls conn.go, net/http transport.go',
  },
  {
    id: 'tls-to-plaintext',
    pattern:
      /first record does not look like a TLS(?: handshake)?|server gave HTTP response to HTTPS client|wrong[_ ]version[_ ]number|Unsupported or unrecognized SSL message|InvalidContentType|received corrupt message|packet length too long|record layer failure|OPENSSL_internal:HTTP_REQUEST|routines:[^:\n]{0,60}:http request|corrupted frame|not an SSL\/TLS record|Cannot determine the frame size/i,
    meaning: 'TLS was sent to a port that answers in plaintext',
    told: { layer: 'tls', outcome: 'not-tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
    codes: ['tls/plaintext-server'],
    source:
      'Go 1.24 crypto/tls conn.go, net/http transport.go; OpenSSL 3 ssl_err.c; BoringSSL in grpc 1.60; rustls 0.23; JDK 21 sun.security.ssl; netty 4 SslHandler; .NET 8 SslStream',
  },
  {
    id: 'tls-not-built-in',
    pattern: /HttpsUriWithoutTlsSupport|Connecting to HTTPS without TLS enabled/,
    meaning: 'The exporter was built without TLS and cannot send to an https endpoint',
    told: { layer: 'setting' },
    codes: ['tls/required'],
    source:
      'tonic 0.12 transport/channel/service/connector.rs, tls feature; opentelemetry-otlp 0.26 Cargo.toml',
  },
  {
    id: 'tls-wanted',
    pattern:
      /Client sent an HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled server port|malformed HTTP response \\*"\\+x15\\+x03/i,
    meaning: 'Plaintext was sent to a port that takes TLS only',
    told: { layer: 'speech', speaks: 'tls' },
    codes: ['tls/required'],
    alone: true,
    source:
      'Go 1.24 net/http server.go; nginx 1.22 ngx_http_special_response.c; Apache 2.4 ssl_engine_io.c; RFC 8446 section 6',
  },
];
