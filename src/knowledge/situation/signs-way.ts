import type { Sign } from './sign.ts';

/** Facts of proxies, encryption and logins, as people tell them. */
export const WAY_SIGNS = [
  {
    fact: 'proxy-set',
    layer: 'proxy',
    sayer: 'person',
    pattern: /\b(?:https?|all|grpc|no)_proxy\b|corporate proxy|forward proxy|system proxy/i,
    source: 'curl 8, environment; Go 1.24 net/http ProxyFromEnvironment',
  },
  {
    fact: 'proxy-in-between',
    layer: 'proxy',
    sayer: 'person',
    pattern:
      /unavailable|subchannel|(?:via|to|through) (?:the |a |our )?(?:corporate )?proxy|proxy although|\b407\b|\bNO_PROXY|\b50[234]\b|CONNECT\b/i,
    source: 'Grpc.Net.Client 2.6x GrpcChannel.cs; RFC 9110 section 15.5.8',
  },
  {
    fact: 'proxy-of-receiver',
    layer: 'proxy',
    sayer: 'person',
    pattern: /reverse[- ]proxy/i,
    source: 'RFC 9110 section 3.7, gateway',
  },
  {
    fact: 'proxy-not-used',
    layer: 'proxy',
    sayer: 'person',
    pattern:
      /(?:\bproxy\b|_PROXY\b)[^\n]{0,60}(?:ignor\w{1,3}|does not (?:use|honou?r|respect|support)|not (?:used|honou?red|respected|supported))|(?:ignor\w{1,3}|does not (?:use|honou?r|respect|support))[^\n]{0,60}proxy|bypass(?:es|ed)? the proxy/i,
    source: 'opentelemetry-js otlp-exporter-base http-exporter-transport.ts: no proxy of its own',
  },
  {
    fact: 'certificates-elsewhere',
    layer: 'encryption',
    sayer: 'person',
    pattern:
      /tls-(?:native-)?roots|webpki|rustls|native-certs|private CA|internal CA|custom CA|root certificates/i,
    source: 'tonic 0.12 transport channel, features tls-roots and tls-native-roots',
  },
  {
    fact: 'built-without-encryption',
    layer: 'encryption',
    sayer: 'person',
    pattern:
      /without (?:the )?(?:reqwest-rustls|tls|ssl|openssl)|(?:tls|rustls) feature|no TLS feature|feature.{0,20}tls.{0,30}(?:missing|not enabled)|HttpsUriWithoutTlsSupport|scheme is not http|invalid URL, scheme/i,
    source: 'opentelemetry-otlp 0.27 Cargo.toml, features; hyper-util 0.1 connect/http.rs',
  },
  {
    fact: 'tonic',
    layer: 'process',
    sayer: 'file',
    pattern: /with_tonic|tonic|grpc-tonic/i,
    source: 'opentelemetry-otlp 0.27 exporter/tonic',
  },
  {
    fact: 'transport-broke',
    layer: 'outcome',
    sayer: 'program',
    pattern: /transport error|\bEOF\b|GoAway|broken pipe/i,
    source: 'tonic 0.12 transport/error.rs; h2 0.4',
  },
  {
    fact: 'roots-configured',
    layer: 'encryption',
    sayer: 'program',
    pattern: /UnknownIssuer|tls-roots|native_roots|webpki/,
    source: 'rustls 0.23 CertificateError',
  },
  {
    fact: 'encrypts-by-default',
    layer: 'encryption',
    sayer: 'person',
    pattern:
      /default TLS|TLS by default|without (?:tls\.)?insecure|no (?:tls )?insecure|missing insecure|insecure (?:is )?(?:not set|unset|missing|ignored)|no transport security set|without TLS, handshake/i,
    source: 'opentelemetry-collector configgrpc; Alloy otelcol.exporter.otlp; grpc-go 1.67 dialoptions.go',
  },
  {
    fact: 'go-exporter-over-grpc',
    layer: 'process',
    sayer: 'file',
    pattern: /otlptracegrpc|otlpmetricgrpc|WithEndpoint\(/,
    source: 'opentelemetry-go 1.47 otlptracegrpc options.go',
  },
  {
    fact: 'insecure-given',
    layer: 'settings',
    sayer: 'file',
    pattern: /(?<!no )WithInsecure|INSECURE/,
    source: 'opentelemetry-go 1.47 otlptracegrpc options.go',
  },
  {
    fact: 'encryption-failed',
    layer: 'outcome',
    sayer: 'program',
    pattern:
      /\bTLS\b|SSL|handshake|certificate|UNAVAILABLE|EPROTO|WRONG_VERSION|first record|deadline exceeded/i,
    source: 'BoringSSL in grpc 1.60; Go 1.24 crypto/tls conn.go',
  },
  {
    fact: 'collector-exporter-over-grpc',
    layer: 'collector',
    sayer: 'file',
    pattern: /exporters?[.:\s]{1,6}otlp(?!_?http)[^\n]{0,80}(?:\s|:\/\/)[\w-]{1,60}:4317/i,
    source: 'opentelemetry-collector exporter/otlpexporter factory.go: TLS unless insecure',
  },
  {
    fact: 'encrypts-to-itself',
    layer: 'settings',
    sayer: 'file',
    pattern: /https:\/\/(?:localhost|127\.0\.0\.1|[\w-]{1,60}):431[78]\b/i,
    source: 'opentelemetry-collector 0.158 otlpreceiver: plaintext unless tls is set',
  },
  {
    fact: 'plaintext-asked-of-443',
    layer: 'settings',
    sayer: 'file',
    pattern: /insecure["']?\s{0,3}[:=(]\s{0,3}["']?true[^\n]{0,120}:443\b|http:\/\/[^\s"']{1,100}:443\b/i,
    source: 'IANA service names: 443 is https',
  },
  {
    fact: 'preface-unread',
    layer: 'outcome',
    sayer: 'program',
    pattern: /error reading server preface|plaintext|TLS port/i,
    source: 'grpc-go 1.67 internal/transport/http2_client.go',
  },
  {
    fact: 'client-certificates',
    layer: 'encryption',
    sayer: 'person',
    pattern:
      /client_ca_file|RequireAndVerifyClientCert|mutual TLS|\bmTLS\b|CLIENT_CERTIFICATE|client certificate/i,
    source: 'opentelemetry-collector configtls; Go 1.24 crypto/tls ClientAuthType',
  },
  {
    fact: 'handshake-failed',
    layer: 'outcome',
    sayer: 'program',
    pattern: /BAD_CERTIFICATE|bad certificate|certificate required|CERTIFICATE_REQUIRED|handshake/i,
    source: 'RFC 8446 section 6.2',
  },
  {
    fact: 'certificate-not-verified',
    layer: 'outcome',
    sayer: 'program',
    pattern: /UNABLE_TO_VERIFY|SELF_SIGNED|certificate/,
    source: 'Node.js 20 tls',
  },
  {
    fact: 'login-refused',
    layer: 'login',
    sayer: 'person',
    pattern: /\b401\b|Unauthori[sz]ed|UNAUTHENTICATED/i,
    source: 'RFC 9110 section 15.5.2; gRPC status 16',
  },
  {
    fact: 'writing-refused',
    layer: 'login',
    sayer: 'person',
    pattern: /PERMISSION_DENIED|\b403\b|Forbidden/i,
    source: 'RFC 9110 section 15.5.4; gRPC status 7',
  },
  {
    fact: 'credential-given',
    layer: 'login',
    sayer: 'file',
    pattern:
      /(?:authorization|api[-_]?key|x-[\w-]{2,30}|token)["']?\s{0,2}[=:]\s{0,2}\S|base64|with (?:a |the |my )?(?:api[- ]?key|token|licen[cs]e key)|auth\.basic|\b\w{2,20} key in headers/i,
    source: 'RFC 9110 section 11.6.2',
  },
  {
    fact: 'credential-not-sent',
    layer: 'login',
    sayer: 'person',
    pattern:
      /never (?:attached|sent|applied|reach)|not (?:attached|applied|sent|passed|propagated|forwarded)|no client\.auth|without (?:an? )?(?:auth|header|token)|missing (?:auth|header|token|credential)|has no (?:client\.)?auth|(?:headers?|auth\w{0,12}) (?:is |are |was |were )?(?:missing|ignored|dropped|lost)|no (?:auth|credential|token|api key)/i,
    source: 'RFC 9110 section 11.6.2',
  },
  {
    fact: 'one-signal-refused',
    layer: 'login',
    sayer: 'person',
    pattern:
      /\b401\b[^\n]{0,60}while (?:traces|metrics|logs)|(?:traces|metrics|logs) (?:are |is )?(?:ok|fine|work\w{0,3})[^\n]{0,80}\b401\b/i,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md, variables of one signal',
  },
  {
    fact: 'dropped-in-silence',
    layer: 'outcome',
    sayer: 'person',
    pattern: /silent|dropped|set/i,
    source: 'OpenTelemetry specification 1.40, protocol/exporter.md',
  },
  {
    fact: 'credential-wrong',
    layer: 'login',
    sayer: 'person',
    pattern:
      /(?:invalid|wrong|incorrect|expired|bad|revoked) (?:kind of )?(?:api[- ]?key|token|credential|licen[cs]e|key|password|JWT)|(?:api[- ]?key|token|JWT|licen[cs]e key) (?:is |was |has )?(?:invalid|wrong|expired|not (?:valid|accepted)|rejected)|authentication (?:error: )?invalid|invalid authentication|invalid auth\b|unsupported authorization scheme|scheme or token does not match|wrong (?:authorization )?scheme/i,
    source: 'opentelemetry-collector-contrib extension/bearertokenauthextension; vendors, documented answers',
  },
  {
    fact: 'backend-with-kinds-of-keys',
    layer: 'login',
    sayer: 'person',
    pattern: /new ?relic|datadog|honeycomb|dynatrace|dash0|lightstep|grafana cloud/i,
    source: 'src/knowledge/vendors, answers',
  },
  {
    fact: 'key-named',
    layer: 'login',
    sayer: 'person',
    pattern: /\b(?:key|token|api-key|licen[cs]e)\b/i,
    source: 'src/knowledge/vendors, answers',
  },
] as const satisfies readonly Sign[];
