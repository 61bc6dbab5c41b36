import { dirname, join, normalize } from 'node:path';
import { splitImage } from '../guess-sdk.ts';
import { splitWords } from '../words.ts';
import {
  below,
  entriesOf,
  entryOf,
  itemsOf,
  pairsOf,
  textOf,
  textsOf,
  type YamlEntry,
  type YamlNode,
} from '../yaml/tree.ts';
import type { EnvFileUse, ServicePart } from './part.ts';
import { portsOf } from './ports.ts';
import { buildOf } from './project-files.ts';
import { type Reading, variablesOf } from './variables.ts';

/** A path of a Compose file, relative to the directory of that file. */
const beside = (file: string, path: string): string =>
  path.startsWith('/') ? normalize(path) : join(dirname(file), path);

const envFilesOf = ({ path, fill }: Reading, node: YamlNode | undefined): readonly EnvFileUse[] => {
  const single = textOf(node);
  const items = single === null ? itemsOf(node) : node === undefined ? [] : [node];
  return items.flatMap((item) => {
    const named = textOf(item) ?? textOf(below(item, 'path'));
    const file = named === null ? null : fill(named).value;
    if (file === null) return [];
    const required = textOf(below(item, 'required')) !== 'false';
    return [
      { path: beside(path, file), required, raw: textOf(below(item, 'format')) === 'raw', at: item.at },
    ];
  });
};

const networksOf = (node: YamlNode | undefined): ServicePart['networks'] => {
  if (node === undefined) return null;
  if (node.kind === 'list') return Object.fromEntries(textsOf(node).map((name) => [name, []]));
  return Object.fromEntries(entriesOf(node).map(({ key, value }) => [key, textsOf(below(value, 'aliases'))]));
};

const hostsOf = (node: YamlNode | undefined): Readonly<Record<string, string>> =>
  node?.kind === 'list'
    ? Object.fromEntries(
        textsOf(node).flatMap((text) => {
          const [, name, address] = /^([^:=]+)[:=](.+)$/.exec(text) ?? [];
          return name === undefined || address === undefined ? [] : [[name, address]];
        }),
      )
    : pairsOf(node);

const wordsOf = (node: YamlNode | undefined, fill: Reading['fill']): readonly string[] | null => {
  if (node === undefined) return null;
  const single = textOf(node);
  const words = single === null ? textsOf(node) : splitWords(single);
  return words.map((word) => fill(word).value ?? word);
};

/** In front of the name of a volume, where the path of a file stands else. */
const VOLUME = 'volume:';

const mountsOf = ({ path, fill }: Reading, node: YamlNode | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    itemsOf(node).flatMap((item) => {
      const short = fill(textOf(item) ?? '').value ?? '';
      const [from, to] =
        item.kind === 'scalar'
          ? short.split(':')
          : [fill(textOf(below(item, 'source')) ?? '').value ?? '', textOf(below(item, 'target')) ?? ''];
      if (!from || !to) return [];
      // A name without a slash is a volume, in which there may be anything.
      return [[to, /^[./~]/.test(from) ? beside(path, from) : `${VOLUME}${from}`]];
    }),
  );

const configsOf = (node: YamlNode | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    itemsOf(node).flatMap((item) => {
      const name = textOf(item) ?? textOf(below(item, 'source'));
      return name === null ? [] : [[name, textOf(below(item, 'target')) ?? `/${name}`]];
    }),
  );

const labelsOf = (node: YamlNode | undefined): Readonly<Record<string, string>> =>
  node?.kind === 'list'
    ? Object.fromEntries(
        textsOf(node).map((text) => [text.split('=')[0] ?? '', text.split('=').slice(1).join('=')]),
      )
    : pairsOf(node);

const extendsOf = ({ path }: Reading, node: YamlNode | undefined): ServicePart['extends'] => {
  const service = textOf(node) ?? textOf(below(node, 'service'));
  const file = textOf(below(node, 'file'));
  return service === null ? null : { service, file: file === null ? null : beside(path, file) };
};

/** One service as one file has it. */
export const servicePart = (reading: Reading, { key, at, value }: YamlEntry): ServicePart => {
  const { path } = reading;
  const text = (name: string): string | null => {
    const written = textOf(entryOf(value, name)?.value);
    return written === null ? null : (reading.fill(written).value ?? written);
  };
  const image = text('image');
  const imageAt = entryOf(value, 'image')?.value.at ?? at;
  const names = [text('container_name'), text('hostname')];
  return {
    ...{ name: key, at, node: value },
    image: image === null ? null : { ...splitImage(image), at: imageAt },
    build: buildOf(path, below(value, 'build')),
    variables: variablesOf(reading, below(value, 'environment')),
    envFiles: envFilesOf(reading, below(value, 'env_file')),
    ports: itemsOf(below(value, 'ports')).flatMap((item) =>
      portsOf(item, (given) => reading.fill(given).value),
    ),
    exposed: textsOf(below(value, 'expose')).flatMap((port) => Number.parseInt(port, 10) || []),
    networks: networksOf(below(value, 'networks')),
    networkMode: text('network_mode'),
    extraHosts: hostsOf(below(value, 'extra_hosts')),
    names: names.filter((name) => name !== null),
    links: ['links', 'external_links']
      .flatMap((key) => textsOf(below(value, key)))
      .map((link) => link.split(':').at(-1) ?? link),
    entrypoint: wordsOf(below(value, 'entrypoint'), reading.fill),
    command: wordsOf(below(value, 'command'), reading.fill),
    profiles: textsOf(below(value, 'profiles')),
    labels: labelsOf(below(value, 'labels')),
    mounts: mountsOf(reading, below(value, 'volumes')),
    configs: configsOf(below(value, 'configs')),
    extends: extendsOf(reading, below(value, 'extends')),
  };
};
