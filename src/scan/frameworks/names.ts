import type { Property } from './properties.ts';

/** What a property stands for. */
interface Meaning {
  readonly variable: string;
  readonly value: string | null;
}

/** Spelling of a variable in the file: `endpoint` of a signal has its protocol beside it. */
export type Spelling = Readonly<Record<string, string>>;

const SIGNALS: Readonly<Record<string, string>> = { tracing: 'TRACES', logging: 'LOGS', metrics: 'METRICS' };

/** Dashes, underscores and case make no difference to Spring. */
const relaxed = (name: string): string => name.toLowerCase().replace(/[-_]/g, '');

/**
 * Endpoints of Spring Boot: `management.otlp.tracing.endpoint` of 3.x, `management.opentelemetry.tracing.export.otlp.endpoint` of
 * 4.x, and `management.otlp.metrics.export.url` of both. Each is taken as it stands, with its path.
 * https://docs.spring.io/spring-boot/appendix/application-properties/index.html
 */
const MANAGEMENT =
  /^management\.(?:otlp\.(tracing|logging)|opentelemetry\.(tracing|logging)\.export\.otlp)\.(endpoint|transport)$/;

const TRANSPORTS: Readonly<Record<string, string>> = { http: 'http/protobuf', grpc: 'grpc' };

const ofManagement = ({ name, value }: Property): Meaning | null => {
  const plain = relaxed(name);
  if (plain === 'management.otlp.metrics.export.url')
    return { variable: 'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT', value };
  const [, three, four, what] = MANAGEMENT.exec(plain) ?? [];
  const signal = SIGNALS[three ?? four ?? ''];
  if (signal === undefined) return null;
  return what === 'endpoint'
    ? { variable: `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`, value }
    : {
        variable: `OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`,
        value: value === null ? null : (TRANSPORTS[value.toLowerCase()] ?? null),
      };
};

/** `otel.exporter.otlp.endpoint`, as the SDK names its properties. */
const variableFor = (name: string): string => name.toUpperCase().replace(/[.-]/g, '_');

const ofSdk = ({ name, value }: Property): Meaning | null =>
  /^otel\.[\w.-]{1,100}$/.test(name) && !/^otel\.(?:instrumentation|resource\.attributes)\./.test(name)
    ? { variable: variableFor(name), value }
    : null;

/**
 * Quarkus appends the path of a signal to whatever endpoint it is given.
 * https://quarkus.io/guides/opentelemetry
 */
const ofQuarkus = ({ name, value }: Property): Meaning | null => {
  const plain = name.replace(
    /^quarkus\.otel\.exporter\.otlp\.traces\.(endpoint|protocol|legacy-endpoint)$/,
    'quarkus.otel.exporter.otlp.$1',
  );
  return /^quarkus\.otel\.exporter\.otlp\.(?:endpoint|protocol)$/.test(plain)
    ? { variable: variableFor(plain.slice('quarkus.'.length)), value }
    : null;
};

/** What a property stands for; null where it says nothing of what is sent. */
export const meaningOf = (property: Property): Meaning | null => {
  if (property.name === 'spring.application.name' || property.name === 'quarkus.application.name')
    return { variable: 'OTEL_SERVICE_NAME', value: property.value };
  return ofManagement(property) ?? ofQuarkus(property) ?? ofSdk(property);
};

/** The name of what stands beside an endpoint. */
const besideEndpoint = (name: string): string => name.replace(/(?:endpoint|url)$/, 'transport');

/** How the variables are spelt in a file that has these properties. */
export const spellingOf = (properties: readonly Property[]): Spelling => {
  const front = properties.some(({ name }) => name.startsWith('quarkus.')) ? 'quarkus.' : '';
  const plain = (variable: string): string => `${front}${variable.toLowerCase().replaceAll('_', '.')}`;
  const usual = [
    'ENDPOINT',
    'PROTOCOL',
    'HEADERS',
    'TIMEOUT',
    'COMPRESSION',
    'CERTIFICATE',
    'INSECURE',
  ].flatMap((part) =>
    ['', 'TRACES_', 'METRICS_', 'LOGS_'].map((signal) => `OTEL_EXPORTER_OTLP_${signal}${part}`),
  );
  const spelling: Record<string, string> = Object.fromEntries(usual.map((name) => [name, plain(name)]));
  for (const property of properties) {
    const variable = meaningOf(property)?.variable;
    if (variable === undefined) continue;
    spelling[variable] = property.name;
    const [, signal] = /^OTEL_EXPORTER_OTLP_(TRACES|LOGS)_ENDPOINT$/.exec(variable) ?? [];
    if (signal !== undefined && property.name.startsWith('management.'))
      spelling[`OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`] = besideEndpoint(property.name);
  }
  return spelling;
};
