import type { CollectorComponent, CollectorPipeline } from '../../model/collector.ts';
import { keysAt, placeOf, settingAt } from '../../model/collector-reading.ts';
import { awaitsPerson } from '../../model/placeholder.ts';
import type { Note } from './notes.ts';

const EXPORTERS = /^(otlp|otlp_grpc|otlphttp|otlp_http)$/;
const HTTP_ENDPOINTS = [
  'endpoint',
  'traces_endpoint',
  'metrics_endpoint',
  'logs_endpoint',
  'profiles_endpoint',
];

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

const noteReceiver = (path: string, receiver: CollectorComponent, note: Note): void => {
  if (typeof settingAt(receiver.settings, 'protocols') === 'string') return;
  if (keysAt(receiver.settings, 'protocols').length > 0) return;
  if (keysAt(receiver.settings).some((key) => key === 'grpc' || key === 'http')) return;
  note({
    kind: 'missing',
    at: placeOf(path, receiver, 'protocols'),
    says: `The receiver ${receiver.id} has no protocol, neither grpc nor http`,
    advice: 'List grpc: and http: below protocols:',
  });
};

const noteExporter = (path: string, exporter: CollectorComponent, note: Note): void => {
  const keys = exporter.type.includes('http') ? HTTP_ENDPOINTS : ['endpoint'];
  if (keys.some((key) => !isEmpty(settingAt(exporter.settings, key)))) return;
  note({
    kind: 'missing',
    at: placeOf(path, exporter, 'endpoint'),
    says: `The exporter ${exporter.id} has no endpoint`,
    advice: `Set its endpoint, such as ${exporter.type.includes('http') ? 'http://backend:4318' : 'backend:4317'}`,
  });
};

const TLS_PLACES: readonly (readonly string[])[] = [
  ['tls'],
  ['protocols', 'grpc', 'tls'],
  ['protocols', 'http', 'tls'],
];

/** A certificate and its key go together. */
const noteKeyPair = (path: string, component: CollectorComponent, note: Note): void => {
  for (const keys of TLS_PLACES) {
    const has = (name: string): boolean =>
      [`${name}_file`, `${name}_pem`].some((key) => !isEmpty(settingAt(component.settings, ...keys, key)));
    if (has('cert') === has('key')) continue;
    const [here, lacking] = has('cert') ? ['cert', 'key'] : ['key', 'cert'];
    note({
      kind: 'missing',
      at: placeOf(path, component, ...keys),
      says: `The ${component.kind} ${component.id} has ${here}_file and no ${lacking}_file`,
      advice: `Set ${lacking}_file beside of ${here}_file`,
    });
  }
};

/** Notes endpoints that somebody was asked to fill in. */
const noteLeftOpen = (path: string, exporter: CollectorComponent, note: Note): void => {
  for (const key of HTTP_ENDPOINTS) {
    const value = settingAt(exporter.settings, key);
    if (typeof value !== 'string' || !awaitsPerson(value)) continue;
    note({
      kind: 'unfilled',
      severity: 'warning',
      at: placeOf(path, exporter, key),
      says: `The ${key} of the exporter ${exporter.id} is a placeholder that is still to be filled in`,
      follows: 'Nothing arrives before it is.',
      advice: 'Write the address of the receiver, or a reference to a variable that holds it',
    });
  }
};

/** Notes what a component cannot do without. */
export const noteRequired = (path: string, component: CollectorComponent, note: Note): void => {
  if (component.kind === 'receiver' && component.type === 'otlp') noteReceiver(path, component, note);
  if (component.kind === 'exporter' && EXPORTERS.test(component.type)) {
    noteExporter(path, component, note);
    noteLeftOpen(path, component, note);
  }
  if (/^otlp/.test(component.type)) noteKeyPair(path, component, note);
};

/** Notes exporters for HTTP that have endpoints of their own for other signals than those of their pipelines. */
export const noteSignalEndpoints = (
  components: readonly CollectorComponent[],
  pipelines: readonly CollectorPipeline[],
  note: Note,
): void => {
  for (const exporter of components) {
    if (exporter.kind !== 'exporter' || !/^otlp_?http$/.test(exporter.type)) continue;
    const set = HTTP_ENDPOINTS.filter((key) => !isEmpty(settingAt(exporter.settings, key)));
    if (set.length === 0 || set.includes('endpoint')) continue;
    const used = pipelines.filter(({ exporters }) => exporters.some(({ id }) => id === exporter.id));
    const lacking = [...new Set(used.map(({ signal }) => signal))].filter(
      (signal) => !set.includes(`${signal}_endpoint`),
    );
    const [first] = lacking;
    if (first === undefined) continue;
    note({
      kind: 'missing',
      at: exporter.at,
      says: `The exporter ${exporter.id} is in a pipeline for ${lacking.join(' and ')} and has no endpoint for ${lacking.length === 1 ? 'that signal' : 'those signals'}`,
      advice: `Set endpoint, or ${first}_endpoint`,
    });
  }
};
