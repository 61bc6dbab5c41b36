import type { CollectorFact } from '../model/collector.ts';
import type { ServiceFact } from '../model/deployment.ts';
import { documentKind, isTemplate, mayMatter, textKind } from './classify.ts';
import { readCollectors } from './collectors.ts';
import { type ComposeFile, readCompose } from './compose/read-compose.ts';
import { readDockerfile } from './dockerfile/read-dockerfile.ts';
import { readEnvFile } from './env-file/read-env-file.ts';
import type { SourceFile } from './files.ts';
import { withJavaOptions } from './java-options.ts';
import { readKubernetes } from './kubernetes/read-kubernetes.ts';
import { resourcesOf } from './kubernetes/resource.ts';
import type { Landscape } from './links/landscape.ts';
import { readUnit } from './systemd/read-unit.ts';
import { emptyWorkload, type Workload } from './workload.ts';
import { readYaml, type YamlReading } from './yaml/read-yaml.ts';

/** Everything that the files say. */
export interface Reading extends Landscape {
  readonly services: readonly ServiceFact[];
  readonly allCollectors: readonly CollectorFact[];
  readonly notes: readonly string[];
}

/** How files are read: again and again while patches are tried. */
export interface ReadContext {
  readText(path: string): string | null;
  /** Texts that were parsed before. */
  readonly parsed: Map<string, YamlReading>;
}

const parse = ({ path, text }: SourceFile, { parsed }: ReadContext): YamlReading => {
  const key = `${path}\n${text}`;
  const known = parsed.get(key) ?? readYaml(path, text);
  parsed.set(key, known);
  return known;
};

const composeAt = (path: string, context: ReadContext): ComposeFile | null => {
  const text = context.readText(path);
  if (text === null) return null;
  const [root] = parse({ path, text }, context).documents;
  return root === undefined ? null : { path, text, root };
};

interface Sorted {
  readonly compose: ComposeFile[];
  readonly manifests: ReturnType<typeof resourcesOf>[number][];
  readonly collectors: SourceFile[];
  readonly declarative: SourceFile[];
  readonly others: { readonly file: SourceFile; readonly kind: 'dockerfile' | 'env-file' | 'systemd' }[];
  readonly notes: string[];
}

/** A file that is no YAML is told by what the rest of its text looks like. */
const failedFile = (
  file: SourceFile,
  at: { line: number; column: number },
  says: string,
  sorted: Sorted,
): void => {
  if (isTemplate(file.text)) {
    sorted.notes.push(
      `${file.path} is a template that is not rendered; scan the output of helm template instead.`,
    );
    return;
  }
  const { path, text } = file;
  if (/^(?:file_format|tracer_provider)\s*:/m.test(text)) sorted.declarative.push(file);
  else if (/^receivers\s*:/m.test(text) && /^(?:service|exporters)\s*:/m.test(text))
    sorted.collectors.push(file);
  else sorted.notes.push(`${path}:${at.line}:${at.column} cannot be read: ${says}.`);
};

const sortYaml = (file: SourceFile, context: ReadContext, sorted: Sorted): void => {
  if (!mayMatter(file.text)) return;
  const { documents, problem } = parse(file, context);
  if (problem !== null) failedFile(file, problem.at, problem.says, sorted);
  const kinds = documents.map(documentKind);
  if (problem === null && kinds[0] === 'declarative') sorted.declarative.push(file);
  if (problem === null && kinds[0] === 'collector') sorted.collectors.push(file);
  for (const [index, root] of documents.entries()) {
    if (kinds[index] === 'compose' && problem === null) sorted.compose.push({ ...file, root });
    if (kinds[index] === 'kubernetes') sorted.manifests.push(...resourcesOf(file, root));
  }
};

const sort = (files: readonly SourceFile[], context: ReadContext): Sorted => {
  const sorted: Sorted = {
    compose: [],
    manifests: [],
    collectors: [],
    declarative: [],
    others: [],
    notes: [],
  };
  for (const file of files) {
    const kind = textKind(file.path, file.text);
    if (kind !== null) sorted.others.push({ file, kind });
    else sortYaml(file, context, sorted);
  }
  return sorted;
};

const envFileWorkload = ({ path, text }: SourceFile): { workload: Workload; notes: readonly string[] } => {
  const { variables, notes } = readEnvFile(path, text, () => undefined);
  const at = { path, line: 1, column: 1 };
  const workload = emptyWorkload({
    id: path,
    label: `env file ${path}`,
    kind: 'env-file',
    group: path,
    name: path,
    at,
  });
  // Whoever uses the file may set more.
  return { workload: { ...workload, variables, complete: false }, notes };
};

const declarativeWorkload = ({ path }: SourceFile): Workload => {
  const at = { path, line: 1, column: 1 };
  return {
    ...emptyWorkload({
      id: path,
      label: `configuration file ${path}`,
      kind: 'declarative',
      group: path,
      name: path,
      at,
    }),
    variables: [{ name: 'OTEL_CONFIG_FILE', value: path, at, from: 'inline', slot: null }],
    mounts: { [path]: path },
    complete: false,
  };
};

/** Reads and joins everything that the files say. */
export const read = (files: readonly SourceFile[], context: ReadContext): Reading => {
  const sorted = sort(files, context);
  const compose = readCompose(sorted.compose, {
    readText: context.readText,
    readCompose: (path) => composeAt(path, context),
  });
  const cluster = readKubernetes(sorted.manifests);
  const units = sorted.others
    .filter(({ kind }) => kind === 'systemd')
    .map(({ file }) => readUnit(file.path, file.text, context.readText));
  const used = [...compose.usedEnvFiles, ...units.flatMap(({ usedEnvFiles }) => usedEnvFiles)];
  const envFiles = sorted.others
    .filter(({ kind, file }) => kind === 'env-file' && !used.includes(file.path))
    .map(({ file }) => envFileWorkload(file));
  const images = sorted.others
    .filter(({ kind }) => kind === 'dockerfile')
    .flatMap(({ file }) => readDockerfile(file.path, file.text) ?? []);
  const mounted = compose.workloads.flatMap(({ mounts }) => Object.values(mounts));
  const declared = sorted.declarative.filter(({ path }) => !mounted.includes(path)).map(declarativeWorkload);
  const found = [
    ...compose.workloads,
    ...cluster.workloads,
    ...images,
    ...units.map(({ workload }) => workload),
    ...envFiles.map(({ workload }) => workload),
    ...declared,
  ].map(withJavaOptions);
  const { collectors, byWorkload, workloads } = readCollectors(sorted.collectors, cluster.configs, found);
  return {
    ...{ workloads, services: cluster.services, collectors: byWorkload, allCollectors: collectors },
    ...{ withSidecar: cluster.withSidecar, portNames: cluster.portNames },
    notes: [...sorted.notes, ...compose.notes, ...envFiles.flatMap(({ notes }) => notes)],
  };
};
