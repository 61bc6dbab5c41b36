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

/** Protocols that the operator or its image sets where nothing else is asked for. */
const PROTOCOLS: Readonly<Record<string, string>> = {
  python: 'http/protobuf',
  dotnet: 'http/protobuf',
  go: 'http/protobuf',
  nodejs: 'grpc',
};

/** https://opentelemetry.io/docs/platforms/kubernetes/operator/automatic/ */
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
        ...protocolOf(resource, language),
        ...exporterOf(resource),
        ...samplerOf(resource),
        ...shared,
        ...own,
      ].map((one) => [one.name, one]),
    ).values(),
  ]);
};

const INJECT = 'instrumentation.opentelemetry.io/inject-';

/** The language that a pod asks to be instrumented for, and the resource that it names. */
export const injectionOf = (
  annotations: Readonly<Record<string, string>>,
): { readonly language: string; readonly named: string } | null => {
  const [found] = Object.entries(annotations).filter(
    ([name, value]) =>
      name.startsWith(INJECT) && name.slice(INJECT.length) in SDK_OF_LANGUAGE && value !== 'false',
  );
  return found === undefined ? null : { language: found[0].slice(INJECT.length), named: found[1] };
};

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
