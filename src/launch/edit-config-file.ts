import { SIGNALS, type Signal, signalPath } from '../model/signal.ts';
import {
  below,
  type ConfigNode,
  entryOf,
  itemsOf,
  type Position,
  scalarIn,
} from '../resolve/config-file/tree.ts';
import { readYaml } from '../settings/yaml-tree.ts';

/** A place in the text and what is to stand there. */
interface Edit {
  readonly at: Position;
  /** `scalar` stands in place of a value, `entry` in front of the first key of a mapping, `value` behind a key. */
  readonly how: 'scalar' | 'entry' | 'value';
  readonly text: string;
}

const PROVIDERS: Readonly<Record<Signal, readonly [string, string]>> = {
  traces: ['tracer_provider', 'processors'],
  metrics: ['meter_provider', 'readers'],
  logs: ['logger_provider', 'processors'],
};

const OTLP: readonly string[] = ['otlp_http', 'otlp_grpc', 'otlp'];

interface Exporter {
  readonly key: string;
  readonly at: Position;
  readonly node: ConfigNode;
  readonly signal: Signal;
}

const exportersOf = (root: ConfigNode): readonly Exporter[] =>
  SIGNALS.flatMap((signal) => {
    const [provider, list] = PROVIDERS[signal];
    return itemsOf(below(root, provider, list)).flatMap((item) =>
      (item.kind === 'map' ? item.entries : []).flatMap((processor) => {
        const exporter = below(processor.value, 'exporter');
        return (exporter?.kind === 'map' ? exporter.entries : [])
          .filter(({ key }) => OTLP.includes(key))
          .map(({ key, value, line, column }) => ({ key, node: value, at: { line, column }, signal }));
      }),
    );
  });

const isGrpc = ({ key, node }: Exporter): boolean =>
  key === 'otlp_grpc' || (key === 'otlp' && scalarIn(below(node, 'protocol')) === 'grpc');

const endpointFor = (exporter: Exporter, port: number): string =>
  `http://127.0.0.1:${port}${isGrpc(exporter) ? '' : signalPath(exporter.signal)}`;

/** Files of certificates, in the form of now and of before 1.0: some SDKs refuse them beside http. */
const FILES: readonly (readonly string[])[] = [
  ...['ca_file', 'cert_file', 'key_file'].map((key) => ['tls', key]),
  ...['certificate', 'certificate_file', 'client_certificate', 'client_certificate_file'].map((key) => [key]),
  ...['client_key', 'client_key_file'].map((key) => [key]),
];

const scalarEdit = (node: ConfigNode | undefined, text: string): readonly Edit[] =>
  node === undefined ? [] : [{ at: node, how: 'scalar', text }];

const tlsEdits = (exporter: Exporter): readonly Edit[] => {
  const { node } = exporter;
  const files = FILES.flatMap((way) => scalarEdit(below(node, ...way), 'null'));
  const insecure = below(node, 'tls', 'insecure') ?? below(node, 'insecure');
  return [...files, ...(isGrpc(exporter) ? scalarEdit(insecure, 'true') : [])];
};

const editsFor = (exporter: Exporter, port: number): readonly Edit[] => {
  const { node, at } = exporter;
  const endpoint = `endpoint: ${endpointFor(exporter, port)}`;
  if (node.kind !== 'map' || node.entries.length === 0) return [{ at, how: 'value', text: `{${endpoint}}` }];
  const old = entryOf(node, 'endpoint');
  const [first] = node.entries;
  const named: readonly Edit[] = old
    ? scalarEdit(old.value, endpointFor(exporter, port))
    : [{ at: first ?? at, how: 'entry', text: endpoint }];
  const compression = below(node, 'compression');
  const zstd = scalarIn(compression) === 'zstd' ? scalarEdit(compression, 'gzip') : [];
  return [...named, ...tlsEdits(exporter), ...zstd];
};

/** Characters of a scalar from its first on: in quotes to the closing one, plain to the end of its line or part. */
const SCALAR =
  /^(?:"(?:[^"\\]|\\[\s\S])*"|'(?:[^']|'')*'|(?:\$\{[^}\n]*\}|[^\s#,{}[\]]|[ \t]+(?=[^\s#])|(?<=\S)#)*)/;

const apply = (text: string, offset: number, { how, text: wanted, at }: Edit): string => {
  const [front, rest] = [text.slice(0, offset), text.slice(offset)];
  if (how === 'scalar') return `${front}${wanted}${rest.slice(SCALAR.exec(rest)?.[0].length ?? 0)}`;
  if (how === 'value')
    return `${front}${rest.replace(/^[^:]*:(?:[ \t]*(?:null|~|\{[ \t]*\}))?/, (key) => `${key.replace(/:.*$/s, ':')} ${wanted}`)}`;
  // In braces the entries stand in one line, else each at the same column.
  const inBraces = /[{,]\s*$/.test(front);
  return `${front}${wanted}${inBraces ? ', ' : `\n${' '.repeat(at.column - 1)}`}${rest}`;
};

const offsetsOf = (text: string): ((at: Position) => number) => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return ({ line, column }) => (starts[line - 1] ?? text.length) + column - 1;
};

/** Whether all exporters of the new text send to us, as many as there were. */
const isDone = async (text: string, exporters: number, port: number): Promise<boolean> => {
  const read = await readYaml(text, () => undefined);
  if (!('root' in read)) return false;
  const found = exportersOf(read.root);
  return (
    found.length === exporters &&
    found.every((exporter) => scalarIn(below(exporter.node, 'endpoint')) === endpointFor(exporter, port))
  );
};

/**
 * The text of a configuration file with every OTLP exporter pointed to a port of ours, all else as it was; null when
 * that cannot be done with certainty. The rest of the file may refer to variables as before.
 */
export const pointToUs = async (text: string, port: number): Promise<string | null> => {
  const read = await readYaml(text, () => undefined);
  if (!('root' in read)) return null;
  const exporters = exportersOf(read.root);
  const offsetOf = offsetsOf(text);
  const edits = exporters
    .flatMap((exporter) => editsFor(exporter, port))
    .map((edit) => ({ edit, offset: offsetOf(edit.at) }))
    // From the end, so that what stands in front keeps its place; an alias leads to the same place more than once.
    .sort((a, b) => b.offset - a.offset)
    .filter(({ edit, offset }, index, all) => {
      const before = all[index - 1];
      return before?.offset !== offset || before.edit.text !== edit.text;
    });
  let changed = text;
  for (const { edit, offset } of edits) changed = apply(changed, offset, edit);
  return (await isDone(changed, exporters.length, port)) ? changed : null;
};
