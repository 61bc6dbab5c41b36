import { SDK_OF_LANGUAGE } from '../guess-sdk.ts';
import { yamlSlot } from '../slot.ts';
import { emptyWorkload, type ScannedVariable, type Workload } from '../workload.ts';
import { below, entriesOf, entryOf, textOf } from '../yaml/tree.ts';
import type { Resource } from './resource.ts';
import { inOrder, listed } from './variables.ts';

const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';

/** `spec.exporter.endpoint`, which the operator sets as a variable where the container has none. */
const exporterOf = ({ root, path }: Resource): readonly ScannedVariable[] => {
  const entry = entryOf(below(root, 'spec', 'exporter'), 'endpoint');
  if (entry?.value.kind !== 'scalar' || entry.value.text === null) return [];
  const slot = yamlSlot(path, entry.value, { dialect: 'kubernetes', entry: null });
  return [{ name: ENDPOINT, value: entry.value.text, at: entry.value.at, from: 'instrumentation', slot }];
};

/**
 * Protocols that the operator or its image sets where nothing else is asked for: python.go sets the variable, and the
 * modules of apachehttpd.go and nginx.go load the exporter for gRPC alone. The image for Node.js starts
 * `@opentelemetry/auto-instrumentations-node/register`, which sends HTTP.
 * https://github.com/open-telemetry/opentelemetry-operator/tree/main/internal/instrumentation
 */
const PROTOCOLS: Readonly<Record<string, string>> = {
  python: 'http/protobuf',
  dotnet: 'http/protobuf',
  go: 'http/protobuf',
  nodejs: 'http/protobuf',
  apacheHttpd: 'grpc',
  nginx: 'grpc',
};

/**
 * What the operator puts in front of everything else, filled in by Kubernetes.
 * https://github.com/open-telemetry/opentelemetry-operator/blob/main/internal/instrumentation/sdk.go
 */
const FILLED_IN = [
  ...['OTEL_NODE_IP', 'OTEL_POD_IP', 'OTEL_RESOURCE_ATTRIBUTES_POD_NAME'],
  ...['OTEL_RESOURCE_ATTRIBUTES_POD_UID', 'OTEL_RESOURCE_ATTRIBUTES_NODE_NAME'],
];

const filledInBy = ({ at }: Resource): readonly ScannedVariable[] =>
  FILLED_IN.map((name) => ({ name, value: null, at, from: 'field', slot: null }));

const protocolOf = ({ root, at }: Resource, language: string): readonly ScannedVariable[] => {
  const value = PROTOCOLS[language];
  const place = below(root, 'spec', 'exporter', 'endpoint')?.at ?? at;
  return value === undefined
    ? []
    : [{ name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value, at: place, from: 'instrumentation', slot: null }];
};

const samplerOf = ({ root, path }: Resource): readonly ScannedVariable[] =>
  [
    ['type', 'OTEL_TRACES_SAMPLER'],
    ['argument', 'OTEL_TRACES_SAMPLER_ARG'],
  ].flatMap(([key = '', name = '']) => {
    const node = below(root, 'spec', 'sampler', key);
    if (node?.kind !== 'scalar' || node.text === null) return [];
    const slot = yamlSlot(path, node, { dialect: 'kubernetes', entry: null });
    return [{ name, value: node.text, at: node.at, from: 'instrumentation' as const, slot }];
  });

/** What an `Instrumentation` gives to a container of one language, its own settings on top of the shared ones. */
export const instrumentationVariables = (
  resource: Resource,
  language: string,
): readonly ScannedVariable[] => {
  const ground = { ...resource, from: 'instrumentation' as const, maps: new Map() };
  const spec = below(resource.root, 'spec');
  const shared = listed(spec, ground);
  const own = listed(below(spec, language), ground);
  return inOrder([
    ...new Map(
      [
        ...filledInBy(resource),
        ...protocolOf(resource, language),
        ...exporterOf(resource),
        ...samplerOf(resource),
        ...shared,
        ...own,
      ].map((one) => [one.name, one]),
    ).values(),
  ]);
};

const PREFIX = 'instrumentation.opentelemetry.io/';
const INJECT = `${PREFIX}inject-`;

/** Key of an `Instrumentation` by the word of an annotation. */
const KEYS: Readonly<Record<string, string>> = { 'apache-httpd': 'apacheHttpd' };

/** The containers that a language is put into: named for it, named for all, or the first one. */
const isMeant = (
  annotations: Readonly<Record<string, string>>,
  word: string,
  container: string,
  first: boolean,
): boolean => {
  const names =
    annotations[`${PREFIX}${word}-container-names`] ??
    annotations[`${INJECT}${word}-container-names`] ??
    annotations[`${PREFIX}container-names`];
  if (names === undefined) return first;
  return names.split(',').some((name) => name.trim() === container);
};

/** The language that is put into a container, and the resource that is named for it; null where none is. */
export const injectionOf = (
  annotations: Readonly<Record<string, string>>,
  container: string,
  first: boolean,
): { readonly language: string; readonly named: string } | null => {
  for (const [name, named] of Object.entries(annotations)) {
    const word = name.startsWith(INJECT) ? name.slice(INJECT.length) : '';
    const language = KEYS[word] ?? word;
    if (named === 'false' || !(language in SDK_OF_LANGUAGE)) continue;
    if (isMeant(annotations, word, container, first)) return { language, named };
  }
  return null;
};

/** The resources that a pod names for any of its containers. */
export const namedInstrumentations = (annotations: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(annotations).flatMap(([name, named]) =>
    name.startsWith(INJECT) && !name.endsWith('container-names') && named !== 'false' ? [named] : [],
  );

/** The resource that an annotation means: `true`, a name, or `namespace/name`. */
export const instrumentationFor = (
  named: string,
  namespace: string,
  all: readonly Resource[],
): Resource | undefined => {
  const [first = '', second] = named.split('/');
  const here = all.filter((resource) => resource.namespace === (second === undefined ? namespace : first));
  if (named === 'true') return here[0] ?? (all.length === 1 ? all[0] : undefined);
  return here.find(({ name }) => name === (second ?? first));
};

const LANGUAGES = Object.keys(SDK_OF_LANGUAGE);

/** Languages that a resource is judged for where nothing of the manifests asks for it. */
const meantLanguages = ({ root }: Resource): readonly string[] => {
  const named = LANGUAGES.filter((language) => entriesOf(below(root, 'spec', language)).length > 0);
  return named.length > 0 ? named : ['spec'];
};

/** An `Instrumentation` as the containers that it is made for. */
export const instrumentationWorkloads = (resource: Resource): readonly Workload[] =>
  meantLanguages(resource).map((language) => ({
    ...emptyWorkload({
      id: `${resource.path}#Instrumentation/${resource.namespace}/${resource.name}/${language}`,
      label: `Instrumentation ${resource.namespace}/${resource.name}${language === 'spec' ? '' : `, ${language}`}`,
      kind: 'kubernetes',
      group: resource.namespace,
      name: resource.name,
      at: resource.at,
    }),
    variables: instrumentationVariables(resource, language),
    sdk: SDK_OF_LANGUAGE[language] ?? null,
    namespaced: resource.namespaced,
    inContainer: true,
    // The name of a service is made by the operator, and what else there is of it is in the pods.
    complete: false,
  }));

/** The name of what receives for a Collector that the operator runs; null where it is put into pods. */
export const collectorService = ({
  name,
  namespace,
  root,
}: Resource): { name: string; namespace: string } | null =>
  textOf(below(root, 'spec', 'mode')) === 'sidecar' ? null : { name: `${name}-collector`, namespace };
