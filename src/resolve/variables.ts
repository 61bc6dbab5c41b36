import type { Signal } from '../model/signal.ts';

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
export const OTLP_SETTINGS: readonly OtlpSetting[] = [
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

/** Variables that tell of a container or of the Windows subsystem for Linux. */
const CONTAINER_VARIABLES = new Set(['KUBERNETES_SERVICE_HOST', 'container', 'WSL_DISTRO_NAME']);

/** Whether the doctor reads a variable at all: nothing else of the environment is looked at. */
export const isRead = (name: string): boolean =>
  name.startsWith('OTEL_') || PROXY_VARIABLES.has(name) || CONTAINER_VARIABLES.has(name);
