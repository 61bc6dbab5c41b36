import { javaGrpc, javaHttp } from '../endpoints/java.ts';
import type { EndpointReader } from '../endpoints/reading.ts';
import { cut, headerReader, TOKEN } from '../header-lists/reading.ts';
import { java } from '../sdks/java.ts';
import type { Sdk } from '../sdks/sdk.ts';
import type { OwnSetting } from './flavour.ts';
import { property } from './property.ts';

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
  property('OTEL_SDK_DISABLED', 'quarkus.otel.sdk.disabled'),
  property('OTEL_TRACES_SAMPLER', 'quarkus.otel.traces.sampler'),
  property('OTEL_TRACES_SAMPLER_ARG', 'quarkus.otel.traces.sampler.arg'),
  property('OTEL_PROPAGATORS', 'quarkus.otel.propagators'),
  property('OTEL_SERVICE_NAME', 'quarkus.otel.service.name'),
  property('OTEL_SERVICE_NAME', 'quarkus.application.name'),
  ...[
    ...['OTEL_SDK_DISABLED', 'OTEL_TRACES_SAMPLER', 'OTEL_TRACES_SAMPLER_ARG', 'OTEL_PROPAGATORS'],
    'OTEL_SERVICE_NAME',
  ].map((variable) => ({ means: variable, variable, property: null })),
];

/** The path of the signal is appended to whatever is given, also for traces alone. */
const appending: EndpointReader = (question) => javaHttp({ ...question, perSignal: false });

/** Nothing is decoded. */
const asTheyAre = headerReader(
  (text) => {
    const pair = cut(text.trim());
    return pair === null || pair.name.trim() === ''
      ? 'dropped'
      : { name: pair.name.trim(), value: pair.value.trim() };
  },
  ({ name }) => (TOKEN.test(name) ? null : 'dropped'),
);

/** Quarkus with its extension opentelemetry. */
export const quarkus: Sdk = {
  ...java,
  ...{ name: 'quarkus', version: '3.33.2', source: SOURCE },
  flavour: {
    ...{ title: 'Quarkus', base: 'java', only: ['OTEL_RESOURCE_ATTRIBUTES'], unread: [] },
    ...{ own: OWN, defaults: {}, needs: [] },
    signals: ['traces'],
    place: 'properties',
    signs: [{ file: /^(?:pom\.xml|build\.gradle(?:\.kts)?)$/, has: [/\bquarkus-opentelemetry\b/] }],
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
    { of: 'EXPORTER', is: 'is not read; metrics and logs are switched on when it is built', source: SOURCE },
    { of: 'SERVICE_NAME', is: 'the name of the application beats OTEL_SERVICE_NAME', source: SOURCE },
  ],
  exporter: null,
  asOne: 'none',
  endpoint: { http: appending, grpc: javaGrpc },
  headers: { ...java.headers, read: asTheyAre },
  configFile: [],
};
