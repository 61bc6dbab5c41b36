import type { Rule } from '../reading.ts';
import { either, placeOf, together, unless } from '../together.ts';

/** Rules about encryption and certificates. */
export const TLS_RULES: readonly Rule[] = [
  {
    code: 'tls/plaintext-server',
    confidence: 'high',
    why: 'The endpoint begins with https, and 4317 and 4318 of a Collector on this machine speak plaintext unless TLS is set up',
    find: together(
      /https:\/\/(?:localhost|127\.0\.0\.1|[\w-]{1,60}):431[78]\b/i,
      /TLS|SSL|handshake|certificate|UNAVAILABLE|EPROTO|fail/i,
    ),
  },
  {
    code: 'tls/plaintext-server',
    confidence: 'medium',
    why: 'Exporters of Collector and Alloy, and SDKs without a scheme, encrypt by default; tls.insecure: true turns it off',
    find: either(
      together(
        /default TLS|TLS by default|without (?:tls\.)?insecure|no (?:tls )?insecure|missing insecure|insecure (?:is )?(?:not set|unset|missing|ignored)/i,
      ),
      together(
        /exporters?[.:\s]{1,6}otlp(?!_?http)[^\n]{0,80}(?:\s|:\/\/)[\w-]{1,60}:4317/i,
        /tls|handshake|EOF|UNAVAILABLE|transport/i,
      ),
    ),
  },
  {
    code: 'tls/certificate-untrusted',
    confidence: 'medium',
    why: 'The exporter was built without the roots of the system, or does not know the authority',
    find: together(
      /tls-(?:native-)?roots|webpki|rustls|native-certs|private CA|internal CA|custom CA|root certificates/i,
      /fail|error|transport|unknown|untrusted|handshake/i,
    ),
  },
  {
    code: 'tls/required',
    confidence: 'high',
    why: 'The exporter was built without TLS and cannot connect to an https endpoint',
    find: either(
      together(
        /https/i,
        /without (?:the )?(?:reqwest-rustls|tls|ssl|openssl)|(?:tls|rustls) feature|no TLS feature|feature.{0,20}tls.{0,30}(?:missing|not enabled)|HttpsUriWithoutTlsSupport|scheme is not http|invalid URL, scheme/i,
      ),
      together(/Client sent an HTTP request to an HTTPS server|HTTP request was sent to HTTPS port/i),
    ),
  },
  {
    code: 'tls/required',
    confidence: 'medium',
    why: 'Without a TLS feature the gRPC exporter of Rust cannot reach an https endpoint',
    find: unless(
      /UnknownIssuer|tls-roots|native_roots|webpki/,
      together(
        /with_tonic|tonic|grpc-tonic/i,
        /https:\/\/|https endpoint/i,
        /transport error|\bEOF\b|GoAway|broken pipe/i,
      ),
    ),
  },
  {
    code: 'tls/plaintext-server',
    confidence: 'medium',
    why: 'The exporter was told neither to encrypt nor not to',
    find: together(/no transport security set/i),
  },
  {
    code: 'tls/plaintext-server',
    confidence: 'medium',
    why: 'The gRPC exporter of Go encrypts unless WithInsecure is given',
    find: unless(
      /WithInsecure|INSECURE/,
      together(
        /otlptracegrpc|otlpmetricgrpc|WithEndpoint\(/,
        /handshake|first record|deadline exceeded|Unavailable/i,
      ),
    ),
  },
  {
    code: 'tls/required',
    confidence: 'medium',
    why: 'Plaintext is sent to a port that speaks TLS',
    find: together(
      /insecure["']?\s{0,3}[:=(]\s{0,3}["']?true|WithInsecure|http:\/\/[^\s"']{1,100}:443\b/i,
      /error reading server preface|EOF|plaintext|TLS port|:443\b/i,
    ),
  },
  {
    code: 'tls/client-certificate-required',
    confidence: 'high',
    why: 'The receiver wants a client certificate, and none reaches it',
    find: either(
      together(
        /client_ca_file|RequireAndVerifyClientCert|mutual TLS|\bmTLS\b|CLIENT_CERTIFICATE|client certificate/i,
        /BAD_CERTIFICATE|bad certificate|certificate required|CERTIFICATE_REQUIRED|handshake fail|(?:ignored|not supported|never sent)[^\n]{0,40}handshake|handshake/i,
      ),
      together(
        /certificate required|CERTIFICATE_REQUIRED|didn't provide a certificate|peer did not return a certificate/i,
      ),
    ),
  },
  {
    code: 'config/variable-unsupported',
    confidence: 'high',
    why: 'This exporter does not read the variables for certificates: they have to be given in another way',
    explains: ['tls/certificate-untrusted'],
    find: (reading) => {
      const set = placeOf(reading, /OTEL_EXPORTER_OTLP_(?:\w{4,7}_)?(?:CLIENT_)?CERTIFICATE\b/);
      const failed = placeOf(reading, /UNABLE_TO_VERIFY|SELF_SIGNED|certificate/);
      const http = placeOf(reading, /\bHTTP exporter|exporter-trace-otlp-(?:http|proto)|http\/protobuf/i);
      return set && failed && http && reading.sdk?.sdk === 'js' ? { places: [set, http, failed] } : null;
    },
  },
];
