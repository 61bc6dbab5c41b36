import { SIGNALS } from '../../model/signal.ts';
import { java } from '../sdks/java.ts';
import type { Sdk } from '../sdks/sdk.ts';
import type { Flavour, OwnSetting } from './flavour.ts';
import { ownVariable, property, TRANSPORTS } from './property.ts';
import { BUILD_FILE, ON_OR_OFF, PLAIN_EXPORTER } from './shared.ts';

/** Where the settings of one signal lie. */
interface Fronts {
  readonly tracing: string;
  readonly logging: string;
}

const METRICS = 'management.otlp.metrics.export';

/** Endpoint, transport, headers, compression and timeout below one front. */
const ofSignal = (signal: 'TRACES' | 'LOGS', front: string): readonly OwnSetting[] => [
  property(`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`, `${front}.endpoint`),
  { ...property(`OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`, `${front}.transport`), words: TRANSPORTS },
  { ...property(`OTEL_EXPORTER_OTLP_${signal}_HEADERS`, `${front}.headers`), isMap: true },
  property(`OTEL_EXPORTER_OTLP_${signal}_COMPRESSION`, `${front}.compression`),
  property(`OTEL_EXPORTER_OTLP_${signal}_TIMEOUT`, `${front}.timeout`),
];

/**
 * Micrometer's registry: its URL is taken as it is; what OpenTelemetry's variables name gets the path where it lacks it, the
 * signal's own too.
 */
const OF_METRICS: readonly OwnSetting[] = [
  property('OTEL_EXPORTER_OTLP_METRICS_ENDPOINT', `${METRICS}.url`),
  ...['OTEL_EXPORTER_OTLP_METRICS_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'].map((variable) => ({
    ...ownVariable('OTEL_EXPORTER_OTLP_METRICS_ENDPOINT', variable),
    appends: '/v1/metrics',
  })),
  { ...property('OTEL_EXPORTER_OTLP_METRICS_HEADERS', `${METRICS}.headers`), isMap: true },
  ...['OTEL_EXPORTER_OTLP_METRICS_HEADERS', 'OTEL_EXPORTER_OTLP_HEADERS'].map((variable) =>
    ownVariable('OTEL_EXPORTER_OTLP_METRICS_HEADERS', variable),
  ),
  { ...property('OTEL_METRICS_EXPORTER', `${METRICS}.enabled`), words: ON_OR_OFF },
];

/** Parent or dependency of Maven, plugin or dependency of Gradle, with its version. */
const RELEASE_3 =
  /(?:spring-boot[\w.-]{0,40}<\/artifactId>\s{0,40}<version>|org\.springframework\.boot['")]{1,3}\s{1,9}version[ (]{1,4}['"]|org\.springframework\.boot:spring-boot[\w-]{0,40}:)3\./;
const RELEASE_4 =
  /(?:spring-boot[\w.-]{0,40}<\/artifactId>\s{0,40}<version>|org\.springframework\.boot['")]{1,3}\s{1,9}version[ (]{1,4}['"]|org\.springframework\.boot:spring-boot[\w-]{0,40}:)4\./;

const TELEMETRY = /micrometer-tracing-bridge-otel|spring-boot-starter-opentelemetry/;

const flavourOf = (
  title: string,
  { tracing, logging }: Fronts,
  switches: readonly OwnSetting[],
  signs: Flavour['signs'],
): Flavour => ({
  ...{ title, base: 'java', only: ['OTEL_RESOURCE_ATTRIBUTES'] },
  own: [
    ...ofSignal('TRACES', tracing),
    ...ofSignal('LOGS', logging),
    ...OF_METRICS,
    ...switches,
    property('OTEL_TRACES_SAMPLER_ARG', 'management.tracing.sampling.probability'),
    ownVariable('OTEL_SERVICE_NAME'),
    property('OTEL_SERVICE_NAME', 'spring.application.name'),
  ],
  defaults: { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' },
  needs: (
    [
      ['traces', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'http://collector:4318/v1/traces'],
      ['logs', 'OTEL_EXPORTER_OTLP_LOGS_ENDPOINT', 'http://collector:4318/v1/logs'],
    ] as const
  ).map(([signal, variable, example]) => ({ signals: [signal], variable, values: null, example })),
  signals: SIGNALS,
  place: 'properties',
  signs,
  programs: [],
  tells:
    'one line of WARN for an answer such as 404; an ERROR with a stack only after retries where nothing answers',
  flushes:
    'when the application context is closed, and every five seconds (traces) or every minute (metrics)',
});

const SOURCE = 'measured with micrometer-tracing-bridge-otel and spring-boot-starter-actuator';

const boot = (name: string, version: string, flavour: Flavour): Sdk => ({
  ...java,
  ...{ name, version, source: SOURCE, flavour },
  deviations: [
    {
      of: 'ENDPOINT',
      is: `of traces comes from ${flavour.own[0]?.property ?? ''} alone, as it is`,
      source: SOURCE,
    },
    { of: 'PROTOCOL', is: 'is not read: HTTP unless the property transport says grpc', source: SOURCE },
    {
      of: 'EXPORTER',
      is: 'is not read: metrics are on, traces and logs wait for an endpoint',
      source: SOURCE,
    },
    { of: 'SDK_DISABLED', is: 'is not read', source: SOURCE },
  ],
  defaultProtocol: 'http/protobuf',
  disabled: null,
  exporter: PLAIN_EXPORTER,
  asOne: 'all',
  configFile: [],
  propagators: null,
});

/** Spring Boot 3.5: https://docs.spring.io/spring-boot/3.5/reference/actuator/tracing.html */
export const springBoot3: Sdk = boot(
  'spring-boot-3',
  '3.5.7',
  flavourOf(
    'Spring Boot 3',
    { tracing: 'management.otlp.tracing', logging: 'management.otlp.logging' },
    [
      { ...property('OTEL_TRACES_EXPORTER', 'management.otlp.tracing.export.enabled'), words: ON_OR_OFF },
      { ...property('OTEL_TRACES_EXPORTER', 'management.tracing.enabled'), words: ON_OR_OFF },
    ],
    [{ file: BUILD_FILE, has: [RELEASE_3, TELEMETRY] }],
  ),
);

/** Spring Boot 4.0: https://docs.spring.io/spring-boot/4.0/reference/actuator/tracing.html */
export const springBoot4: Sdk = boot(
  'spring-boot-4',
  '4.0.7',
  flavourOf(
    'Spring Boot 4',
    {
      tracing: 'management.opentelemetry.tracing.export.otlp',
      logging: 'management.opentelemetry.logging.export.otlp',
    },
    [{ ...property('OTEL_TRACES_EXPORTER', 'management.tracing.export.enabled'), words: ON_OR_OFF }],
    [
      { file: BUILD_FILE, has: [RELEASE_4, TELEMETRY] },
      // Earlier releases have no such starter.
      { file: BUILD_FILE, has: [/spring-boot-starter-opentelemetry/] },
    ],
  ),
);
