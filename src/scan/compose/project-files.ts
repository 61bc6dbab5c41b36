import { dirname, join, normalize } from 'node:path';
import type { ReadContext } from '../parse.ts';
import { below, entriesOf, itemsOf, textOf, textsOf, type YamlNode } from '../yaml/tree.ts';
import { composeAt } from './compose-at.ts';
import type { ServiceBuild } from './part.ts';
import type { ComposeFile } from './project.ts';

const MOST_FILES = 200;

const isPath = (text: string | null): text is string => text !== null && /^[./~\w]/.test(text);

/** What a service is built from: its Dockerfile with the directory that it takes files from. */
export const buildOf = (path: string, build: YamlNode | undefined): ServiceBuild | null => {
  if (build === undefined) return null;
  const written = textOf(build) ?? textOf(below(build, 'context')) ?? '.';
  if (!isPath(written) || /^\w+:\/\/|\$/.test(written)) return null;
  const context = normalize(join(dirname(path), written));
  const recipe = textOf(below(build, 'dockerfile')) ?? 'Dockerfile';
  return { context, dockerfile: normalize(join(context, recipe)), target: textOf(below(build, 'target')) };
};

/** The files that a service names: its image's recipe, env files, and what is mounted. */
const ofService = (path: string, service: YamlNode): readonly string[] => {
  const dockerfile = buildOf(path, below(service, 'build'))?.dockerfile ?? null;
  const mounts = itemsOf(below(service, 'volumes')).flatMap((item) => {
    const source = textOf(item)?.split(':')[0] ?? textOf(below(item, 'source'));
    return isPath(source) ? [source] : [];
  });
  const envFile = below(service, 'env_file');
  const envFiles = [
    ...textsOf(envFile),
    ...itemsOf(envFile).flatMap((item) => textOf(below(item, 'path')) ?? []),
  ];
  const extended = textOf(below(service, 'extends', 'file'));
  const all = [...mounts, ...envFiles, ...(extended === null ? [] : [extended])];
  return [
    ...(dockerfile === null ? [] : [dockerfile]),
    ...all.map((name) => normalize(join(dirname(path), name))),
  ];
};

const ownFiles = ({ path, root }: ComposeFile): readonly string[] => [
  ...entriesOf(below(root, 'services')).flatMap(({ value }) => ofService(path, value)),
  ...entriesOf(below(root, 'configs')).flatMap(({ value }) => {
    const source = textOf(below(value, 'file'));
    return source === null ? [] : [normalize(join(dirname(path), source))];
  }),
];

/** Every file that a Compose file names, with those of the files that it includes. */
export const projectFiles = (file: ComposeFile, context: ReadContext): readonly string[] => {
  const files = new Set<string>();
  const seen = new Set<string>([file.path]);
  const queue: ComposeFile[] = [file];
  for (let one = queue.pop(); one !== undefined && seen.size < MOST_FILES; one = queue.pop()) {
    for (const name of ownFiles(one)) files.add(name);
    for (const name of includedBy(one)) {
      files.add(name);
      const other = seen.has(name) ? null : composeAt(name, context);
      seen.add(name);
      if (other !== null) queue.push(other);
    }
  }
  return [...files];
};

/** Files that `include` brings in. */
export const includedBy = ({ path, root }: ComposeFile): readonly string[] => {
  const list = below(root, 'include');
  const named =
    list?.kind === 'list' ? list.items.flatMap((item) => textOf(item) ?? textsOf(below(item, 'path'))) : [];
  return named.map((other) => join(dirname(path), other));
};
