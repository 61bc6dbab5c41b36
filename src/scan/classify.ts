import { isCollectorConfig } from './collector/read-collector.ts';
import { nameOf } from './files.ts';
import { below, entriesOf, textOf, type YamlNode } from './yaml/tree.ts';

/** What a document of YAML is. */
export type DocumentKind = 'compose' | 'kubernetes' | 'collector' | 'declarative' | 'other';

/** Whether a text may be YAML that says something: parsing all others would be for nothing. */
export const mayMatter = (text: string): boolean =>
  /^\uFEFF?["']?(?:services|apiVersion|receivers|exporters|service|file_format|tracer_provider|kind|items)["']?\s*:|^\uFEFF?[ \t]*\{/m.test(
    text,
  );

/** A chart before it is rendered is no YAML. */
export const isTemplate = (text: string): boolean =>
  /^[^#\n]{0,400}\{\{-?[ \t]{0,10}(?:\.|include|if|range|with|end|template|define|toYaml)/m.test(text);

/** What a document is, by what is in it. */
export const documentKind = (root: YamlNode): DocumentKind => {
  if (root.kind !== 'map') return 'other';
  const keys = root.entries.map(({ key }) => key);
  if (textOf(below(root, 'apiVersion')) !== null && textOf(below(root, 'kind')) !== null) return 'kubernetes';
  const services = below(root, 'services');
  const known = [
    'image',
    'build',
    'environment',
    'env_file',
    'extends',
    'ports',
    'command',
    'depends_on',
    'networks',
    'profiles',
  ];
  if (entriesOf(services).some(({ value }) => known.some((key) => below(value, key) !== undefined)))
    return 'compose';
  if (
    keys.includes('include') &&
    keys.every((key) => /^(include|services|networks|volumes|name|version|x-.*)$/.test(key))
  )
    return 'compose';
  if (keys.includes('file_format') || keys.includes('tracer_provider')) return 'declarative';
  return isCollectorConfig(keys) ? 'collector' : 'other';
};

/** What a file is that is no YAML, by its name and what is in it; null for everything else. */
export const textKind = (path: string, text: string): 'dockerfile' | 'env-file' | 'systemd' | null => {
  const name = nameOf(path);
  if (/(?:^|\.)(?:Docker|Container)file(?:\.|$)/i.test(name)) return 'dockerfile';
  if (/^[ \t]*\[(?:Unit|Service|Install)\][ \t]*\r?$/m.test(text)) return 'systemd';
  if (/\.ya?ml$|\.json$|\.tpl$/i.test(name)) return null;
  if (/^\.env|\.env$|\.env\.|^env$|(?:^|[.-])env(?:ironment)?(?:\.|$)/i.test(name)) return 'env-file';
  const lines = text.split(/\r?\n/).filter((line) => /\S/.test(line) && !/^\s*#/.test(line));
  const assigned = lines.filter((line) => /^\s*(?:export\s+)?[A-Za-z_]\w*=/.test(line)).length;
  if (assigned > 0 && assigned === lines.length) return 'env-file';
  return /^FROM\s+\S+/im.test(text) && /^(?:RUN|ENV|CMD|ENTRYPOINT|COPY|WORKDIR)\s/m.test(text)
    ? 'dockerfile'
    : null;
};
