/** What stands at a key of the Collector's configuration. */
export type Shape =
  | 'text'
  | 'number'
  | 'boolean'
  | 'duration'
  | 'list'
  | 'any'
  | { readonly [key: string]: Shape };

/** Keys of the server and the clients of gRPC and HTTP as of 0.158, and those that older versions knew. */
const TLS: Shape = {
  ca_file: 'text',
  ca_pem: 'text',
  include_system_ca_certs_pool: 'boolean',
  cert_file: 'text',
  cert_pem: 'text',
  key_file: 'text',
  key_pem: 'text',
  min_version: 'text',
  max_version: 'text',
  cipher_suites: 'list',
  include_insecure_cipher_suites: 'boolean',
  reload_interval: 'duration',
  curve_preferences: 'list',
  tpm: 'any',
};
const TLS_CLIENT: Shape = {
  ...TLS,
  insecure: 'boolean',
  insecure_skip_verify: 'boolean',
  server_name_override: 'text',
};
const TLS_SERVER: Shape = { ...TLS, client_ca_file: 'text', client_ca_file_reload: 'boolean' };
const BUFFERS = { read_buffer_size: 'number', write_buffer_size: 'number' } as const;

const GRPC_SERVER: Shape = {
  endpoint: 'text',
  transport: 'text',
  dialer: 'any',
  tls: TLS_SERVER,
  max_recv_msg_size_mib: 'number',
  max_concurrent_streams: 'number',
  ...BUFFERS,
  keepalive: {
    server_parameters: {
      max_connection_idle: 'duration',
      max_connection_age: 'duration',
      max_connection_age_grace: 'duration',
      time: 'duration',
      timeout: 'duration',
    },
    enforcement_policy: { min_time: 'duration', permit_without_stream: 'boolean' },
  },
  auth: 'any',
  include_metadata: 'boolean',
  middlewares: 'list',
};

const HTTP_SERVER: Shape = {
  endpoint: 'text',
  transport: 'text',
  dialer: 'any',
  tls: TLS_SERVER,
  cors: { allowed_origins: 'list', allowed_headers: 'list', exposed_headers: 'list', max_age: 'number' },
  auth: 'any',
  max_request_body_size: 'number',
  include_metadata: 'boolean',
  response_headers: 'any',
  compression_algorithms: 'list',
  read_timeout: 'duration',
  read_header_timeout: 'duration',
  write_timeout: 'duration',
  idle_timeout: 'duration',
  middlewares: 'list',
  keep_alives_enabled: 'boolean',
  traces_url_path: 'text',
  metrics_url_path: 'text',
  logs_url_path: 'text',
};

const SENDING: { readonly [key: string]: Shape } = {
  timeout: 'duration',
  sending_queue: {
    enabled: 'boolean',
    wait_for_result: 'boolean',
    sizer: 'text',
    queue_size: 'number',
    block_on_overflow: 'boolean',
    blocking: 'boolean',
    storage: 'text',
    num_consumers: 'number',
    batch: 'any',
  },
  retry_on_failure: {
    enabled: 'boolean',
    initial_interval: 'duration',
    randomization_factor: 'number',
    multiplier: 'number',
    max_interval: 'duration',
    max_elapsed_time: 'duration',
  },
  endpoint: 'text',
  compression: 'text',
  tls: TLS_CLIENT,
  ...BUFFERS,
  headers: 'any',
  auth: 'any',
  middlewares: 'list',
  batcher: 'any',
};

const GRPC_EXPORTER: Shape = {
  ...SENDING,
  keepalive: { time: 'duration', timeout: 'duration', permit_without_stream: 'boolean' },
  wait_for_ready: 'boolean',
  user_agent: 'text',
  balancer_name: 'text',
  authority: 'text',
};

