import type { Location } from '../../model/finding.ts';
import { placer } from '../place.ts';
import { below, entriesOf, itemsOf, textOf, type YamlNode } from '../yaml/tree.ts';
import type { Written } from './server.ts';

/** Keys of a section in small letters, each with its place. */
type Section = ReadonlyMap<string, { readonly text: string; readonly at: Location }>;

/** https://docs.fluentbit.io/manual/pipeline/outputs/opentelemetry */
const outputOf = (section: Section): readonly Written[] => {
  if (section.get('name')?.text.toLowerCase() !== 'opentelemetry') return [];
  const [host, port] = [section.get('host'), section.get('port')];
  const at = port?.at ?? host?.at ?? section.get('name')?.at;
  if (at === undefined) return [];
  const isOn = (key: string): boolean => /^(?:on|true|yes)$/i.test(section.get(key)?.text ?? '');
  const protocol = isOn('grpc') ? 'grpc' : 'http/protobuf';
  const text = `${host?.text ?? '127.0.0.1'}:${port?.text ?? '80'}`;
  return [
    {
      signal: null,
      protocol,
      text,
      secure: isOn('tls'),
      at,
      spelt: 'host and port of [OUTPUT] opentelemetry',
    },
  ];
};

/** Outputs in YAML. */
export const fluentBitYaml = (root: YamlNode): readonly Written[] =>
  itemsOf(below(root, 'pipeline', 'outputs')).flatMap((item) =>
    outputOf(
      new Map(
        entriesOf(item).map(({ key, at, value }) => [key.toLowerCase(), { text: textOf(value) ?? '', at }]),
      ),
    ),
  );

const LINE = /^[ \t]{0,40}([A-Za-z][\w.]{0,60})[ \t]{1,40}(\S[^\n]{0,400})$/;

/** Sections of the classic form: `[OUTPUT]`, and lines of a key and a value. */
export const fluentBitClassic = (
  path: string,
  text: string,
): { readonly written: readonly Written[]; readonly takesIn: boolean } => {
  const place = placer(path, text);
  const sections: { readonly name: string; readonly keys: Map<string, { text: string; at: Location }> }[] =
    [];
  let start = 0;
  for (const line of text.split('\n')) {
    const [, name] = /^[ \t]{0,10}\[(\w{1,40})\]/.exec(line) ?? [];
    const [, key, value = ''] = LINE.exec(line.trimEnd()) ?? [];
    if (name !== undefined) sections.push({ name: name.toLowerCase(), keys: new Map() });
    else if (key !== undefined) {
      const at = place(start + line.indexOf(key));
      sections.at(-1)?.keys.set(key.toLowerCase(), { text: value, at });
    }
    start += line.length + 1;
  }
  const named = (wanted: string) => sections.filter(({ name }) => name === wanted);
  return {
    written: named('output').flatMap(({ keys }) => outputOf(keys)),
    takesIn: named('input').some(({ keys }) => keys.get('name')?.text.toLowerCase() === 'opentelemetry'),
  };
};
