import type { PossibleCause } from './possible-cause.ts';

/** What the port speaks. */
export const PROTOCOL_CAUSES: readonly PossibleCause[] = [
  {
    code: 'protocol/http-to-grpc-port',
    weight: 'strong',
    why: 'HTTP is sent to the port of gRPC',
    facts: ['http-sent-to-grpc'],
  },
  {
    code: 'protocol/http-to-grpc-port',
    weight: 'strong',
    why: 'The exporter of Lua and APISIX sends HTTP, and 4317 is the port of gRPC',
    facts: ['lua-exporter', 'port-of-grpc'],
  },
  {
    code: 'protocol/grpc-to-http-port',
    weight: 'strong',
    why: 'gRPC is sent to the port of HTTP',
    facts: ['grpc-sent-to-http'],
  },
  {
    code: 'protocol/http-to-grpc-port',
    weight: 'strong',
    why: 'The image that the operator injects for Python exports over HTTP, and the endpoint has the port of gRPC',
    facts: ['port-of-grpc', 'injected'],
    without: ['grpc-asked'],
    sdk: ['python'],
  },
  {
    code: 'protocol/http-to-grpc-port',
    weight: 'fair',
    why: 'The image that the operator injects exports over HTTP, and the endpoint has the port of gRPC',
    facts: ['port-of-grpc', 'injected'],
    without: ['grpc-asked'],
  },
  {
    code: 'protocol/http-to-grpc-port',
    weight: 'fair',
    why: 'The default protocol of this SDK became http/protobuf with an upgrade, and the endpoint still has the port of gRPC',
    facts: ['port-of-grpc', 'sdk-upgraded', 'default-changed-there'],
  },
  {
    code: 'protocol/grpc-to-http-port',
    weight: 'fair',
    why: 'gRPC is chosen and no endpoint: this SDK keeps its default port, which is the one of HTTP',
    facts: ['grpc-asked', 'endpoint-not-set'],
  },
  {
    code: 'protocol/wrong-port',
    weight: 'strong',
    why: 'The port is one of a protocol other than OTLP: Jaeger and Zipkin have their own',
    facts: ['otlp-named', 'port-of-jaeger-or-zipkin'],
    without: ['exporter-of-jaeger'],
  },
  {
    code: 'protocol/wrong-port',
    weight: 'fair',
    why: 'The port is not one of OTLP today: 55680 and 55681 were so long ago, others belong to other things',
    facts: ['receives-otlp', 'port-of-others', 'nothing-arrives'],
  },
  {
    code: 'protocol/http2-unsupported',
    weight: 'strong',
    why: 'A load balancer or ingress on the way does not offer HTTP/2 to the sender, which gRPC needs',
    facts: ['http2-not-offered'],
  },
  {
    code: 'protocol/http2-unsupported',
    weight: 'strong',
    why: 'A load balancer or ingress on the way does not offer HTTP/2 to the sender, which gRPC needs',
    facts: ['grpc-named', 'front-without-http2', 'nothing-arrives'],
  },
  {
    code: 'protocol/http2-unsupported',
    weight: 'fair',
    why: 'A proxy, ingress or mesh on the way has to be told that the port speaks gRPC (HTTP/2)',
    facts: ['port-naming', 'front-that-may'],
  },
  {
    code: 'protocol/http2-unsupported',
    weight: 'fair',
    why: 'A proxy, ingress or mesh on the way has to be told that the port speaks gRPC (HTTP/2)',
    facts: ['grpc-named', 'front-that-may', 'front-fails'],
    without: ['front-fails-otherwise'],
  },
  {
    code: 'protocol/http2-unsupported',
    weight: 'fair',
    why: 'What stands in between does not pass the trailers of gRPC on',
    facts: ['trailers-lost'],
  },
  {
    code: 'protocol/json-unsupported',
    weight: 'strong',
    why: 'The receiver takes OTLP as protobuf only, and this exporter sends JSON',
    facts: ['type-refused', 'json-sent'],
  },
  {
    code: 'protocol/json-unsupported',
    weight: 'fair',
    why: 'The receiver refuses the encoding; JSON and protobuf are the ones to try',
    facts: ['type-refused'],
  },
  {
    code: 'protocol/json-unsupported',
    weight: 'fair',
    why: 'The receiver takes OTLP as protobuf only, and this exporter sends JSON',
    facts: ['json-sent', 'protobuf-wanted'],
  },
  {
    code: 'protocol/compression-unsupported',
    weight: 'strong',
    why: 'The body is compressed, and the receiver reads it as it is',
    facts: ['body-compressed', 'body-unread'],
  },
  {
    code: 'protocol/not-otlp',
    weight: 'fair',
    why: 'A web page answers with 200 where a receiver should, and exporters take that for success',
    facts: ['web-page', 'success-said'],
  },
];

