import { entriesOf, entryOf, isUnfilled, type TreeEntry, type TreeNode } from '../../collector/tree.ts';
import { TELEMETRY_SHAPE } from '../../knowledge/collector-settings.ts';
import { noteUnknownKey } from './notes.ts';
import { type Reader, readShape } from './shapes.ts';

const WHERE = 'in service.telemetry';

/** Words that a level may be. https://pkg.go.dev/go.opentelemetry.io/collector/config/configtelemetry#Level and zap's own */
const LEVELS: Readonly<Record<string, readonly string[]>> = {
  metrics: ['none', 'basic', 'normal', 'detailed'],
  traces: ['none', 'basic', 'normal', 'detailed'],
  logs: ['debug', 'info', 'warn', 'error', 'dpanic', 'panic', 'fatal'],
};

type Noting = Pick<Reader, 'note' | 'place'>;

const noteLevel = ({ note, place }: Noting, { key, value }: TreeEntry): void => {
  const level = entryOf(value, 'level');
  const words = LEVELS[key];
  if (words === undefined) return;
  if (level?.value.kind !== 'scalar' || typeof level.value.value !== 'string' || isUnfilled(level.value))
    return;
  const text = level.value.value;
  if (text === '' || text.includes('$') || words.includes(text.toLowerCase())) return;
  note({
    kind: 'wrong-type',
    at: place(level.at),
    says: `The level of ${key} ${WHERE} is none that there is`,
    advice: `Write one of ${words.join(', ')}`,
  });
};

const PROMETHEUS = [
  ...['host', 'port', 'with_resource_constant_labels', 'without_scope_info', 'without_type_suffix'],
  ...['without_units', 'translation_strategy'],
];

const notePrometheus = ({ note, place }: Noting, reader: TreeNode): void => {
  const exporter = entryOf(entryOf(reader, 'pull')?.value, 'exporter')?.value;
  const prometheus = entryOf(exporter, 'prometheus');
  for (const { key, at } of entriesOf(prometheus?.value).filter((entry) => !PROMETHEUS.includes(entry.key)))
    noteUnknownKey(
      note,
      key,
      place(at),
      `in the prometheus reader ${WHERE}`,
      PROMETHEUS,
      key === 'address' || key === 'endpoint' ? 'Write host: and port: instead' : null,
    );
  const port = entryOf(prometheus?.value, 'port');
  if (port?.value.kind !== 'scalar' || typeof port.value.value !== 'string' || port.value.value.includes('$'))
    return;
  const digits = /^\d{1,5}$/.test(port.value.value);
  note({
    kind: 'wrong-type',
    at: place(port.at),
    says: `port of the prometheus reader ${WHERE} is a text, where a number belongs`,
    advice: 'Write a number without quotes',
    edits: digits ? [{ at: place(port.at), from: `"${port.value.value}"`, to: port.value.value }] : [],
  });
};

const READERS = ['pull', 'periodic'];

const noteReaders = (noting: Noting, metrics: TreeNode): void => {
  const { note, place } = noting;
  const readers = entryOf(metrics, 'readers');
  if (readers === undefined || isUnfilled(readers.value)) return;
  if (readers.value.kind === 'map')
    note({
      kind: 'wrong-type',
      at: place(readers.at),
      says: `readers ${WHERE} is a mapping, where a list belongs`,
      advice: 'Begin each reader with a dash: - pull:',
    });
  for (const item of readers.value.kind === 'list' ? readers.value.items : []) {
    for (const { key, at } of entriesOf(item))
      if (!READERS.includes(key)) noteUnknownKey(note, key, place(at), `in a reader ${WHERE}`, READERS);
    notePrometheus(noting, item);
  }
};

/** Notes what keeps a Collector from telling of itself, and with that from starting. */
export const noteTelemetry = (noting: Noting, { value, at }: TreeEntry): void => {
  if (isUnfilled(value)) return;
  readShape({ ...noting, where: WHERE }, value, TELEMETRY_SHAPE, '', noting.place(at));
  for (const entry of entriesOf(value)) noteLevel(noting, entry);
  const metrics = entryOf(value, 'metrics')?.value;
  if (metrics !== undefined) noteReaders(noting, metrics);
};
