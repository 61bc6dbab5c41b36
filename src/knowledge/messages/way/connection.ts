import type { Clause } from './clause.ts';

/** Errors of names, proxies, connections and mixed-up protocols. */
export const CONNECTION_CLAUSES: readonly Clause[] = [
  {
    id: 'http1-answers-grpc',
    pattern:
      /FRAME_SIZE_ERROR: 4740180|looked like an HTTP\/1\.1 header|0x485454|http2: frame too large|Expected SETTINGS frame as the first frame|triggered by internal client error: Protocol error|Last error: (?:Error: )?Protocol error|http2 error: .{0,40}(?:FRAME_SIZE_ERROR|PROTOCOL_ERROR)|Trying to connect an http1\.x server|larger than max \(1213486160 vs|NGHTTP2_PROTOCOL_ERROR|GoAway\(b\\{0,2}"\\{0,2}", FRAME_SIZE_ERROR|did not complete the HTTP\/2 handshake/i,
    meaning: 'gRPC was sent to a port that answers in another protocol, usually HTTP/1.1',
    told: { layer: 'speech', speaks: 'http1' },
    codes: ['protocol/grpc-to-http-port', 'protocol/http2-unsupported', 'tls/required'],
    source:
      'Go golang.org/x/net/http2 frame.go; grpc-js 1.10 subchannel-call.ts; OkHttp 4 Http2Reader; gRPC core 1.60 frame_settings; h2 0.4; Node.js 20 http2',
  },
  {
    // A length of more than 512 MB is text: 1752460652 is `html`, as error pages of proxies begin (`<html>`).
    id: 'error-page-answers-grpc',
    pattern: /larger than max \((?:1752460652|1213482316|1213484364) vs/,
    meaning: 'A proxy answered the gRPC call with an error page',
    told: { layer: 'setting' },
    codes: ['receiver/bad-gateway', 'protocol/not-otlp', 'protocol/grpc-to-http-port'],
    source: 'grpc-js 1.10 stream-decoder.ts; nginx 1.22 ngx_http_special_response.c',
  },
  {
    // The first byte of the text is read as the flag of a compressed message.
    id: 'page-read-as-compressed',
    own: true,
    pattern: /Unsupported gRPC message encoding: null/,
    meaning: 'A page or other text was read as a gRPC message: something else than a receiver answered',
    told: { layer: 'setting' },
    codes: ['receiver/bad-gateway', 'protocol/not-otlp', 'protocol/grpc-to-http-port'],
    source:
      'opentelemetry-java 1.66 exporters/sender/okhttp GrpcMessageDecoder; gRPC over HTTP2, length-prefixed message',
  },
  {
    id: 'page-answers-grpc',
    pattern: /larger than max \((?:5[4-9]\d{7}|[6-9]\d{8}|1\d{9}|20\d{8}|21[01]\d{7}) vs/,
    meaning: 'A web page or other text was read as a gRPC message',
    told: { layer: 'setting' },
    codes: ['protocol/not-otlp', 'protocol/grpc-to-http-port'],
    otherPort: 'protocol/grpc-to-http-port',
    source: 'grpc-js 1.10 stream-decoder.ts; gRPC over HTTP/2, Length-Prefixed-Message',
  },
  {
    // nginx passes HTTP/1.1 on to what speaks gRPC.
    id: 'proxy-to-grpc-port',
    pattern: /upstream sent no valid HTTP\/1\.0 header/i,
    meaning: 'A proxy passes HTTP/1.1 on to a port that answers in HTTP/2, as gRPC ports do',
    told: { layer: 'setting' },
    codes: ['protocol/http-to-grpc-port', 'receiver/bad-gateway'],
    source: 'nginx 1.22 ngx_http_proxy_module.c',
  },
  {
    id: 'http2-answers-http1',
    pattern:
      /Received HTTP\/0\.9 when not allowed|Received an invalid status line|malformed HTTP response \\*"\\+x00\\+x00|readLoopPeekFailLocked|received unexpected frame|invalid HTTP version parsed|Parse\(Version\)|\\n not found: limit=\d{1,6} content=0000|Invalid status line|BadStatusLine\('\\+x00\\+x00|rawPacket: <Buffer 00 00 (?:00|06|0c|12|18|1e|24) 04|^\s{0,12}0, {1,3}0, {1,3}(?:0|6|12|18|24|30|36), {1,3}4, {1,3}0,/i,
    meaning: 'HTTP/1.1 was sent to a port that answers with HTTP/2 frames, as gRPC ports do',
    told: { layer: 'speech', speaks: 'http2' },
    codes: ['protocol/http-to-grpc-port'],
    source:
      'Go 1.24 net/http transport.go; CPython 3.11 http/client.py; Node.js 20 llhttp; OkHttp 4 Http1ExchangeCodec; hyper 1.4 error.rs',
  },
  {
    id: 'no-http-answer',
    pattern:
      /Unexpected status line: |malformed HTTP (?:response|status code|version)|HPE_INVALID_\w{2,30}|(?<!otlp )Parse Error: (?:Expected|Invalid|Missing|Unexpected|Response|Header|Data after|Span)|BadStatusLine|InvalidChunkLength/i,
    meaning: 'What answered does not speak HTTP',
    told: { layer: 'speech', speaks: 'other' },
    codes: ['protocol/not-otlp', 'protocol/http-to-grpc-port'],
    otherPort: 'protocol/http-to-grpc-port',
    source: 'Go 1.24 net/http transport.go; CPython 3.11 http/client.py; Node.js 20 llhttp',
  },
  {
    id: 'proxy-refused',
    pattern:
      /through proxy \S{1,200} with status (?<status>\d{3})|HTTP proxy returned response code (?<code>\d{3})|failed to do connect handshake, response|Tunnel connection failed: (?<detail>\d{3})|Proxy Authentication Required|proxyconnect tcp: (?!dial)|(?:code|status)[:= ]{1,2}(?<port>407)\b|: 407 Proxy|Unexpected response code for CONNECT|Post \\*"https:[^"\n]{1,300}": (?:Forbidden|Service Unavailable)\b/i,
    meaning: 'The proxy was reached, and refuses to connect to the receiver',
    told: { layer: 'proxy', outcome: 'refused' },
    codes: ['network/proxy-refused'],
    alone: true,
    source:
      'grpc-js 1.10 http_proxy.ts; gRPC core 1.60 http_connect_handshaker.cc; grpc-go 1.67 proxy.go; CPython 3.11 http/client.py; Go 1.24 net/http transport.go; OkHttp 4 RealConnection; RFC 9110 section 15.5.8',
  },
  {
    id: 'proxy-page',
    pattern:
      /\bERR_(?:ACCESS_DENIED|CANNOT_FORWARD|CONNECT_FAIL|DNS_FAIL|CACHE_ACCESS_DENIED)\b|administrator of this proxy has not configured it|Generated by .{1,80} \(squid/i,
    meaning: 'The page of a proxy came back: it does not pass the export on',
    told: { layer: 'proxy', outcome: 'refused' },
    codes: ['network/proxy-refused', 'network/proxy-intercepts'],
    source: 'Squid 6 errors/templates; tinyproxy 1.11 html-error.c',
  },
  {
    id: 'proxy-unreachable',
    pattern:
      /Failed to connect to proxy (?<host>\S{1,200})|proxyconnect tcp: dial|(?:Cannot|Unable to) connect to proxy|ProxyError\(.{0,80}(?:Cannot|Unable)/i,
    meaning: 'The proxy of the settings cannot be reached',
    told: { layer: 'proxy', outcome: 'unreachable' },
    codes: ['network/proxy-unreachable'],
    alone: true,
    source: 'grpc-js 1.10 http_proxy.ts; Go 1.24 net/http transport.go; urllib3 2 connectionpool.py',
  },
  {
    id: 'dns',
    pattern:
      /lookup (?<host>[^\s:]{1,253}?)(?: on [^\s,]{3,60})?: (?:no such host|server misbehaving|i\/o timeout|read udp|Temporary|dial udp|no answer)|getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|NameResolutionError|Failed to resolve '|Name or service not known|Temporary failure in name resolution|no such host|produced zero addresses|no children to pick from|Name resolution failed for target|UnknownHostException|DNS resolution failed|Could not (?:resolve host|contact DNS servers)|address lookup failed for|failed to lookup address information|dns error|nodename nor servname|cURL error 6\b|nxdomain|No address associated with hostname|No such host is known|Domain name not found|NSURLErrorDomain Code=-100[36]\b/i,
    meaning: 'The name of the endpoint does not resolve where the sender runs',
    told: { layer: 'dns', code: 'ENOTFOUND' },
    // The name of a container that does not run is not known either.
    codes: ['network/dns-failure', 'network/connection-refused'],
    source:
      'Go 1.24 net dnsclient_unix.go; glibc 2.36 gai_strerror; Node.js 20 dns; urllib3 2 exceptions.py; gRPC core 1.60 dns_resolver; grpc-js 1.10 resolver-dns.ts; JDK 21 UnknownHostException; hyper-util 0.1 connect; .NET 8 SocketException',
  },
  {
    id: 'unreachable',
    pattern:
      /No route to host|Network is unreachable|ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|NoRouteToHostException|NetworkUnreachable|HostUnreachable|NSURLErrorDomain Code=-1009\b/i,
    meaning: 'There is no way to the address of the endpoint',
    told: { layer: 'tcp', outcome: 'unreachable' },
    codes: ['network/unreachable'],
    source: 'Linux errno ENETUNREACH, EHOSTUNREACH; Node.js 20 net; JDK 21 NoRouteToHostException',
  },
  {
    id: 'refused',
    pattern:
      /ECONNREFUSED|connection ?refused|ConnectionRefusedError|Failed to connect to (?!proxy)[^\s,"]{1,200}:\d{1,5}\b(?!.{0,40}(?:timed? ?out|reset))|java\.net\.ConnectException|actively refused|cURL error 7\b|econnrefused|NSURLErrorDomain Code=-1004\b/i,
    meaning: 'Nothing listens at the endpoint',
    told: { layer: 'tcp', outcome: 'refused' },
    codes: ['network/connection-refused', 'network/container-localhost', 'protocol/wrong-port'],
    source:
      'Linux errno ECONNREFUSED; Node.js 20 net; OkHttp 4 RealConnection; CPython 3.11; Foundation NSURLError.h; .NET 8 SocketException; curl 7.88',
  },
  {
    id: 'connect-timeout',
    pattern:
      /ConnectTimeoutError|connect timed out|dial tcp \S{1,100}: i\/o timeout|connect ETIMEDOUT|Connection timed out|Connect timed out|HttpConnectTimeoutException|tcp connect error: deadline|waiting for connections to become ready|Waiting for LB pick|waiting for new LB policy update/i,
    meaning: 'No connection came about in time: something on the way drops the packets',
    told: { layer: 'tcp', outcome: 'timeout' },
    codes: ['network/connect-timeout', 'receiver/no-response'],
    source:
      'urllib3 2 exceptions.py; Go 1.24 net; Node.js 20 net; grpc-go 1.67 picker_wrapper.go; grpc-js 1.10 deadline.ts; JDK 21',
  },
];
