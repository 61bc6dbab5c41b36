import { dirname } from 'node:path';
import { type DocumentKind, documentKind, isTemplate } from './classify.ts';
import type { ComposeFile } from './compose/project.ts';
import { refusedEntries } from './compose/refused.ts';
import { withoutDefinitions } from './definitions.ts';
import { nameOf, type SourceFile, STANDARD_INPUT, type Unread } from './files.ts';
import { isStructured, isToldByPath, kindOf } from './kinds/index.ts';
import type { FileKind } from './kinds/kind.ts';
import { DAPR_KIND } from './kinds/server-kinds.ts';
import { type Resource, resourcesOf } from './kubernetes/resource.ts';
import { parse, type ReadContext } from './parse.ts';
import { below, textOf, type YamlNode } from './yaml/tree.ts';

/** A file that names what is deployed together. */
export interface Kustomization {
  readonly path: string;
  readonly root: YamlNode;
}

/** Files by what they are. */
export interface Sorted {
  readonly compose: ComposeFile[];
  readonly manifests: Resource[];
  readonly kustomizations: Kustomization[];
  readonly collectors: SourceFile[];
  readonly declarative: SourceFile[];
  readonly others: { readonly file: SourceFile; readonly kind: FileKind }[];
  /** Directories whose files are the steps of one test. */
  readonly tests: Set<string>;
  readonly charts: Set<string>;
  readonly notes: string[];
  readonly unread: Unread[];
}

const TEMPLATE = 'is a template that is not rendered; scan the output of helm template instead';

/** A file that is no YAML is told by what the rest of its text looks like. */
const failedFile = (
  file: SourceFile,
  at: { line: number; column: number },
  says: string,
  sorted: Sorted,
): void => {
  const { path, text } = file;
  if (/^(?:file_format|tracer_provider)\s*:/m.test(text)) sorted.declarative.push(file);
  else if (/^receivers\s*:/m.test(text) && /^(?:service|exporters)\s*:/m.test(text))
    sorted.collectors.push(file);
  else sorted.unread.push({ path: `${path}:${at.line}:${at.column}`, why: `cannot be read: ${says}` });
};

const noteOther = (file: SourceFile, sorted: Sorted): void => {
  // A recipe without words of ours says nothing by itself.
  if (file.weight === 'beside') return;
  const kind = kindOf(file.path, file.text);
  if (kind !== undefined) sorted.others.push({ file, kind });
};

/** A Configuration of Dapr; the first of a file has all of them read. */
const isDapr = (root: YamlNode): boolean =>
  textOf(below(root, 'apiVersion'))?.startsWith('dapr.io/') === true &&
  textOf(below(root, 'kind')) === 'Configuration';

const sortDocument = (
  file: SourceFile,
  root: YamlNode,
  kind: DocumentKind,
  sound: boolean,
  sorted: Sorted,
): void => {
  if (kind === 'compose' && sound) {
    sorted.compose.push({ ...file, root });
    sorted.unread.push(...refusedEntries(root));
  }
  if (kind === 'kubernetes') sorted.manifests.push(...resourcesOf(file, root));
  if (isDapr(root) && DAPR_KIND.holds(file.text, file.path) && sound)
    sorted.others.push({ file, kind: DAPR_KIND });
  if (kind === 'kustomization') sorted.kustomizations.push({ path: file.path, root });
};

const sortYaml = (file: SourceFile, context: ReadContext, sorted: Sorted): void => {
  const { documents, problem } = parse(file, context);
  const named = /^kustomization\.ya?ml$|^Kustomization$/.test(nameOf(file.path));
  const kinds = documents.map((root) => (named ? 'kustomization' : documentKind(root)));
  if (problem !== null && file.weight !== 'beside') failedFile(file, problem.at, problem.says, sorted);
  const sound = problem === null;
  // What a test reads is wrong where the test wants it to be.
  const judged = sound && !/(?:^|\/)testdata\//.test(file.path);
  if (judged && kinds[0] === 'declarative') sorted.declarative.push(file);
  if (judged && kinds[0] === 'collector') sorted.collectors.push(file);
  for (const [index, root] of documents.entries())
    sortDocument(file, root, kinds[index] ?? 'other', sound, sorted);
  if (sound && kinds.every((kind) => kind === 'other')) noteOther(file, sorted);
};

/** A file that says to what the files around it belong. */
const noteMark = ({ path, text }: SourceFile, sorted: Sorted): void => {
  const name = nameOf(path);
  if (/^chainsaw-test\.ya?ml$/.test(name)) sorted.tests.add(dirname(path));
  if (/^\d{2,6}-(?=[\w.-]*assert)[\w.-]*\.ya?ml$/.test(name)) sorted.tests.add(dirname(path));
  if (/^Chart\.ya?ml$/.test(name)) sorted.charts.add(dirname(path));
  // What `helm template --output-dir` writes names the template that each file is made from.
  const [, source] = /^# Source: (\S+)$/m.exec(text.slice(0, 400)) ?? [];
  const chart = source === undefined ? undefined : source.slice(0, source.indexOf('/'));
  if (source !== undefined && chart !== undefined && path.endsWith(source))
    sorted.charts.add(`${path.slice(0, path.length - source.length)}${chart}`);
};

/** Templates and values of a chart say what is deployed only when they are put together. */
const sortTemplate = ({ path, weight }: SourceFile, sorted: Sorted): void => {
  if (weight !== 'beside') sorted.unread.push({ path, why: TEMPLATE });
};

/** Directories with words of ours in them or below them. */
const directoriesOf = (files: readonly SourceFile[]): ReadonlySet<string> => {
  const all = new Set<string>();
  for (const { path, weight } of files) {
    if (weight === 'beside') continue;
    for (let at = dirname(path); !all.has(at); at = dirname(at)) all.add(at);
  }
  return all;
};

/** Sorts one file by what is in it. */
const sortFile = (given: SourceFile, context: ReadContext, sorted: Sorted): void => {
  const text = isStructured(given.path) ? withoutDefinitions(given.text) : given.text;
  if (text !== given.text && text.trim() === '') return;
  const file = { ...given, text };
  noteMark(file, sorted);
  const told = !isStructured(file.path) || isToldByPath(file.path);
  if (told && !file.path.startsWith(STANDARD_INPUT)) noteOther(file, sorted);
  else if (isTemplate(file.text)) sortTemplate(file, sorted);
  else sortYaml(file, context, sorted);
};

/** Sorts files by what is in them; a file without a word of ours is parsed only beside one that has some. */
export const sort = (files: readonly SourceFile[], context: ReadContext): Sorted => {
  const sorted: Sorted = {
    ...{ compose: [], manifests: [], kustomizations: [], collectors: [], declarative: [], others: [] },
    ...{ tests: new Set(), charts: new Set(), notes: [], unread: [] },
  };
  const near = directoriesOf(files);
  for (const file of files)
    if (file.weight !== 'beside' || near.has(dirname(file.path))) sortFile(file, context, sorted);
  return sorted;
};
