import { isLibraryScope } from '../knowledge/instrumentation-scopes.ts';
import type { Protocol } from '../model/signal.ts';
import type { AttributeText, ServiceFact, SpanKind } from '../model/telemetry.ts';
import type { InstrumentationScope, KeyValue, Resource } from '../receiver/otlp.ts';
import { resourceText } from './resource-text.ts';
import type { Scope } from './span-record.ts';
import { cleanText, valueText } from './text.ts';

/** Scopes of a service that are remembered. */
const SCOPE_LIMIT = 200;

/** A scope of a service, and what it made. */
export interface ScopeState {
  readonly scope: Scope;
  /** Makes spans about sockets and names, below those of requests. */
  readonly network: boolean;
  spans: number;
}

/** What is known of a service since it was first seen. */
export interface ServiceState {
  readonly id: string;
  /** Command that it was sent by; null where that is not known. */
  readonly source: string | null;
  readonly name: string | null;
  readonly namespace: string | null;
  readonly language: string | null;
  sdkVersion: string | null;
  distro: string | null;
  resource: readonly AttributeText[];
  spans: number;
  traces: number;
  metricPoints: number;
  logRecords: number;
  readonly transports: Set<Protocol>;
  readonly scopes: Map<string, ScopeState>;
  readonly kinds: Record<SpanKind, number>;
}

/** Services by their identity: source, name, namespace and language. */
export interface Services {
  /** The service of a resource; null for a further one when there are as many as are kept. */
  of(resource: Resource | null, source: string | null): ServiceState | null;
  all(): readonly ServiceState[];
  /** Names for the reader by id. */
  labels(): ReadonlyMap<string, string>;
}

const textOf = (attributes: readonly KeyValue[], key: string): string | null => {
  for (const attribute of attributes) if (attribute.key === key) return valueText(attribute.value);
  return null;
};

/** The scope of spans, the same object each time. */
export const scopeOf = (service: ServiceState, scope: InstrumentationScope | null): ScopeState => {
  const name = cleanText(scope?.name ?? '');
  const version = cleanText(scope?.version ?? '');
  const key = `${name}\n${version}`;
  const known = service.scopes.get(key);
  if (known !== undefined) return known;
  const library = isLibraryScope(name);
  const network = /\binstrumentation-(net|dns)$/.test(name);
  const state: ScopeState = { scope: { name, version, library }, network, spans: 0 };
  if (service.scopes.size < SCOPE_LIMIT) service.scopes.set(key, state);
  return state;
};

const NO_ATTRIBUTES: readonly KeyValue[] = [];

/** At most `maxServices` services. */
export const createServices = (maxServices: number): Services => {
  const services = new Map<string, ServiceState>();
  let labels: ReadonlyMap<string, string> = new Map();
  const create = (
    identity: Pick<ServiceState, 'source' | 'name' | 'namespace' | 'language'>,
  ): ServiceState => ({
    id: `s${services.size + 1}`,
    ...identity,
    sdkVersion: null,
    distro: null,
    resource: [],
    spans: 0,
    traces: 0,
    metricPoints: 0,
    logRecords: 0,
    transports: new Set(),
    scopes: new Map(),
    kinds: { unspecified: 0, internal: 0, server: 0, client: 0, producer: 0, consumer: 0 },
  });
  return {
    of: (resource, source) => {
      const attributes = resource?.attributes ?? NO_ATTRIBUTES;
      const name = textOf(attributes, 'service.name');
      const namespace = textOf(attributes, 'service.namespace');
      const language = textOf(attributes, 'telemetry.sdk.language');
      const key = JSON.stringify([source, name, namespace, language]);
      let service = services.get(key);
      if (service === undefined) {
        if (services.size >= maxServices) return null;
        service = create({ source, name, namespace, language });
        services.set(key, service);
      }
      service.resource = resourceText(resource);
      service.sdkVersion = textOf(attributes, 'telemetry.sdk.version');
      service.distro = textOf(attributes, 'telemetry.distro.name');
      return service;
    },
    all: () => [...services.values()],
    labels: () => {
      if (labels.size < services.size) labels = labelsOf([...services.values()]);
      return labels;
    },
  };
};

type Naming = (service: ServiceState) => string;

const nameOf: Naming = ({ name }) => (name === null || name.trim() === '' ? 'unknown' : name);

const withSource: Naming = (service) =>
  service.source === null ? nameOf(service) : `${service.source}/${nameOf(service)}`;

const withMore: Naming = (service) => {
  const more = [service.namespace, service.language].filter((part) => part !== null && part !== '');
  return more.length === 0 ? withSource(service) : `${withSource(service)} (${more.join(', ')})`;
};

const labelsOf = (services: readonly ServiceState[]): ReadonlyMap<string, string> => {
  const labels = new Map<string, string>();
  let unclear = services;
  for (const naming of [nameOf, withSource, withMore]) {
    const times = new Map<string, number>();
    for (const service of unclear) times.set(naming(service), (times.get(naming(service)) ?? 0) + 1);
    for (const service of unclear) labels.set(service.id, naming(service));
    unclear = unclear.filter((service) => (times.get(naming(service)) ?? 0) > 1);
  }
  return labels;
};

/** The fact of a service: counts since it was first seen. */
export const serviceFact = (service: ServiceState, label: string): ServiceFact => ({
  id: service.id,
  name: service.name,
  label,
  language: service.language,
  sdkVersion: service.sdkVersion,
  distro: service.distro,
  resource: service.resource.map((attribute) => ({ ...attribute })),
  spans: service.spans,
  traces: service.traces,
  metricPoints: service.metricPoints,
  logRecords: service.logRecords,
  transports: [...service.transports],
  scopes: [...service.scopes.values()]
    .filter(({ spans }) => spans > 0)
    .map(({ scope, spans }) => ({ ...scope, spans })),
  kinds: { ...service.kinds },
});
