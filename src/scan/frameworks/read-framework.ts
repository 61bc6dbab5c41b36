import type { SourceFile } from '../files.ts';
import type { KindReading } from '../kinds/kind.ts';
import { parse, type ReadContext } from '../parse.ts';
import { emptyWorkload, over, type ScannedVariable, type Workload } from '../workload.ts';
import { meaningOf, spellingOf } from './names.ts';
import { fromProperties, fromYaml, type Property } from './properties.ts';

/** Properties that count together: all of a document, with the name of its profile. */
interface Document {
  readonly profile: string | null;
  readonly properties: readonly Property[];
}

const PROFILE_KEYS = ['spring.config.activate.on-profile', 'spring.profiles'];

const documentOf = (properties: readonly Property[], named: string | null): Document => ({
  properties,
  profile: properties.find(({ name }) => PROFILE_KEYS.includes(name))?.value ?? named,
});

/** `%dev.quarkus...` counts for a profile of Quarkus. */
const byPrefix = ({ profile, properties }: Document): readonly Document[] => {
  const groups = new Map<string | null, Property[]>([[profile, []]]);
  for (const property of properties) {
    const [front = '', prefix = profile] = /^%([\w,-]+)\./.exec(property.name) ?? [];
    const group = groups.get(prefix) ?? [];
    groups.set(prefix, group);
    group.push({ ...property, name: property.name.slice(front.length) });
  }
  return [...groups].map(([name, own]) => ({ profile: name, properties: own }));
};

/** `application-prod.yml` is of the profile prod. */
const profileOf = (path: string): string | null =>
  /(?:^|\/)(?:application|bootstrap)-([\w-]+)\.\w+$/.exec(path)?.[1] ?? null;

const documentsOf = (file: SourceFile, context: ReadContext): readonly Document[] => {
  const named = profileOf(file.path);
  const documents = /\.properties$/.test(file.path)
    ? fromProperties(file.path, file.text)
    : parse(file, context).documents.map((root) => fromYaml(file, root));
  return documents.map((properties) => documentOf(properties, named)).flatMap(byPrefix);
};

const variableOf = (property: Property): readonly ScannedVariable[] => {
  const meaning = meaningOf(property);
  if (meaning === null) return [];
  const { variable: name, value } = meaning;
  // A transport is spelt in another way than its protocol.
  const slot = property.name.endsWith('transport') ? null : property.slot;
  return [{ name, value, at: property.at, from: 'inline', slot }];
};

/** What a framework sends with where its properties do not say it. */
const impliedBy = (
  properties: readonly Property[],
  variables: readonly ScannedVariable[],
): readonly ScannedVariable[] => {
  const [first] = properties;
  if (first === undefined) return [];
  const implied = (name: string, value: string): readonly ScannedVariable[] =>
    variables.some((one) => one.name === name)
      ? []
      : [{ name, value, at: first.at, from: 'inline', slot: null }];
  const has = (front: string): boolean => properties.some(({ name }) => name.startsWith(front));
  // The starter sends HTTP, and so do Spring Boot's own exporters; Quarkus and the SDK by itself send gRPC.
  if (has('quarkus.') || has('micronaut.')) return implied('OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc');
  const management = ['TRACES', 'METRICS', 'LOGS'].filter((signal) =>
    variables.some(({ name }) => name === `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`),
  );
  return [
    ...implied('OTEL_EXPORTER_OTLP_PROTOCOL', 'http/protobuf'),
    ...management.flatMap((signal) => implied(`OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`, 'http/protobuf')),
  ];
};

const SENDS = /^OTEL_(?:EXPORTER_OTLP|TRACES_|METRICS_|LOGS_|SDK_|PROPAGATORS)/;

const workloadOf = (
  path: string,
  { profile, properties }: Document,
  base: readonly Property[],
): readonly Workload[] => {
  const own = properties.flatMap(variableOf);
  const first = own.find(({ name }) => SENDS.test(name));
  if (first === undefined) return [];
  const all = [...base, ...properties];
  const variables = over(base.flatMap(variableOf), own);
  const id = profile === null ? path : `${path}#${profile}`;
  const label = profile === null ? `settings of ${path}` : `settings of ${path}, profile ${profile}`;
  return [
    {
      ...emptyWorkload({ id, label, kind: 'process', group: path, name: path, at: first.at }),
      ...{ variables: [...variables, ...impliedBy(all, variables)], sdk: 'java', complete: false },
      spelling: spellingOf(all),
    },
  ];
};

/** The declarative form of the starter lies below `otel:` and has the version of its format. */
const DECLARATIVE = /^[ \t]+["']?file_format["']?[ \t]*:/m;

/** Reads properties of Spring Boot, of Quarkus and of Micronaut: each document, with what counts for all profiles below it. */
export const readFramework = (file: SourceFile, context: ReadContext): KindReading => {
  const { path, text } = file;
  if (DECLARATIVE.test(text))
    return {
      workloads: [],
      unread: [{ path, why: 'holds a declarative configuration, which is not read below otel:' }],
    };
  const documents = documentsOf(file, context);
  const base = documents.filter(({ profile }) => profile === null).flatMap(({ properties }) => properties);
  const plain = { profile: null, properties: base };
  const ofProfiles = documents.filter(({ profile }) => profile !== null);
  return {
    workloads: [plain, ...ofProfiles].flatMap((one) => workloadOf(path, one, one === plain ? [] : base)),
  };
};
