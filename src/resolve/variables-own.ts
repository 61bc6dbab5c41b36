/**
 * One row of the table of OTEL_* variables beside the OTLP exporter's own, and who reads them. `readers` names SDKs
 * as in `sdks/`; empty means every SDK, and `sdk` that the record of each SDK tells (`reads.ts`). Sources: the specification's list
 * (https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/), its compliance matrix, and the
 * sources of the releases named in `sdks/`.
 */
export interface VariableRow {
  readonly names: readonly string[];
  readonly readers: readonly string[];
}

export const row = (readers: string, ...names: readonly string[]): VariableRow => ({
  names,
  readers: readers === '' ? [] : readers.split(' '),
});

export const under = (prefix: string, ...ends: readonly string[]): readonly string[] =>
  ends.map((end) => `${prefix}${end}`);

const PYTHON = under(
  'OTEL_PYTHON_',
  ...['DISTRO', 'CONFIGURATOR', 'CONTEXT', 'ID_GENERATOR', 'DISABLED_INSTRUMENTATIONS', 'EXCLUDED_URLS'],
  ...[
    'LOGGING_AUTO_INSTRUMENTATION_ENABLED',
    'LOG_CORRELATION',
    'LOG_FORMAT',
    'LOG_LEVEL',
    'LOG_CODE_ATTRIBUTES',
  ],
  ...['TRACER_PROVIDER', 'METER_PROVIDER', 'LOGGER_PROVIDER', 'TRACER_CONFIGURATOR', 'METER_CONFIGURATOR'],
  ...['LOGGER_CONFIGURATOR', 'SDK_INTERNAL_METRICS_ENABLED', 'SHUTDOWN_ON_EXIT'],
  ...['AUTO_INSTRUMENTATION_EXPERIMENTAL_GEVENT_PATCH', 'EXPORTER_OTLP_GRPC_RETRYABLE_ERROR_CODES'],
);

const JAVA = under(
  'OTEL_JAVA',
  ...['AGENT_ENABLED', 'AGENT_DEBUG', 'AGENT_CONFIGURATION_FILE', 'AGENT_EXTENSIONS', 'AGENT_LOGGING'],
  ...['_GLOBAL_AUTOCONFIGURE_ENABLED', '_ENABLED_RESOURCE_PROVIDERS', '_DISABLED_RESOURCE_PROVIDERS'],
  ...['_METRICS_CARDINALITY_LIMIT', '_EXPORTER_OTLP_RETRY_DISABLED', '_EXPORTER_MEMORY_MODE'],
);

/** Variables of one language. */
export const OWN_ROWS: readonly VariableRow[] = [
  row('python', ...PYTHON, 'OTEL_EXPERIMENTAL_RESOURCE_DETECTORS'),
  row(
    'js',
    ...under(
      'OTEL_NODE_',
      'RESOURCE_DETECTORS',
      'ENABLED_INSTRUMENTATIONS',
      'DISABLED_INSTRUMENTATIONS',
      'EXPERIMENTAL_SDK_METRICS',
    ),
  ),
  row('js', ...under('OTEL_SPAN_ATTRIBUTE_PER_', 'EVENT_COUNT_LIMIT', 'LINK_COUNT_LIMIT')),
  row(
    'java java-agent',
    ...JAVA,
    'OTEL_INSTRUMENTATION_COMMON_DEFAULT_ENABLED',
    'OTEL_RESOURCE_DISABLED_KEYS',
    'OTEL_EXPERIMENTAL_SDK_TELEMETRY_VERSION',
  ),
  row(
    'go',
    'OTEL_METRICS_PRODUCERS',
    ...under(
      'OTEL_GO_X_',
      'EXEMPLAR',
      'RESOURCE',
      'SELF_OBSERVABILITY',
      'OBSERVABILITY',
      'PER_SERIES_START_TIMESTAMPS',
      'CARDINALITY_LIMIT',
    ),
  ),
  row('deno', 'OTEL_DENO', 'OTEL_DENO_CONSOLE'),
  row('rust', 'OTEL_BSP_MAX_CONCURRENT_EXPORTS'),
  row(
    'dotnet',
    ...under(
      'OTEL_DOTNET_AUTO_',
      'HOME',
      'LOG_DIRECTORY',
      'LOGGER',
      'PLUGINS',
      'TRACES_ENABLED',
      'METRICS_ENABLED',
      'LOGS_ENABLED',
      'TRACES_ADDITIONAL_SOURCES',
      'INSTRUMENTATION_ENABLED',
      'SETUP_SDK',
      'EXCLUDE_PROCESSES',
      'FAIL_FAST_ENABLED',
      'FLUSH_ON_UNHANDLEDEXCEPTION',
    ),
    'OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY',
    'OTEL_DOTNET_EXPERIMENTAL_OTLP_DISK_RETRY_DIRECTORY_PATH',
    'OTEL_EXPERIMENTAL_FILE_BASED_CONFIGURATION_ENABLED',
  ),
  row(
    'ruby',
    'OTEL_RUBY_EXPORTER_OTLP_SSL_VERIFY_NONE',
    'OTEL_RUBY_EXPORTER_OTLP_SSL_VERIFY_PEER',
    'OTEL_RUBY_BSP_START_THREAD_ON_BOOT',
  ),
  row(
    'php',
    ...under(
      'OTEL_PHP_',
      'AUTOLOAD_ENABLED',
      'TRACES_PROCESSOR',
      'DETECTORS',
      'LOG_DESTINATION',
      'EXCLUDED_URLS',
      'DISABLED_INSTRUMENTATIONS',
      'INTERNAL_METRICS_ENABLED',
      'FIBERS_ENABLED',
      'LOGS_PROCESSOR',
      'DEBUG_SCOPES_DISABLED',
    ),
  ),
  row(
    'cpp',
    ...under(
      'OTEL_EXPORTER_OTLP_',
      'SSL_ENABLE',
      'CERTIFICATE_STRING',
      'CLIENT_CERTIFICATE_STRING',
      'CLIENT_KEY_STRING',
    ),
  ),
  row(
    'erlang',
    'OTEL_CREATE_APPLICATION_TRACERS',
    'OTEL_TEXT_MAP_PROPAGATORS',
    'OTEL_SSP_EXPORTING_TIMEOUT_MILLIS',
    'OTEL_BSP_EXPORT_TIMEOUT_MILLIS',
    'OTEL_BSP_SCHEDULE_DELAY_MILLIS',
  ),
];
