import { SIGNALS, type Signal } from '../model/signal.ts';
import { isOwnVariable } from './flavours/own.ts';
import { VARIABLE_ROWS } from './variables-table.ts';

/** A setting of the OTLP exporter, as the specification names the part behind `OTEL_EXPORTER_OTLP_`. */
export type OtlpSetting =
  | 'ENDPOINT'
  | 'PROTOCOL'
  | 'HEADERS'
  | 'COMPRESSION'
  | 'TIMEOUT'
  | 'INSECURE'
  | 'CERTIFICATE'
  | 'CLIENT_CERTIFICATE'
  | 'CLIENT_KEY';

/** https://opentelemetry.io/docs/specs/otel/protocol/exporter/#configuration-options */
const OTLP_SETTINGS: readonly OtlpSetting[] = [
  'ENDPOINT',
  'PROTOCOL',
  'HEADERS',
  'COMPRESSION',
  'TIMEOUT',
  'INSECURE',
  'CERTIFICATE',
  'CLIENT_CERTIFICATE',
  'CLIENT_KEY',
];

/** Variable that holds a setting for all signals. */
export const generalVariable = (setting: OtlpSetting): string => `OTEL_EXPORTER_OTLP_${setting}`;

/** Variable that holds a setting for one signal and wins over the general one. */
export const signalVariable = (setting: OtlpSetting, signal: Signal): string =>
  `OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_${setting}`;

/** Proxy variables that any of the SDKs or their HTTP libraries read. */
const PROXY_VARIABLES = new Set([
  'http_proxy',
  'HTTP_PROXY',
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'no_proxy',
  'NO_PROXY',
  'grpc_proxy',
  'no_grpc_proxy',
]);

/** Variables by which TLS libraries of SDKs are told whom to trust (`trust` in the SDK records), and Python's requests where logins are. */
const LIBRARY_VARIABLES = new Set([
  'SSL_CERT_FILE',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'GRPC_DEFAULT_SSL_ROOTS_FILE_PATH',
  'NETRC',
]);

/** Variables that tell of a container or of the Windows subsystem for Linux. */
const CONTAINER_VARIABLES = new Set(['KUBERNETES_SERVICE_HOST', 'container', 'WSL_DISTRO_NAME']);

/**
 * Whether the doctor reads a variable at all: nothing else of the environment is looked at. Names in small letters are
 * read because no SDK does, and somebody may have meant them.
 */
export const isRead = (name: string): boolean =>
  /^otel[_.]/i.test(name) ||
  PROXY_VARIABLES.has(name) ||
  LIBRARY_VARIABLES.has(name) ||
  isOwnVariable(name) ||
  CONTAINER_VARIABLES.has(name);

const OTLP_VARIABLES: readonly string[] = OTLP_SETTINGS.flatMap((setting) => [
  generalVariable(setting),
  ...SIGNALS.map((signal) => signalVariable(setting, signal)),
]);

/** Names that begin with one of these belong to an instrumentation or a distribution, and may be anything. */
const OPEN_PREFIXES: readonly string[] = [
  'OTEL_INSTRUMENTATION_',
  'OTEL_PYTHON_',
  'OTEL_NODE_',
  'OTEL_JAVA',
  'OTEL_DOTNET_',
  'OTEL_GO_',
  'OTEL_PHP_',
  'OTEL_RUBY_',
  'OTEL_ELIXIR_',
  'OTEL_RESOURCE_PROVIDERS_',
  'OTEL_INJECTOR_',
  'OTEL_OPERATOR_',
];

/** Every OTEL_* name that some SDK reads, the OTLP exporter's own first. */
export const REAL_VARIABLES: readonly string[] = [
  ...OTLP_VARIABLES,
  ...VARIABLE_ROWS.filter(({ readers }) => !readers.includes('none')).flatMap(({ names }) => names),
];

const REAL = new Set(REAL_VARIABLES);

/** Whether a name is one that some SDK reads, or lies where instrumentations have names of their own. */
export const isRealVariable = (name: string): boolean =>
  REAL.has(name) || OPEN_PREFIXES.some((prefix) => name.startsWith(prefix));

/** Whether a name was real once and nothing reads it any more. */
export const isFormerVariable = (name: string): boolean =>
  VARIABLE_ROWS.some(({ names, readers }) => readers.includes('none') && names.includes(name));

/** Whether the value of a variable may be a secret, whatever it is. */
export const hidesSecret = (name: string): boolean =>
  /HEADERS(?:$|_)|_TOKEN$|RESOURCE_ATTRIBUTES$|CREDENTIAL/.test(name);

/** OTLP setting of a variable that holds it for all signals; null for any other name. */
export const generalSettingOf = (name: string): OtlpSetting | null =>
  OTLP_SETTINGS.find((setting) => name === generalVariable(setting)) ?? null;

/** OTLP setting behind a variable name, general or per signal; null for any other name. */
export const settingOf = (name: string): OtlpSetting | null =>
  OTLP_SETTINGS.find(
    (setting) =>
      name === generalVariable(setting) || SIGNALS.some((signal) => name === signalVariable(setting, signal)),
  ) ?? null;
