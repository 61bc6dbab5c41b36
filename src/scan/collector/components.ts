import {
  hasType,
  REMOVED_COMPONENTS,
  SNAKE_NAMES_SINCE,
  spanOf,
  typesOf,
} from '../../knowledge/collector-components.ts';
import { NEWEST_LISTED, OLDEST_LISTED } from '../../knowledge/collector-manifests.ts';
import type {
  CollectorBuild,
  CollectorComponent,
  CollectorPipeline,
  ComponentKind,
  LineEdit,
} from '../../model/collector.ts';
import { releaseOf } from '../../model/collector-reading.ts';
import { nearest } from '../../text/nearest.ts';
import type { Note, Noted } from './notes.ts';

const KINDS: readonly ComponentKind[] = ['receiver', 'processor', 'exporter', 'connector', 'extension'];

/** Distributions of which every release is listed. */
const LISTED: readonly string[] = ['core', 'otlp', 'k8s', 'contrib'];

/** What people call the OTLP receiver. */
const OTLP_RECEIVER = /^(otlp_?http|otlp_?grpc|otel|opentelemetry)$/;

const article = (word: string): string => (/^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`);

const problem = (
  component: CollectorComponent,
  change: Pick<Noted, 'says' | 'advice'> & Partial<Noted>,
): Noted => ({
  kind: 'unknown-component',
  at: component.at,
  ...change,
});

type Judge = (
  component: CollectorComponent,
  build: CollectorBuild,
  rename: (type: string) => readonly LineEdit[],
) => Noted | null;

const removed: Judge = (component, build, rename) => {
  const { kind, type } = component;
  const gone = REMOVED_COMPONENTS.find((one) => one.kind === kind && one.type === type);
  const minor = releaseOf(build);
  // Another distribution may never have had it.
  const span = spanOf(kind, type, build.distribution);
  const since = span?.gone ?? gone?.since ?? 0;
  if (gone === undefined || (minor !== null && minor < since)) return null;
  const certain = minor !== null || build.newest === true;
  return problem(component, {
    severity: certain ? 'error' : 'warning',
    says: `The ${kind} ${type} is gone since version 0.${since}`,
    advice: gone.advice,
    edits: gone.successor === null ? [] : rename(gone.successor),
    ...(!certain ? { follows: 'A Collector of that version or a later one does not start with it.' } : {}),
  });
};

/** Of an older version, a component that later ones lack. */
const isStillThere = ({ kind, type }: CollectorComponent, build: CollectorBuild): boolean => {
  const minor = releaseOf(build);
  if (minor === null) return false;
  const span = spanOf(kind, type, build.distribution);
  if (span !== undefined) return minor < (span.gone ?? 0);
  // Of what is older than the lists, and of other distributions, only the words of the changelog are known.
  const gone = REMOVED_COMPONENTS.find((one) => one.kind === kind && one.type === type);
  const listed = minor >= OLDEST_LISTED && LISTED.includes(build.distribution ?? '');
  return gone !== undefined && minor < gone.since && !listed;
};

const tooNew: Judge = (component, build, rename) => {
  const minor = releaseOf(build);
  const old = component.type === 'otlp_grpc' ? 'otlp' : component.type === 'otlp_http' ? 'otlphttp' : null;
  if (component.kind !== 'exporter' || old === null || minor === null || minor >= SNAKE_NAMES_SINCE)
    return null;
  return problem(component, {
    says: `The exporter ${component.type} is called ${old} before version 0.${SNAKE_NAMES_SINCE}`,
    advice: `Write ${old}, or use a newer version`,
    edits: rename(old),
  });
};

/** What a later release brought. */
const notYet: Judge = (component, build) => {
  const { kind, type } = component;
  const minor = releaseOf(build);
  const since = LISTED.includes(build.distribution ?? '')
    ? (spanOf(kind, type, build.distribution)?.since ?? null)
    : null;
  if (since === null || minor === null || minor >= since) return null;
  return problem(component, {
    says: `The ${kind} ${type} is new in version 0.${since}, and ${build.image} has it not yet`,
    advice: `Use version 0.${since} or a later one`,
  });
};

/** What a release took away, beside what has a successor. */
const gone: Judge = (component, build) => {
  const { kind, type } = component;
  const minor = releaseOf(build);
  const since = spanOf(kind, type, build.distribution)?.gone ?? null;
  if (since === null || (minor !== null && minor < since)) return null;
  const certain = (minor !== null || build.newest === true) && LISTED.includes(build.distribution ?? '');
  return problem(component, {
    severity: certain ? 'error' : 'warning',
    says: `The ${kind} ${type} is gone since version 0.${since}`,
    advice: 'Take it out, or use an older version that has it',
    ...(certain ? {} : { follows: 'A Collector of that version or a later one does not start with it.' }),
  });
};

/** A build that is newer than what is known may have anything. */
const newerThanKnown: Judge = (component, build) => {
  const minor = releaseOf(build);
  if (minor === null || minor <= NEWEST_LISTED) return null;
  return problem(component, {
    severity: 'info',
    says: `Whether version ${build.version} has the ${component.kind} ${component.type} is not known`,
    advice: `otelcol components lists what it has`,
    follows: `The components are known up to version 0.${NEWEST_LISTED}.`,
  });
};

const wrongKind: Judge = (component, { distribution }, rename) => {
  const { kind, type } = component;
  if (kind === 'receiver' && OTLP_RECEIVER.test(type))
    return problem(component, {
      says: `There is no receiver ${type}; the receiver for OTLP over HTTP and gRPC is called otlp`,
      advice: 'Name the receiver otlp and list http: or grpc: below its protocols:',
      edits: rename('otlp'),
    });
  const right = KINDS.find((other) => other !== kind && hasType(other, type, distribution));
  if (right === undefined) return null;
  return problem(component, {
    severity: distribution === null ? 'warning' : 'error',
    says: `There is no ${kind} ${type}; ${type} is ${article(right)}`,
    advice: `Define it below ${right}s: and name it there`,
  });
};

const otherDistribution: Judge = (component, { distribution, image }) => {
  const { kind, type } = component;
  if (distribution === null || distribution === 'contrib' || !hasType(kind, type, 'contrib')) return null;
  const certain = distribution === 'core' || distribution === 'otlp';
  return problem(component, {
    severity: certain ? 'error' : 'warning',
    says: `The ${kind} ${type} is not built into ${image ?? `the distribution ${distribution}`}`,
    advice:
      distribution === 'jaeger'
        ? `Run it in a Collector of its own, from the image otel/opentelemetry-collector-contrib`
        : 'Use the image otel/opentelemetry-collector-contrib in the same version',
    ...(certain
      ? {}
      : { follows: 'The Collector does not start when it lacks a component that is configured.' }),
  });
};

/** Short words are near to anything. */
const nearKind = (type: string, types: readonly string[]): string | undefined => {
  const near = nearest(type, types);
  return type.length >= 4 && near?.[0] === type[0] ? near : undefined;
};

const misspelt: Judge = (component, build, rename) => {
  const { kind, type } = component;
  const { distribution } = build;
  const near = nearKind(type, typesOf(kind, distribution)) ?? nearKind(type, typesOf(kind, null));
  if (near === undefined && distribution === null) return null;
  const minor = releaseOf(build);
  // Every component of a listed release is known; of older ones not those that are gone since.
  const listed = LISTED.includes(distribution ?? '') && minor !== null && minor >= OLDEST_LISTED;
  const known =
    listed ||
    (distribution !== null &&
      near !== undefined &&
      (minor === null || near.replaceAll('_', '') === type.replaceAll('_', '')));
  const where = distribution === null ? 'any distribution that is known' : `the distribution ${distribution}`;
  return problem(component, {
    severity: known ? 'error' : 'warning',
    says:
      near === undefined
        ? `The ${kind} ${type} is none that ${where} is known to have`
        : `There is no ${kind} ${type} in ${where}; the nearest is ${near}`,
    advice: near === undefined ? 'Check its name, or use an image that has it' : `Write ${near}`,
    edits: near === undefined || !hasType(kind, near, distribution) ? [] : rename(near),
    ...(known ? {} : { follows: 'Unless the Collector is built with it, it does not start.' }),
  });
};

/** In the order in which they explain. */
const JUDGES: readonly Judge[] = [
  tooNew,
  removed,
  gone,
  wrongKind,
  otherDistribution,
  newerThanKnown,
  misspelt,
];

/** The edits that give a component another type wherever it is named; none where another has that name. */
const renaming = (
  component: CollectorComponent,
  components: readonly CollectorComponent[],
  pipelines: readonly CollectorPipeline[],
) => {
  const role = `${component.kind}s` as 'receivers' | 'processors' | 'exporters';
  return (type: string): readonly LineEdit[] => {
    const id = component.name === null ? type : `${type}/${component.name}`;
    if (components.some((other) => other.kind === component.kind && other.id === id)) return [];
    const named = pipelines.flatMap((pipeline) =>
      (pipeline[role] ?? []).filter((reference) => reference.id === component.id),
    );
    return [component, ...named].map(({ at }) => ({ at, from: component.id, to: id }));
  };
};

/** Notes components that the Collector does not have. */
export const noteComponents = (
  components: readonly CollectorComponent[],
  pipelines: readonly CollectorPipeline[],
  build: CollectorBuild,
  note: Note,
): void => {
  if (build.distribution === 'other') return;
  for (const component of components) {
    const rename = renaming(component, components, pipelines);
    const isKnown =
      hasType(component.kind, component.type, build.distribution) || isStillThere(component, build);
    const judges = isKnown ? [tooNew, notYet, removed, gone] : JUDGES;
    const [found] = judges.flatMap((judge) => judge(component, build, rename) ?? []);
    if (found !== undefined) note(found);
  }
};
