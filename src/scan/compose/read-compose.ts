import { dirname, join } from 'node:path';
import { readEnvFile } from '../env-file/read-env-file.ts';
import { isReceiverImage, splitImage } from '../guess-sdk.ts';
import { interpolate } from '../interpolate.ts';
import { groupedBy } from '../near.ts';
import type { ScannedVariable, Workload } from '../workload.ts';
import { below, entriesOf, keysOf, textOf, textsOf } from '../yaml/tree.ts';
import { workloadOf } from './compose-workload.ts';
import { mergeParts, type ServicePart } from './part.ts';
import type { Build, ComposeContext, ComposeFile, Project } from './project.ts';
import { includedBy } from './project-files.ts';
import { servicePart } from './service.ts';
import type { Reading } from './variables.ts';

/** What Compose files say. */
export interface ComposeReading {
  readonly workloads: readonly Workload[];
  readonly notes: readonly string[];
  /** Env files and Dockerfiles that a project or a service uses. */
  readonly used: readonly string[];
}

const MAX_EXTENDS = 10;

const BASE = /(?:^|\/)(?:docker-)?compose\.ya?ml$/;
const OVERRIDE = /(?:^|\/)(?:docker-)?compose\.override\.ya?ml$/;

const isWhole = ({ root }: ComposeFile): boolean =>
  entriesOf(below(root, 'services')).every(({ value }) =>
    ['image', 'build', 'extends'].some((key) => below(value, key) !== undefined),
  );

/** Services that others wait for, and that no file of the project has. */
const lacksServices = (files: readonly ComposeFile[]): boolean => {
  const names = new Set(files.flatMap(({ root }) => keysOf(below(root, 'services'))));
  return files.some(({ root }) =>
    entriesOf(below(root, 'services')).some(({ value }) => {
      const awaited = below(value, 'depends_on');
      return [...textsOf(awaited), ...keysOf(awaited)].some((name) => !names.has(name));
    }),
  );
};

const hasReceiver = (files: readonly ComposeFile[]): boolean =>
  files.some(({ root }) =>
    entriesOf(below(root, 'services')).some(({ value }) => {
      const image = textOf(below(value, 'image'));
      return image !== null && isReceiverImage(splitImage(image).name);
    }),
  );

/** A project of these files; one that lacks something, or is named for a use of its own, is completed elsewhere. */
const projectOf = (group: string, files: readonly ComposeFile[]): Project => {
  const usual = files.some(({ path }) => BASE.test(path));
  const brings = files.some((file) => includedBy(file).length > 0);
  return { group, files, open: lacksServices(files) || brings || (!usual && !hasReceiver(files)) };
};

/** Which files are laid over each other: the usual pair, and others on top of it where they do not stand alone. */
const projectsOf = (files: readonly ComposeFile[]): readonly Project[] =>
  [...groupedBy(files, ({ path }) => [dirname(path)])].flatMap(([directory, here]) => {
    const usual = here
      .filter(({ path }) => BASE.test(path) || OVERRIDE.test(path))
      .sort((a) => (BASE.test(a.path) ? -1 : 1));
    const others = here.filter((file) => !usual.includes(file));
    return [
      ...(usual.length > 0 ? [projectOf(directory, usual)] : []),
      ...others.map((file) => projectOf(directory, isWhole(file) ? [file] : [...usual, file])),
    ];
  });

/** The `.env` beside the file of a project. */
const projectVariables = (
  directory: string,
  context: ComposeContext,
): ReadonlyMap<string, ScannedVariable> => {
  const path = join(directory, '.env');
  const text = context.readText(path);
  if (text === null) return new Map();
  return new Map(
    readEnvFile(path, text, () => undefined).variables.map((variable) => [variable.name, variable]),
  );
};

const readingOf = (file: ComposeFile, { known, unset }: Build): Reading => ({
  ...{ path: file.path, text: file.text, known },
  fill: (text) => {
    const filled = interpolate(text, (name) => known.get(name)?.value ?? undefined);
    for (const name of filled.unset) unset.add(name);
    return filled;
  },
});

const partsOf = (file: ComposeFile, build: Build): ReadonlyMap<string, ServicePart> => {
  const reading = readingOf(file, build);
  return new Map(
    entriesOf(below(file.root, 'services')).map((entry) => [entry.key, servicePart(reading, entry)]),
  );
};

const extended = (
  part: ServicePart,
  own: ReadonlyMap<string, ServicePart>,
  build: Build,
  depth = 0,
): ServicePart => {
  if (part.extends === null || depth > MAX_EXTENDS) return part;
  const { service, file } = part.extends;
  const other = file === null ? null : build.context.readCompose(file);
  const parts = file === null ? own : other === null ? new Map<string, ServicePart>() : partsOf(other, build);
  const base = parts.get(service);
  if (base === undefined || base === part) return part;
  return mergeParts(extended(base, parts, build, depth + 1), part);
};

const servicesOf = (
  files: readonly ComposeFile[],
  build: Build,
  depth = 0,
): ReadonlyMap<string, ServicePart> => {
  const services = new Map<string, ServicePart>();
  for (const file of files) {
    const others =
      depth > MAX_EXTENDS ? [] : includedBy(file).flatMap((path) => build.context.readCompose(path) ?? []);
    for (const [name, part] of servicesOf(others, build, depth + 1)) services.set(name, part);
    const own = partsOf(file, build);
    for (const [name, part] of own) {
      const whole = extended(part, own, build);
      const lower = services.get(name);
      services.set(name, lower === undefined ? whole : mergeParts(lower, whole));
    }
  }
  return services;
};

/** Reads the Compose files of every directory as projects. */
export const readCompose = (files: readonly ComposeFile[], context: ComposeContext): ComposeReading => {
  const brought = new Set(files.flatMap(includedBy));
  const workloads: Workload[] = [];
  const notes: string[] = [];
  const used: string[] = [];
  for (const project of projectsOf(files.filter(({ path }) => !brought.has(path)))) {
    const known = projectVariables(project.group, context);
    used.push(join(project.group, '.env'));
    const build: Build = { context, known, unset: new Set() };
    const services = servicesOf(project.files, build);
    for (const part of services.values()) {
      used.push(
        ...part.envFiles.map(({ path }) => path),
        ...(part.build === null ? [] : [part.build.dockerfile]),
      );
      const made = workloadOf(part, project, services, build);
      workloads.push(made.workload);
      notes.push(...made.notes);
    }
    const unset = [...build.unset].filter((name) => /OTEL|OTLP|COLLECTOR/.test(name)).slice(0, 5);
    if (unset.length > 0)
      notes.push(
        `${project.files.at(-1)?.path}: no file sets ${unset.join(', ')}; what depends on ${unset.length === 1 ? 'it' : 'them'} was not judged, and stays empty unless the shell sets it.`,
      );
  }
  return { workloads, notes: [...new Set(notes)], used: [...new Set(used)] };
};
