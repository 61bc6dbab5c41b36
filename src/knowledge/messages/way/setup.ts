import type { Clause } from './clause.ts';

/** Errors of the sender before it connects: its files, and an address that it cannot use. */
export const SETUP_CLAUSES: readonly Clause[] = [
  {
    id: 'key-file-unreadable',
    own: true,
    pattern:
      /(?:failed to load TLS cert(?: and key)?|Failed to read client certificate|Failed to read client (?:private )?key|client (?:key|cert)[^\n]{0,60})[^\n]{0,120}(?:no such file|ENOENT|permission denied|EACCES)|Failed to read client certificate (?:chain )?file|Failed to read client private key file/i,
    meaning: 'A certificate or key file that the settings name cannot be read',
    told: { layer: 'file', role: 'client certificate', outcome: 'missing' },
    codes: ['tls/ca-file-unreadable'],
    source:
      'opentelemetry-collector configtls; opentelemetry-js otlp-grpc-env-configuration.ts; opentelemetry-go envconfig.go',
  },
  {
    id: 'file-unreadable',
    own: true,
    pattern:
      /Failed to read root certificate file|failed to load TLS: open |(?:read tls (?:ca cert|client (?:cert|key)) file|failed to load (?:CA CertPool|cert))[^\n]{0,200}(?:no such file|permission denied)|Could not find (?:a suitable TLS CA certificate bundle|the TLS (?:certificate|key) file)|Please check if the file exists and is accessible|Invalid OTLP certificate\/key path|FileNotFoundError[^\n]{0,120}(?:pem|crt|cert|key)|ENOENT: no such file[^\n]{0,120}(?:pem|crt|cert|key)/i,
    meaning: 'A certificate or key file that the settings name cannot be read',
    told: { layer: 'file', role: 'certificate', outcome: 'missing' },
    codes: ['tls/ca-file-unreadable'],
    source:
      'opentelemetry-js otlp-grpc-env-configuration.ts; opentelemetry-go envconfig.go; opentelemetry-collector configtls; requests 2 adapters.py; opentelemetry-python grpc exporter.py; opentelemetry-java OtlpConfigUtil.java',
  },
  {
    id: 'file-invalid',
    pattern:
      /failed to append certificate to the cert pool|failed to parse (?:cert|CA)|failed to find any PEM data|private key does not match public key|KEY_VALUES_MISMATCH|NO_CERTIFICATE_OR_CRL_FOUND|no certificate or crl found|PEM routines|Invalid cert chain file|could not parse (?:the )?(?:certificate|pem)|Handshaker factory creation failed|Could not load PEM|BAD_BASE64|NO_START_LINE|Error loading CA|Are they valid X\.509 in PEM format|key values mismatch/i,
    meaning:
      'A certificate or key file that the settings name holds something else, or does not fit the other one',
    told: { layer: 'file', role: 'certificate', outcome: 'not-pem' },
    codes: ['tls/ca-file-invalid'],
    source:
      'opentelemetry-go envconfig.go; opentelemetry-collector configtls; Go 1.24 crypto/tls; OpenSSL 3 x509_err.c, pem_err.c; gRPC core 1.60 ssl_transport_security.cc; opentelemetry-java 1.66 exporters/common TlsConfigHelper.java',
  },
  {
    id: 'conflict',
    own: true,
    pattern:
      /insecure HTTP endpoint cannot use TLS client configuration|TLS and Insecure options are mutually exclusive/i,
    meaning: 'The settings ask for plaintext and name certificates, which exclude each other',
    told: { layer: 'setting' },
    codes: ['config/conflict'],
    source: 'opentelemetry-go otlptracehttp client.go; Traefik 3 tracing',
  },
  {
    id: 'quoted-value',
    own: true,
    pattern:
      /Unsupported OTLP protocol ['"]\\?["']|Unsupported OTLP \w{4,7} protocol: ["']|Requested component '["']|Propagator ["']\S{1,60}["'] not found/i,
    meaning: 'Quotes are part of the value of a setting',
    told: { layer: 'setting' },
    codes: ['config/value-quoted'],
    source:
      'opentelemetry-python sdk/_configuration/__init__.py, api/propagate/__init__.py; opentelemetry-java OtlpSpanExporterProvider.java',
  },
  {
    id: 'protocol-unknown',
    own: true,
    pattern:
      /Unsupported OTLP (?:\w{4,7} )?protocol:? (?!['"]?(?:grpc\b|http\/(?:protobuf|json)))|Unknown protocol set in OTEL_EXPORTER_OTLP_\w{0,20}PROTOCOL/i,
    meaning: 'The protocol of the settings is none that OTLP knows',
    told: { layer: 'setting' },
    codes: ['config/protocol-unknown'],
    alone: true,
    source:
      'opentelemetry-python sdk/_configuration/__init__.py; opentelemetry-java OtlpSpanExporterProvider.java; opentelemetry-js sdk-node utils.ts',
  },
  {
    id: 'compression-unknown',
    own: true,
    pattern:
      /Unsupported compression type: |for compression envvar|Unsupported compressionMethod|unsupported compression algorithm/i,
    meaning: 'The compression of the settings is none that this SDK knows',
    told: { layer: 'setting' },
    codes: ['config/compression-unknown'],
    source:
      'opentelemetry-python 1.45 otlp-proto-http and otlp-proto-grpc exporter.py; opentelemetry-java 1.66 OtlpConfigUtil.java, CompressorUtil.java; opentelemetry-rust 0.32 opentelemetry-otlp src/exporter/mod.rs',
  },
  {
    id: 'protocol-of-neither',
    own: true,
    pattern: /invalid OTLP protocol - should be one of/i,
    meaning: 'The protocol of the settings is none that this SDK has an exporter for',
    told: { layer: 'setting' },
    codes: ['config/protocol-unknown', 'config/protocol-unsupported'],
    source: 'opentelemetry-go-contrib exporters/autoexport spans.go',
  },
  {
    id: 'protocol-unsupported',
    own: true,
    pattern: /Unsupported OTLP (?:\w{4,7} )?protocol:? ['"]?(?:grpc|http\/(?:protobuf|json))/i,
    meaning: 'This SDK has no exporter for the protocol of the settings',
    told: { layer: 'setting' },
    codes: ['config/protocol-unsupported'],
    alone: true,
    source:
      'opentelemetry-python sdk/_configuration/__init__.py; opentelemetry-java OtlpSpanExporterProvider.java',
  },
  {
    id: 'header-format',
    own: true,
    pattern: /Header format invalid! Header values|Header doesn't match the format/i,
    meaning: 'An entry of the header list is not name=value with an encoded value, and the SDK leaves it out',
    told: { layer: 'setting' },
    codes: ['config/headers-malformed', 'config/header-encoding'],
    source: 'opentelemetry-python 1.28 util/re.py; opentelemetry-python 1.12 util/re.py',
  },
  {
    id: 'header-list',
    own: true,
    pattern:
      /"msg"="(?:parse headers|escape header (?:key|value))"|parse headers: |Illegal header key|(?:invalid|illegal) metadata key|Metadata key .{0,60}(?:illegal|contains)/i,
    meaning:
      'An entry of the header list is not name=value, or its name cannot be sent, and the SDK leaves it out',
    told: { layer: 'setting' },
    codes: ['config/headers-malformed'],
    alone: true,
    source:
      'opentelemetry-go 1.47 internal/envconfig envconfig.go; grpc-js 1.10 metadata.ts; gRPC core 1.60 validate_metadata.cc',
  },
  {
    id: 'propagator',
    own: true,
    pattern:
      /Propagator \S{1,60} not found\. It is either misspelled or not installed|unknown propagator|Propagator "[^"\n]{1,60}" requested through environment variable is unavailable|Unrecognized value for otel\.propagators/i,
    meaning: 'A propagator of the settings is not one that the SDK has',
    told: { layer: 'setting' },
    codes: ['config/propagators-invalid'],
    alone: true,
    source:
      'opentelemetry-python 1.28 api/propagate/__init__.py; opentelemetry-go-contrib propagators/autoprop; opentelemetry-js auto-configuration-propagators; opentelemetry-java autoconfigure PropagatorConfiguration.java',
  },
  {
    id: 'disabled',
    pattern:
      /opentelemetry\.[\w.]{1,60}:? ?\W{0,3}SDK is disabled\b|OpenTelemetry (?:SDK|Java ?agent) is disabled/i,
    own: true,
    meaning: 'The settings switch the SDK off',
    told: { layer: 'setting' },
    codes: ['config/sdk-disabled'],
    source: 'opentelemetry-python 1.28 sdk/trace/__init__.py, sdk/metrics/_internal/__init__.py',
  },
  {
    id: 'batch-number',
    own: true,
    pattern:
      /max_(?:queue|export_batch)_size must be|schedule_delay_millis must be positive|max_export_batch_size must be less/i,
    meaning: 'A number of the batch processor is out of its range, and the SDK does not start',
    told: { layer: 'setting' },
    codes: ['config/number-invalid'],
    alone: true,
    source: 'opentelemetry-python 1.28 sdk/trace/export/__init__.py',
  },
  {
    id: 'proxy-invalid',
    pattern:
      /Missing dependencies for SOCKS support|prepend_scheme_if_needed\(proxy|invalid proxy (?:address|URL)|Proxy URL had no scheme|InvalidProxyURL|Please check proxy URL/i,
    meaning: 'The proxy of the settings is no URL that the exporter can use',
    told: { layer: 'setting' },
    codes: ['config/proxy-invalid'],
    alone: true,
    source: 'requests 2.32 adapters.py; Go 1.24 net/http transport.go, httpproxy; urllib3 2 exceptions.py',
  },
  {
    id: 'number-format',
    own: true,
    pattern:
      /"msg"="parse (?:int|duration|number)"|Invalid value for OTEL_\w{3,60}(?:TIMEOUT|DELAY|SIZE|INTERVAL)/i,
    meaning: 'A setting that has to be a number is none, and the SDK leaves it out',
    told: { layer: 'setting' },
    codes: ['config/number-invalid', 'config/timeout-suspicious'],
    source: 'opentelemetry-go internal/envconfig envconfig.go',
  },
  {
    id: 'collector-exporter-address',
    own: true,
    pattern:
      /(?:exporter for data type \\?"\w{4,8}\\?": |exporters::\S{1,80}: )(?:(?:traces_|metrics_|logs_)?endpoint must be a valid URL|either endpoint or \w{4,7}_endpoint must be specified|at least one endpoint must be specified|requires a non-empty \\{0,4}"endpoint|invalid port \\{0,4}"|invalid HTTP URL path set for signal)/i,
    meaning: 'An exporter of the Collector has no endpoint, or one that it cannot use',
    told: { layer: 'setting' },
    codes: [
      'pipeline/exporter-misconfigured',
      'endpoint/invalid',
      'endpoint/scheme-missing',
      'endpoint/quoted',
    ],
    source:
      'opentelemetry-collector 0.158 otlphttpexporter otlp.go, config.go, factory.go; otlpexporter config.go',
  },
  {
    id: 'collector-config',
    own: true,
    pattern:
      /failed to get config: |invalid configuration: |cannot unmarshal the configuration|which is not configured\b|has invalid keys: |failed to build pipelines: (?!.{0,160}endpoint)|bind: address already in use|requested authenticator is not|no such authenticator|failed to resolve authenticator|authenticator not found|for auth via TLS, provide (?:both|either)|TLS configuration must include both certificate and key|must specify at least one protocol when using the OTLP receiver|unsupported compression type \\{0,4}"|component or its host does not support extensions/i,
    meaning: 'The Collector does not take its configuration and does not start',
    told: { layer: 'setting' },
    codes: ['pipeline/config-invalid'],
    source: 'opentelemetry-collector otelcol, confmap, service/internal/graph',
  },
  {
    id: 'quoted-address',
    pattern:
      /No connection adapters were found for '(?:\\*["'])|Invalid URL '\\*["']|were found for \\*"'|parse \\*"\\*'|errors? resolving \\*"|parse \\*"\\*"(?:\\*["'])?https?:|target dns:\\*["']|exporting \w{1,30} to ["']|export URL: '["']|(?:input|value)\\*"?=\\*"\\*\\"https?:/i,
    meaning: 'Quotes are part of the endpoint',
    told: { layer: 'setting' },
    codes: ['endpoint/quoted'],
    alone: true,
    source: 'requests 2 sessions.py; Go 1.24 net/url; gRPC core 1.60; grpc-js 1.10 resolver-dns.ts',
  },
  {
    id: 'placeholder',
    pattern:
      /(?:lookup|ENOTFOUND|EAI_AGAIN|resolve|host=|Host|resolving|dns:|Invalid URL)\s?['"]?(?:[^\s'"]{0,40})(?:\$\(|\$\{|\$[A-Za-z_]|\{\{|<(?!(?:html|head|title|body|h\d|hr|p|div|center|a|b|br|pre|xml)\b)[a-z]|%3C|%7B)/i,
    meaning: 'A reference that nobody filled in stands in the endpoint',
    told: { layer: 'setting' },
    codes: ['config/value-unexpanded'],
    alone: true,
    source: 'Go 1.24 net; Node.js 20 dns; urllib3 2 exceptions.py',
  },
  {
    id: 'placeholder-in-url',
    pattern: /(?:\bparse|\binput"?=|export URL:|\bHost) ?\\*["'](?:[^\s'"\\]{0,80})(?:\$[({A-Z]|\{\{)/i,
    meaning: 'A reference that nobody filled in stands in the endpoint',
    told: { layer: 'setting' },
    codes: ['config/value-unexpanded'],
    alone: true,
    source:
      'Go 1.24 net/url url.go; opentelemetry-go internal/envconfig envconfig.go; opentelemetry-js otlp-exporter-base shared-env-configuration.ts',
  },
  {
    // A scheme that is none of HTTP's makes the exporter encrypt, and a host and port alone are read as a scheme.
    id: 'no-host-left',
    pattern: /"https:\/\/\/v1\/\w{4,7}\\?": http: no Host in request URL/i,
    meaning: 'The endpoint has no scheme: what stands before the port is read as one, and no host is left',
    told: { layer: 'setting' },
    codes: ['endpoint/scheme-missing', 'endpoint/invalid'],
    source: 'opentelemetry-go 1.47 otlptracehttp; Go 1.24 net/http transport.go, net/url',
  },
  {
    id: 'scheme-twice',
    pattern:
      /lookup https?(?: on [^\s,]{3,60})?: |(?:ENOTFOUND|EAI_AGAIN) https?\b|Failed to resolve 'https?'|address lookup failed for https?:\/\/https?|target dns:https?:https?/i,
    meaning: 'The scheme stands twice in the endpoint, so that http is taken for the host',
    told: { layer: 'setting' },
    codes: ['endpoint/invalid'],
    alone: true,
    source: 'Go 1.24 net; Node.js 20 dns; urllib3 2 exceptions.py',
  },
  {
    id: 'scheme-unsupported',
    pattern:
      /adapters were found for '(?!https?:)[a-z][a-z\d+.-]{1,20}:\/\/|Protocol \\?"(?:grpcs?|tcp|udp|unix|h2c?|wss?|otlp|ht\w{1,3}):\\?" not supported|unsupported protocol scheme \\*"(?:grpcs?|tcp|udp|unix|h2c?|wss?|otlp|ht\w{1,3})\\*"|invalid URL, scheme is not http|URL scheme is not (?:allowed|supported)/i,
    meaning: 'The scheme of the endpoint is none that this exporter knows',
    told: { layer: 'setting' },
    codes: ['endpoint/scheme-unsupported', 'endpoint/scheme-missing', 'tls/required'],
    source:
      'requests 2 sessions.py; Node.js 20 _http_client.js; Go 1.24 net/http transport.go; hyper-util 0.1 client/legacy/connect/http.rs, which has no TLS; reqwest 0.12 error.rs',
  },
  {
    id: 'address-invalid',
    pattern:
      /invalid port\b|\b(?:Post|parse) \\*"https?\/\/|unknown port|Misformatted domain name|No host supplied|No scheme supplied|invalid character .{1,20} in host name|too many colons in address|Invalid URL '|is not a valid host or port|Failed to parse: |Could not parse (?:environment|user)-provided export URL|missing port in address|ERR_INVALID_URL|Invalid URL\b|InvalidUri|ERR_SOCKET_BAD_PORT|endpoint must be a valid URL|net\/url: invalid|http: no Host in request URL|relative URL without a base/i,
    meaning: 'The endpoint is no URL that the exporter can use',
    told: { layer: 'setting' },
    codes: ['endpoint/invalid', 'endpoint/scheme-missing', 'endpoint/quoted'],
    source:
      'Go 1.24 net, net/url; requests 2 models.py; urllib3 2; Node.js 20 url; opentelemetry-collector otlphttpexporter; gRPC core 1.60',
  },
  {
    id: 'scheme-missing',
    pattern:
      /No connection adapters were found for '[^/']{1,253}|Protocol \\?"[\w.+-]{1,100}:\\?" not supported|ERR_INVALID_PROTOCOL|unsupported protocol scheme|first path segment in URL cannot contain colon|missing address/i,
    meaning: 'The endpoint has no scheme, or one that the exporter does not know',
    told: { layer: 'setting' },
    codes: ['endpoint/scheme-missing', 'endpoint/scheme-unsupported'],
    source:
      'requests 2 sessions.py; Node.js 20 _http_client.js; Go 1.24 net/http transport.go, net/url; grpc-go 1.67 dns_resolver.go',
  },
];