/** Encryption. */
export const ENCRYPTION_CAUSES: readonly PossibleCause[] = [
  {
    code: 'tls/plaintext-server',
    weight: 'strong',
    why: 'The endpoint begins with https, and 4317 and 4318 of a Collector speak plaintext unless TLS is set up',
    facts: ['encrypts-to-itself', 'encryption-failed'],
  },
  {
    code: 'tls/plaintext-server',
    weight: 'fair',
    why: 'Exporters of Collector and Alloy, and SDKs without a scheme, encrypt by default; insecure: true turns it off',
    facts: ['encrypts-by-default'],
  },
  {
    code: 'tls/plaintext-server',
    weight: 'fair',
    why: 'Exporters of Collector and Alloy, and SDKs without a scheme, encrypt by default; insecure: true turns it off',
    facts: ['collector-exporter-over-grpc', 'unavailable'],
  },
  {
    code: 'tls/plaintext-server',
    weight: 'fair',
    why: 'An endpoint without a scheme is encrypted unless the exporter is told to be insecure, and that setting does not reach it here',
    facts: ['insecure-asked', 'scheme-said-missing', 'unavailable'],
  },
  {
    code: 'tls/plaintext-server',
    weight: 'strong',
    why: 'Without a scheme the gRPC exporter of Python encrypts unless it is told to be insecure',
    facts: ['scheme-said-missing', 'unavailable'],
    without: ['insecure-asked'],
    sdk: ['python'],
  },
  {
    code: 'tls/plaintext-server',
    weight: 'fair',
    why: 'The gRPC exporter of Go encrypts unless WithInsecure is given',
    facts: ['go-exporter-over-grpc', 'encryption-failed'],
    without: ['insecure-given'],
  },
  {
    code: 'tls/certificate-untrusted',
    weight: 'fair',
    why: 'The exporter was built without the roots of the system, or does not know the authority',
    facts: ['certificates-elsewhere', 'breaks-off'],
  },
  {
    code: 'tls/required',
    weight: 'strong',
    why: 'The exporter was built without TLS and cannot connect to an https endpoint',
    facts: ['built-without-encryption', 'encryption-asked'],
  },
  {
    code: 'tls/required',
    weight: 'strong',
    why: 'Without a TLS feature the gRPC exporter of Rust cannot reach an https endpoint',
    facts: ['tonic', 'encryption-asked', 'transport-broke'],
    without: ['roots-configured'],
  },
  {
    code: 'tls/required',
    weight: 'fair',
    why: 'Plaintext is sent to a port that speaks TLS',
    facts: ['plaintext-asked-of-443'],
  },
  {
    code: 'tls/required',
    weight: 'fair',
    why: 'Plaintext is sent to a port that speaks TLS',
    facts: ['insecure-asked', 'preface-unread'],
  },
  {
    code: 'tls/client-certificate-required',
    weight: 'strong',
    why: 'The receiver wants a client certificate, and none reaches it',
    facts: ['client-certificates', 'handshake-failed'],
  },
];