const HTTP_EXPORTER: Shape = {
  ...SENDING,
  traces_endpoint: 'text',
  metrics_endpoint: 'text',
  logs_endpoint: 'text',
  profiles_endpoint: 'text',
  encoding: 'text',
  proxy_url: 'text',
  compression_params: 'any',
  max_idle_conns: 'number',
  max_idle_conns_per_host: 'number',
  max_conns_per_host: 'number',
  idle_conn_timeout: 'duration',
  disable_keep_alives: 'boolean',
  http2_read_idle_timeout: 'duration',
  http2_ping_timeout: 'duration',
  cookies: 'any',
  force_attempt_http2: 'boolean',
};

const MEMORY_LIMITER: Shape = {
  check_interval: 'duration',
  min_gc_interval_when_soft_limited: 'duration',
  min_gc_interval_when_hard_limited: 'duration',
  max_gc_interval_when_soft_limited: 'duration',
  max_gc_interval_when_hard_limited: 'duration',
  limit_mib: 'number',
  spike_limit_mib: 'number',
  limit_percentage: 'number',
  spike_limit_percentage: 'number',
};

const BATCH: Shape = {
  timeout: 'duration',
  send_batch_size: 'number',
  send_batch_max_size: 'number',
  metadata_keys: 'list',
  metadata_cardinality_limit: 'number',
};

const DEBUG: Shape = {
  verbosity: 'text',
  sampling_initial: 'number',
  sampling_thereafter: 'number',
  use_internal_logger: 'boolean',
  output_paths: 'list',
  sending_queue: 'any',
};

/** What components of these types may be set to, by kind and type. Those that are not listed take anything. */
export const COMPONENT_SHAPES: Readonly<Record<string, Shape>> = {
  'receiver otlp': { protocols: { grpc: GRPC_SERVER, http: HTTP_SERVER } },
  'exporter otlp': GRPC_EXPORTER,
  'exporter otlp_grpc': GRPC_EXPORTER,
  'exporter otlphttp': HTTP_EXPORTER,
  'exporter otlp_http': HTTP_EXPORTER,
  'exporter debug': DEBUG,
  'processor memory_limiter': MEMORY_LIMITER,
  'processor batch': BATCH,
};

/**
 * What the Collector says of itself, as of 0.158, and the address of older ones, of which more is said elsewhere:
 * go.opentelemetry.io/collector/service, telemetry/otelconftelemetry/internal/migration.
 */
export const TELEMETRY_SHAPE: Shape = {
  logs: {
    level: 'text',
    development: 'boolean',
    encoding: 'text',
    disable_caller: 'boolean',
    disable_stacktrace: 'boolean',
    disable_zap_resource: 'boolean',
    sampling: { enabled: 'boolean', tick: 'duration', initial: 'number', thereafter: 'number' },
    output_paths: 'list',
    error_output_paths: 'list',
    initial_fields: 'any',
    processors: 'any',
  },
  metrics: { level: 'text', readers: 'any', views: 'any', address: 'any' },
  traces: { level: 'text', propagators: 'list', processors: 'any', sampler: 'any', limits: 'any' },
  resource: 'any',
};

/** Keys that people write, and where they belong. */
export const MISPLACED_KEYS: Readonly<Record<string, string>> = {
  insecure: 'Move it below tls:',
  insecure_skip_verify: 'Move it below tls:',
  ca_file: 'Move it below tls:',
  cert_file: 'Move it below tls:',
  key_file: 'Move it below tls:',
  tls_settings: 'Name it tls',
  grpc: 'Move it below protocols:',
  http: 'Move it below protocols:',
  endpoint: 'Move it below the protocol that it is for, protocols: grpc: or protocols: http:',
  loglevel: 'Write verbosity: detailed in place of loglevel: debug',
  ballast_size_mib: 'Take it out and set the variable GOMEMLIMIT',
};

/** Sections of a configuration. */
export const SECTIONS: readonly string[] = [
  'receivers',
  'processors',
  'exporters',
  'connectors',
  'extensions',
  'service',
];

/** Signals that a pipeline may be for. */
export const SIGNALS: readonly string[] = ['traces', 'metrics', 'logs', 'profiles'];
