import { javaGrpc, javaHttp } from '../endpoints/java.ts';
import type { EndpointReader } from '../endpoints/reading.ts';
import { java } from '../sdks/java.ts';
import type { Sdk } from '../sdks/sdk.ts';
import type { OwnSetting } from './flavour.ts';
import { ownVariable, property } from './property.ts';
import { BUILD_FILE, PLAIN_EXPORTER, UNDECODED } from './shared.ts';

const SOURCE = 'measured with quarkus-opentelemetry 3.33.2; https://quarkus.io/guides/opentelemetry';

const FRONT = 'quarkus.otel.exporter.otlp';

const PARTS = [
  ['ENDPOINT', 'endpoint'],
  ['PROTOCOL', 'protocol'],
  ['HEADERS', 'headers'],
  ['COMPRESSION', 'compression'],
  ['TIMEOUT', 'timeout'],
] as const;

const OWN: readonly OwnSetting[] = [
  ...PARTS.flatMap(([part, name]) => [
    property(`OTEL_EXPORTER_OTLP_TRACES_${part}`, `${FRONT}.traces.${name}`),
    property(`OTEL_EXPORTER_OTLP_TRACES_${part}`, `${FRONT}.${name}`),
  ]),
  // Its own exporter is there whatever is left out.
  { ...ownVariable('OTEL_TRACES_EXPORTER'), words: { none: 'cdi' } },
  property('OTEL_SDK_DISABLED', 'quarkus.otel.sdk.disabled'),
  property('OTEL_TRACES_SAMPLER', 'quarkus.otel.traces.sampler'),
  property('OTEL_TRACES_SAMPLER_ARG', 'quarkus.otel.traces.sampler.arg'),
  property('OTEL_PROPAGATORS', 'quarkus.otel.propagators'),
  property('OTEL_SERVICE_NAME', 'quarkus.otel.service.name'),
  property('OTEL_SERVICE_NAME', 'quarkus.application.name'),
  ownVariable('OTEL_SDK_DISABLED'),
  ownVariable('OTEL_TRACES_SAMPLER'),
  ownVariable('OTEL_TRACES_SAMPLER_ARG'),
  ownVariable('OTEL_PROPAGATORS'),
  ownVariable('OTEL_SERVICE_NAME'),
];

/** The path of the signal is appended to whatever is given, also for traces alone. */
const appending: EndpointReader = (question) => javaHttp({ ...question, perSignal: false });

/** Quarkus with its extension opentelemetry. */
export const quarkus: Sdk = {
  ...java,
  ...{ name: 'quarkus', version: '3.33.2', source: SOURCE },
  flavour: {
    ...{ title: 'Quarkus', base: 'java', only: ['OTEL_RESOURCE_ATTRIBUTES'] },
    ...{ own: OWN, defaults: {}, needs: [] },
    signals: ['traces'],
    place: 'properties',
    signs: [{ file: BUILD_FILE, has: [/\bquarkus-opentelemetry\b/] }],
    programs: [],
    tells: 'a WARNING of VertxGrpcSender or VertxHttpSender, one line',
    flushes: 'every five seconds, and at its end',
  },
  deviations: [
    {
      of: 'ENDPOINT',
      is: 'comes from quarkus.otel.exporter.otlp alone; a path is appended to every one',
      source: SOURCE,
    },
    { of: 'HEADERS', is: 'are not decoded', source: SOURCE },
    {
      of: 'EXPORTER',
      is: '`none` switches nothing off, and another name stops it; metrics and logs are switched on when it is built',
      source: SOURCE,
    },
    { of: 'SERVICE_NAME', is: 'the name of the application beats OTEL_SERVICE_NAME', source: SOURCE },
  ],
  // Without another package any name but these keeps it from starting.
  exporter: { ...PLAIN_EXPORTER, otlp: { cdi: null, otlp: null }, unknown: 'does-not-start' },
  asOne: 'none',
  endpoint: { http: appending, grpc: javaGrpc },
  headers: { ...java.headers, read: UNDECODED },
  configFile: [],
};
