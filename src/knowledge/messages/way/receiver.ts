import type { Clause } from './clause.ts';

/** What a Collector says as the one that receives: the same words as a sender's, with the roles the other way round. */
export const RECEIVER_CLAUSES: readonly Clause[] = [
  {
    id: 'receiver-plaintext-came',
    pattern:
      /(?:TLS handshake error from|ServerHandshake)[^\n]{0,200}(?:first record does not look like a TLS handshake|client sent an HTTP request)/i,
    meaning: 'A client sent plaintext to the TLS port of the receiver',
    told: { layer: 'setting' },
    codes: ['tls/required'],
    alone: true,
    source: 'Go 1.24 net/http server.go; grpc-go 1.67 server.go',
  },
  {
    id: 'receiver-distrusted',
    pattern:
      /(?:TLS handshake error from|ServerHandshake)[^\n]{0,200}remote error: tls: (?:bad certificate|unknown certificate(?: authority)?|certificate unknown)/i,
    meaning: 'A client does not trust the certificate of the receiver',
    told: { layer: 'setting' },
    codes: ['tls/certificate-untrusted', 'tls/hostname-mismatch', 'tls/certificate-expired'],
    source: 'Go 1.24 crypto/tls alert.go',
  },
  {
    id: 'receiver-expired',
    pattern:
      /(?:TLS handshake error from|ServerHandshake)[^\n]{0,200}remote error: tls: expired certificate/i,
    meaning: 'A client found the certificate of the receiver expired',
    told: { layer: 'setting' },
    codes: ['tls/certificate-expired'],
    alone: true,
    source: 'Go 1.24 crypto/tls alert.go',
  },
  {
    id: 'receiver-certificate-wanted',
    pattern: /(?:TLS handshake error from|ServerHandshake)[^\n]{0,200}client didn't provide a certificate/i,
    meaning: 'The receiver wants a client certificate, and a client has none',
    told: { layer: 'setting' },
    codes: ['tls/client-certificate-required'],
    alone: true,
    source: 'Go 1.24 crypto/tls handshake_server.go',
  },
  {
    id: 'receiver-certificate-refused',
    pattern: /(?:TLS handshake error from|ServerHandshake)[^\n]{0,200}failed to verify certificate: x509/i,
    meaning: 'The receiver does not take the certificate of a client',
    told: { layer: 'setting' },
    codes: ['tls/client-certificate-rejected'],
    alone: true,
    source: 'Go 1.24 crypto/tls handshake_server.go',
  },
  {
    id: 'receiver-old-version',
    pattern:
      /(?:TLS handshake error from|ServerHandshake)[^\n]{0,200}(?:unsupported versions|no cipher suite supported|protocol version not supported)/i,
    meaning: 'Receiver and client have no TLS version or cipher in common',
    told: { layer: 'setting' },
    codes: ['tls/version-unsupported'],
    alone: true,
    source: 'Go 1.24 crypto/tls handshake_server.go',
  },
  {
    id: 'receiver-handshake-ended',
    pattern: /(?:TLS handshake error from|ServerHandshake)[^\n]{0,120}(?:EOF|connection reset by peer)/i,
    meaning: 'A client ended the TLS handshake: it does not trust the certificate, or was a health check',
    told: { layer: 'setting' },
    codes: ['tls/certificate-untrusted', 'tls/hostname-mismatch', 'tls/certificate-expired'],
    source: 'Go 1.24 net/http server.go',
  },
  {
    id: 'receiver-no-grpc-came',
    pattern:
      /http2Server\.HandleStreams received bogus greeting[^"\n]{0,30}\\{0,8}"(?:GET|POST|PUT|HEAD|OPTI)/i,
    meaning: 'HTTP/1.1 came to the gRPC port of the receiver',
    told: { layer: 'setting' },
    codes: ['protocol/http-to-grpc-port'],
    alone: true,
    source: 'grpc-go 1.67 internal/transport http2_server.go',
  },
  {
    id: 'receiver-tls-came',
    pattern: /http2Server\.HandleStreams received bogus greeting[^"\n]{0,30}\\{0,8}"\\{1,8}x16\\{1,8}x03/i,
    meaning: 'TLS came to a plaintext port of the receiver',
    told: { layer: 'setting' },
    codes: ['tls/plaintext-server'],
    alone: true,
    source: 'grpc-go 1.67 internal/transport http2_server.go',
  },
  {
    id: 'receiver-memory',
    pattern: /Memory usage is above (?:soft|hard) limit/i,
    meaning: 'The memory limiter of the receiver refuses data',
    told: { layer: 'setting' },
    codes: ['receiver/unavailable', 'pipeline/spans-refused', 'pipeline/memory-limiter-misconfigured'],
    source: 'opentelemetry-collector internal/memorylimiter memorylimiter.go',
  },
];
