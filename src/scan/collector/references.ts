import type {
  CollectorComponent,
  CollectorPipeline,
  ComponentKind,
  ComponentReference,
} from '../../model/collector.ts';
import { placeOf, settingAt } from '../../model/collector-reading.ts';
import { nearest } from '../../text/nearest.ts';
import type { Note } from './notes.ts';

/** What is joined by name. */
interface Named {
  readonly path: string;
  readonly components: readonly CollectorComponent[];
  readonly pipelines: readonly CollectorPipeline[];
  readonly extensions: readonly ComponentReference[];
}

const ROLES = [
  ['receivers', 'receiver'],
  ['processors', 'processor'],
  ['exporters', 'exporter'],
] as const;

const idsOf = ({ components }: Named, ...kinds: readonly ComponentKind[]): readonly string[] =>
  components.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id.trim());

const noteUndefined = (
  note: Note,
  { id, at }: ComponentReference,
  kind: ComponentKind,
  by: string,
  known: readonly string[],
): void => {
  if (known.includes(id) || id.includes('${')) return;
  const near = nearest(id, known);
  note({
    kind: 'undefined-reference',
    at,
    says: `${by} names the ${kind} ${id}, which is not defined`,
    advice:
      near === undefined
        ? `Define ${id} below ${kind}s:, or take it out here`
        : `Write ${near}, or define ${id} below ${kind}s:`,
    edits: near === undefined ? [] : [{ at, from: id, to: near }],
  });
};

const noteConnectors = (named: Named, note: Note): void => {
  const uses = (role: 'receivers' | 'exporters', id: string): boolean =>
    named.pipelines.some((pipeline) => pipeline[role].some((reference) => reference.id === id));
  for (const { kind, id, at } of named.components) {
    if (kind !== 'connector') continue;
    const [in_, out] = [uses('exporters', id), uses('receivers', id)];
    if (in_ === out) continue;
    note({
      kind: 'undefined-reference',
      at,
      says: `The connector ${id} is an ${in_ ? 'exporter' : 'receiver'} of a pipeline, and a ${in_ ? 'receiver' : 'exporter'} of none`
        .replace('an receiver', 'a receiver')
        .replace('a exporter', 'an exporter'),
      advice: `Name ${id} under ${in_ ? 'receivers of the pipeline that takes what it makes' : 'exporters of the pipeline that feeds it'}`,
    });
  }
};

const authenticatorsOf = (component: CollectorComponent): readonly (readonly string[])[] =>
  component.kind === 'exporter'
    ? [['auth', 'authenticator']]
    : [
        ['protocols', 'grpc', 'auth', 'authenticator'],
        ['protocols', 'http', 'auth', 'authenticator'],
      ];

const noteAuthenticators = (named: Named, note: Note): void => {
  const enabled = named.extensions.map(({ id }) => id);
  for (const component of named.components) {
    if (!/^otlp/.test(component.type)) continue;
    for (const keys of authenticatorsOf(component)) {
      const id = settingAt(component.settings, ...keys);
      if (typeof id !== 'string' || id.includes('$') || id === '***' || enabled.includes(id)) continue;
      const defined = idsOf(named, 'extension').includes(id);
      note({
        kind: 'undefined-reference',
        at: placeOf(named.path, component, ...keys),
        says: `The ${component.kind} ${component.id} uses the extension ${id}, which ${defined ? 'is not listed under service: extensions:' : 'is not defined'}`,
        advice: defined
          ? `Add ${id} to the list service: extensions:`
          : `Define ${id} below extensions: and list it under service: extensions:`,
      });
    }
  }
};

/** Extensions whose credentials grpc-go hands out over TLS only: RequireTransportSecurity of contrib 0.158. */
const WANTS_TLS = /^(?:basicauth|bearertokenauth|oauth2client)(?:\/|$)/;

/** Credentials that an exporter may not send in plaintext: the Collector does not start. */
const noteCredentials = ({ path, components }: Named, note: Note): void => {
  for (const exporter of components) {
    if (exporter.kind !== 'exporter' || !/^otlp(?:_grpc)?$/.test(exporter.type)) continue;
    const id = settingAt(exporter.settings, 'auth', 'authenticator');
    const endpoint = settingAt(exporter.settings, 'endpoint');
    const plain =
      settingAt(exporter.settings, 'tls', 'insecure') === true &&
      settingAt(exporter.settings, 'tls', 'ca_file') === undefined &&
      settingAt(exporter.settings, 'tls', 'ca_pem') === undefined;
    if (typeof id !== 'string' || !WANTS_TLS.test(id) || !plain) continue;
    if (typeof endpoint === 'string' && endpoint.startsWith('https://')) continue;
    note({
      kind: 'missing',
      at: placeOf(path, exporter, 'tls', 'insecure'),
      says: `The exporter ${exporter.id} is to send the credentials of ${id} in plaintext, which gRPC refuses`,
      advice:
        'Take tls: insecure out and give the receiver TLS, or set the header authorization under headers:',
    });
  }
};

/** Notes names that nothing is defined for, and connectors that lead nowhere. */
export const noteReferences = (named: Named, noteAny: Note): void => {
  let anyUndefined = false;
  const note: Note = (problem) => {
    anyUndefined = true;
    noteAny(problem);
  };
  for (const pipeline of named.pipelines)
    for (const [role, kind] of ROLES) {
      const known = kind === 'processor' ? idsOf(named, kind) : idsOf(named, kind, 'connector');
      for (const reference of pipeline[role])
        noteUndefined(note, reference, kind, `The pipeline ${pipeline.id}`, known);
    }
  for (const reference of named.extensions)
    noteUndefined(note, reference, 'extension', 'The service', idsOf(named, 'extension'));
  // A name that nothing has may be the other end of a connector.
  if (!anyUndefined) noteConnectors(named, note);
  noteAuthenticators(named, note);
  noteCredentials(named, note);
};
