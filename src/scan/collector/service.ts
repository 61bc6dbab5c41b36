import { entriesOf, entryOf, isUnfilled, type TreeEntry } from '../../collector/tree.ts';
import { SIGNALS } from '../../knowledge/collector-settings.ts';
import type { CollectorPipeline, ComponentReference } from '../../model/collector.ts';
import type { Location } from '../../model/finding.ts';
import { kindText, type Note, noteUnknownKey, type Place } from './notes.ts';
import { noteTelemetry } from './telemetry.ts';

const ROLES = ['receivers', 'processors', 'exporters'] as const;

interface Reader {
  readonly note: Note;
  readonly place: Place;
}

const referencesOf = (
  { note, place }: Reader,
  entry: TreeEntry | undefined,
  where: string,
): readonly ComponentReference[] => {
  if (entry === undefined || isUnfilled(entry.value)) return [];
  const { value } = entry;
  if (value.kind === 'list')
    return value.items.flatMap((item) => {
      if (item.kind === 'scalar')
        return item.value === null ? [] : [{ id: String(item.value).trim(), at: place(item.at) }];
      note({
        kind: 'wrong-type',
        at: place(item.at),
        says: `The list ${entry.key} ${where} holds ${kindText(item)}, where a name belongs`,
        advice: 'Write names only, one list deep',
      });
      return [];
    });
  if (value.kind === 'scalar' && value.value === null) return [];
  const text = value.kind === 'scalar' ? String(value.value) : null;
  note({
    kind: 'wrong-type',
    at: place(entry.at),
    says: `${entry.key} ${where} is ${kindText(value)}, where a list belongs`,
    advice: 'Write a list of names in brackets',
    edits:
      text === null || !/^[\w/.-]+(\s*,\s*[\w/.-]+)*$/.test(text)
        ? []
        : [{ at: place(entry.at), from: text, to: `[${text}]` }],
  });
  return text === null ? [] : text.split(',').map((id) => ({ id: id.trim(), at: place(entry.at) }));
};

const idParts = (id: string): readonly [type: string, name: string | null] => {
  const slash = id.indexOf('/');
  return slash < 0 ? [id.trim(), null] : [id.slice(0, slash).trim(), id.slice(slash + 1).trim()];
};

const noteSignal = (note: Note, signal: string, at: Location): void => {
  if (SIGNALS.includes(signal)) return;
  const instead = SIGNALS.find((known) => known === `${signal}s` || known.startsWith(signal.slice(0, 4)));
  note({
    kind: 'unknown-key',
    at,
    says: `There is no signal ${signal} that a pipeline may be for`,
    advice:
      instead === undefined
        ? `Name the pipeline for one of ${SIGNALS.join(', ')}, with a name behind a slash`
        : `Write ${instead}`,
    edits: instead === undefined ? [] : [{ at, from: signal, to: instead }],
  });
};

const pipelineOf = (reader: Reader, entry: TreeEntry): CollectorPipeline => {
  const { note, place } = reader;
  const at = place(entry.at);
  const [signal, name] = idParts(entry.key);
  const where = `of the pipeline ${entry.key}`;
  noteSignal(note, signal, at);
  for (const { key, at: spot } of entriesOf(entry.value))
    if (!(ROLES as readonly string[]).includes(key))
      noteUnknownKey(note, key, place(spot), `in the pipeline ${entry.key}`, ROLES);
  const lists = ROLES.map((role) => referencesOf(reader, entryOf(entry.value, role), where));
  const [receivers = [], processors = [], exporters = []] = lists;
  const singular = entriesOf(entry.value).map(({ key }) => key);
  if (isUnfilled(entry.value)) return { id: entry.key, signal, name, at, receivers, processors, exporters };
  for (const [role, list] of [
    ['receivers', receivers],
    ['exporters', exporters],
  ] as const) {
    const own = entryOf(entry.value, role);
    if (
      list.length > 0 ||
      (own?.value.kind === 'list' && own.value.items.length > 0) ||
      (own !== undefined && isUnfilled(own.value)) ||
      singular.includes(role.slice(0, -1))
    )
      continue;
    note({
      kind: 'missing',
      at: place(own?.at ?? entry.at),
      says: `The pipeline ${entry.key} has no ${role.slice(0, -1)}`,
      advice: `Name at least one under ${role}, or take the pipeline out`,
    });
  }
  return { id: entry.key, signal, name, at, receivers, processors, exporters };
};

/** What `service` says; notes what is wrong with it. */
export const readService = (reader: Reader, service: TreeEntry) => {
  const { note, place } = reader;
  const pipelines = entryOf(service.value, 'pipelines');
  for (const { key, at } of entriesOf(service.value))
    if (!['extensions', 'pipelines', 'telemetry'].includes(key))
      noteUnknownKey(note, key, place(at), 'in service', ['extensions', 'pipelines', 'telemetry']);
  const telemetry = entryOf(service.value, 'telemetry');
  if (telemetry !== undefined) noteTelemetry(reader, telemetry);
  const unknown = isUnfilled(service.value) || isUnfilled(pipelines?.value);
  // An empty mapping that is written out leaves the place to another file.
  const meant = pipelines?.value.kind === 'map';
  if (entriesOf(pipelines?.value).length === 0 && !unknown)
    note({
      kind: meant ? 'left-empty' : 'missing',
      at: place(pipelines?.at ?? service.at),
      says: 'The service has no pipeline',
      advice: 'Add one below service: pipelines:, such as traces with receivers and exporters',
    });
  return {
    extensions: referencesOf(reader, entryOf(service.value, 'extensions'), 'of the service'),
    pipelines: entriesOf(pipelines?.value).map((entry) => pipelineOf(reader, entry)),
    telemetry,
  };
};

/** The parts of a component's id. */
export { idParts };
