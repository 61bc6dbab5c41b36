/** What a proxy's own configuration says about a fault; null where it cannot do it. */
export interface ProxyLines {
  /** How it carries gRPC to a receiver; null where it cannot. */
  readonly grpc: string | null;
  /** Where it says to whom it forwards. */
  readonly upstream: string;
  /** What forbids a request. */
  readonly forbidden: string;
  /** What chooses where a request goes. */
  readonly route: string;
  /** The limit of a body; null where it has none by default. */
  readonly size: string | null;
}

/** A proxy, how it is told by its answers, and its words for what has to be changed. */
export interface KnownProxy extends ProxyLines {
  readonly name: string;
  /** In the `Server` header. */
  readonly server: RegExp | null;
  /** In the page or the gRPC message. */
  readonly text: RegExp | null;
  /** What its own answers look like: many write their name into the answers of the receiver, too. */
  readonly page: RegExp;
}

/** Signs were read from real answers: nginx 1.22, HAProxy 2.6, Apache 2.4, Envoy 1.40, Caddy 2.11, Varnish 7.1, lighttpd 1.4, h2o 2.2, squid 5.7. */
const PROXIES: readonly KnownProxy[] = [
  {
    name: 'nginx',
    server: /nginx|openresty/i,
    text: /<center>(nginx|openresty)/i,
    page: /<center>(nginx|openresty)/i,
    grpc: 'nginx: listen with http2 (before 1.25.1 `listen PORT http2`, later `http2 on`) and `grpc_pass grpc://HOST:4317;` in place of proxy_pass; ingress-nginx: annotation nginx.ingress.kubernetes.io/backend-protocol: GRPC',
    upstream:
      'nginx: the address in proxy_pass (HTTP, port 4318) or grpc_pass (gRPC, port 4317) of the location; the error_log says what it tried',
    route:
      'nginx: the server_name and location blocks; `location /otlp/ { proxy_pass http://HOST:4318/; }` with the slash at the end takes the prefix away',
    forbidden: 'nginx: allow, deny, limit_except and auth_request of the server and the location',
    size: 'nginx: client_max_body_size 16m;',
  },
  {
    name: 'Envoy',
    server: /envoy|istio/i,
    text: /upstream connect error or disconnect\/reset|no healthy upstream|upstream request timeout|local_rate_limited|RBAC: access denied/,
    page: /^(upstream connect error|no healthy upstream|upstream request timeout|local_rate_limited|RBAC: access denied)/,
    grpc: 'Envoy: http2_protocol_options: {} in explicit_http_config of the cluster; Istio: name the port of the Service grpc-... or set appProtocol: grpc',
    upstream: 'Envoy: the endpoints and the health checks of the cluster that the route names',
    route:
      'Envoy: the domains and the matches of its routes (for gRPC prefix: /opentelemetry.proto.collector); prefix_rewrite takes a prefix away',
    forbidden: 'Envoy: the rules of its RBAC filter (Istio: AuthorizationPolicy)',
    size: null,
  },
  {
    name: 'HAProxy',
    server: /haproxy/i,
    text: /No server is available to handle this request|The server returned an invalid or incomplete response|Request forbidden by administrative rules|You have sent too many requests in a given amount of time/,
    page: /^<html><body><h1>\d{3} /,
    grpc: 'HAProxy: `server NAME HOST:4317 proto h2` (and on a TLS bind `alpn h2,http/1.1`)',
    upstream:
      'HAProxy: the server lines of the backend: 503 says that all are down, that no backend matched, or that `proto h2` meets a server of HTTP/1.1',
    route: 'HAProxy: use_backend and default_backend; http-request replace-path takes a prefix away',
    forbidden: 'HAProxy: the http-request deny rules of the frontend',
    size: null,
  },
  {
    name: 'Apache',
    server: /^apache/i,
    text: /DTD HTML (2\.0|4\.01)\/?.{0,300}(Proxy Error|Service Unavailable|Internal Server Error)/,
    page: /DTD HTML (2\.0|3\.2|4\.01)/,
    grpc: 'Apache: mod_http2 and mod_proxy_http2, `Protocols h2c http/1.1` (with TLS `h2`) and `ProxyPass / h2c://HOST:4317/`',
    upstream:
      'Apache: the address in ProxyPass: http://HOST:4318/ for OTLP over HTTP, h2c://HOST:4317/ for gRPC; its ErrorLog says what it tried',
    route: 'Apache: ProxyPass /otlp/ http://HOST:4318/ (with both slashes the prefix is taken away)',
    forbidden: 'Apache: Require and Limit of the Location or VirtualHost',
    size: 'Apache: LimitRequestBody',
  },
  {
    name: 'Caddy',
    server: /^caddy/i,
    text: null,
    page: /^$/,
    grpc: 'Caddy: `reverse_proxy h2c://HOST:4317`, and before 2.11 `protocols h1 h2 h2c` in the servers option for clients without TLS',
    upstream: 'Caddy: the address of reverse_proxy: HOST:4318 for OTLP over HTTP, h2c://HOST:4317 for gRPC',
    route: 'Caddy: the address of the site and its handle blocks; handle_path takes a prefix away',
    forbidden: 'Caddy: the respond and error directives of the site',
    size: 'Caddy: request_body max_size',
  },
  {
    name: 'Varnish',
    server: /varnish/i,
    text: /Guru Meditation/,
    page: /Guru Meditation/,
    grpc: null,
    upstream: 'Varnish: .host and .port of the backend in the VCL, and its probe',
    route: 'Varnish: vcl_recv, where req.backend_hint and req.url are set',
    forbidden: 'Varnish: synth(403) in the VCL',
    size: null,
  },
  {
    name: 'lighttpd',
    server: /^lighttpd/i,
    text: null,
    page: /DTD XHTML 1\.0/,
    grpc: null,
    upstream: 'lighttpd: host and port in proxy.server',
    route: 'lighttpd: the conditions around proxy.server; proxy.header map-urlpath takes a prefix away',
    forbidden: 'lighttpd: url.access-deny and the conditions around it',
    size: 'lighttpd: server.max-request-size',
  },
  {
    name: 'h2o',
    server: /^h2o/i,
    text: null,
    page: /^[\w ,.:-]{0,80}$/,
    grpc: null,
    upstream: 'h2o: proxy.reverse.url',
    route: 'h2o: hosts and paths of its configuration',
    forbidden: 'h2o: its mruby handlers',
    size: 'h2o: limit-request-body',
  },
  {
    name: 'Squid',
    server: /^squid/i,
    text: /ERR_(CONNECT_FAIL|ACCESS_DENIED|CACHE_ACCESS_DENIED|DNS_FAIL|READ_TIMEOUT)|generated [\w ,:+-]{0,40} by \S{1,100} \(squid/i,
    page: /The requested URL could not be retrieved|ERR_|\(squid/,
    grpc: 'Squid: `acl SSL_ports port 4317` before `http_access deny CONNECT !SSL_ports`',
    upstream: 'Squid: see with its access_log whether it reaches the receiver from where it stands',
    route: 'Squid: its cache_peer and url_rewrite rules',
    forbidden:
      'Squid: the http_access rules; CONNECT to other ports than 443 needs `acl SSL_ports port PORT`',
    size: 'Squid: request_body_max_size',
  },
  {
    name: 'tinyproxy',
    server: /^tinyproxy/i,
    text: /tinyproxy/i,
    page: /tinyproxy/i,
    grpc: 'tinyproxy: `ConnectPort 4317`',
    upstream: 'tinyproxy: its log says whether it reaches the receiver from where it stands',
    route: 'tinyproxy: its ReversePath lines',
    forbidden: 'tinyproxy: `ConnectPort PORT` and Allow',
    size: null,
  },
  {
    name: 'Privoxy',
    server: null,
    text: /\(Privoxy@/i,
    page: /Privoxy/,
    grpc: null,
    upstream: 'Privoxy: its log says whether it reaches the receiver from where it stands',
    route: 'Privoxy: its actions files',
    forbidden: 'Privoxy: its actions files and limit-connect',
    size: null,
  },
  {
    name: 'Cloudflare',
    server: /^cloudflare/i,
    text: /Attention Required! \| Cloudflare|cf-error-details|cdn-cgi\/styles/,
    page: /Cloudflare|cdn-cgi/,
    grpc: 'Cloudflare: gRPC switched on in the network settings of the zone',
    upstream:
      'Cloudflare: the DNS record and the origin rules of the zone, and that the origin lets its addresses in',
    route: 'Cloudflare: the rules and the Workers routes of the zone',
    forbidden:
      'Cloudflare: its WAF and bot rules (Security > Events names the rule): exempt the path of OTLP',
    size: null,
  },
  {
    name: 'Kong',
    server: /^kong/i,
    text: /no Route matched with those values|No API key found in request/,
    page: /no Route matched with those values|No API key found in request|"request_id"/,
    grpc: 'Kong: a route and a service with the protocol grpc or grpcs',
    upstream: 'Kong: host, port and protocol of the service, and the targets of its upstream',
    route: 'Kong: the hosts and paths of its routes; strip_path takes a prefix away',
    forbidden: 'Kong: the plugins of the route (acl, ip-restriction, key-auth)',
    size: 'Kong: nginx_proxy_client_max_body_size, and the plugin request-size-limiting',
  },
  {
    name: 'AWS API Gateway',
    server: null,
    text: /"message"\s*:\s*"Missing Authentication Token"/,
    page: /"message"\s*:\s*"Missing Authentication Token"/,
    grpc: null,
    upstream: 'AWS API Gateway: the integration of the route',
    route: 'AWS API Gateway: its resources and routes, and the stage in front of the path (/prod/v1/traces)',
    forbidden:
      'AWS API Gateway says so of a path or a method that it does not have, more often than of a missing signature: check the path, with the stage in front (/prod/v1/traces), and that the route takes POST',
    size: null,
  },
  {
    name: 'Traefik',
    server: /^traefik/i,
    text: /^no available server\b/,
    page: /^no available server\b/,
    grpc: 'Traefik: h2c://HOST:4317 as the server URL of the service (on Kubernetes the annotation traefik.ingress.kubernetes.io/service.serversscheme: h2c)',
    upstream: 'Traefik: the servers and the health check of the service that the router names',
    route: 'Traefik: the Host and PathPrefix of its routers; the middleware StripPrefix takes a prefix away',
    forbidden: 'Traefik: the middlewares of the router (ipAllowList, forwardAuth)',
    size: null,
  },
  {
    name: 'AWS ALB',
    server: /awselb/i,
    text: null,
    page: /<center><h1>\d{3} /,
    grpc: 'AWS ALB: a target group with protocol version GRPC behind an HTTPS listener',
    upstream: 'AWS ALB: the target group: its port, its health check and its protocol version',
    route: 'AWS ALB: the rules of the listener',
    forbidden: 'AWS ALB: the rules of the listener and AWS WAF',
    size: null,
  },
];

/** Which proxy answered; null when it is not known. */
export const identifyProxy = (server: string | null, text: string): KnownProxy | null =>
  PROXIES.find((proxy) => server !== null && proxy.server?.test(server)) ??
  PROXIES.find((proxy) => proxy.text?.test(text)) ??
  null;

/**
 * Envoy answers a gRPC call in gRPC, whatever is wrong behind it, so that its words are the only sign. Varnish says 503 where
 * others say 502.
 */
const WORDS = [
  ['protocol', /upstream connect error[\s\S]{0,400}reset reason: protocol error/i],
  ['upstream', /upstream connect error or disconnect\/reset|no healthy upstream|upstream request timeout/i],
  ['upstream', /Backend fetch failed/],
  ['limit', /\blocal_rate_limited\b/],
  ['forbidden', /RBAC: access denied/],
] as const;

/** What a proxy says, in its own words, of a call that it did not pass on; null when it says none of that. */
export const proxyWords = (text: string): 'protocol' | 'upstream' | 'limit' | 'forbidden' | null =>
  WORDS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
