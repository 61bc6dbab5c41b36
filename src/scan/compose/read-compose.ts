import { dirname, join } from 'node:path';
import { readEnvFile } from '../env-file/read-env-file.ts';
import type { SourceFile } from '../files.ts';
import { guessSdk } from '../guess-sdk.ts';
import { interpolate } from '../interpolate.ts';
import { emptyWorkload, type ScannedVariable, type Workload } from '../workload.ts';
import { below, entriesOf, textOf, textsOf, type YamlNode } from '../yaml/tree.ts';
import { mergeParts, type ServicePart } from './part.ts';
import { servicePart } from './service.ts';
import type { Reading } from './variables.ts';

/** A Compose file after it was read as YAML. */
export interface ComposeFile extends SourceFile {
  readonly root: YamlNode;
}

/** What Compose files say. */
export interface ComposeReading {
  readonly workloads: readonly Workload[];
  readonly notes: readonly string[];
  /** Env files that a project or a service uses. */
  readonly usedEnvFiles: readonly string[];
}

/** What is read while a project is put together. */
export interface ComposeContext {
  readText(path: string): string | null;
  readCompose(path: string): ComposeFile | null;
}

const MAX_EXTENDS = 10;

interface Project {
  readonly group: string;
  readonly files: readonly ComposeFile[];
}

const BASE = /(?:^|\/)(?:docker-)?compose\.ya?ml$/;
const OVERRIDE = /(?:^|\/)(?:docker-)?compose\.override\.ya?ml$/;

const isWhole = ({ root }: ComposeFile): boolean =>
  entriesOf(below(root, 'services')).every(({ value }) =>
    ['image', 'build', 'extends'].some((key) => below(value, key) !== undefined),
  );

/** Which files are laid over each other: the usual pair, and others on top of it where they do not stand alone. */
const projectsOf = (files: readonly ComposeFile[]): readonly Project[] => {
  const directories = [...new Set(files.map(({ path }) => dirname(path)))];
  return directories.flatMap((directory) => {
    const here = files.filter(({ path }) => dirname(path) === directory);
    const usual = here
      .filter(({ path }) => BASE.test(path) || OVERRIDE.test(path))
      .sort((a) => (BASE.test(a.path) ? -1 : 1));
    const others = here.filter((file) => !usual.includes(file));
    const main: readonly Project[] = usual.length > 0 ? [{ group: directory, files: usual }] : [];
    return [
      ...main,
      ...others.map((file) => ({ group: directory, files: isWhole(file) ? [file] : [...usual, file] })),
    ];
  });
};

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

interface Build {
  readonly context: ComposeContext;
  readonly known: ReadonlyMap<string, ScannedVariable>;
  readonly unset: Set<string>;
}

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

/** Files that `include` brings in. */
const includedBy = ({ path, root }: ComposeFile): readonly string[] => {
  const list = below(root, 'include');
  const named =
    list?.kind === 'list' ? list.items.flatMap((item) => textOf(item) ?? textsOf(below(item, 'path'))) : [];
  return named.map((other) => join(dirname(path), other));
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

const fromEnvFiles = (
  part: ServicePart,
  { context, known }: Build,
): { variables: readonly ScannedVariable[]; missing: readonly string[] } => {
  const variables: ScannedVariable[] = [];
  const missing: string[] = [];
  for (const { path, required, raw, at } of part.envFiles) {
    const text = context.readText(path);
    if (text === null) {
      if (required)
        missing.push(
          `${at.path}:${at.line} names the env file ${path}, which is not there: what it sets is not known.`,
        );
      continue;
    }
    const expansion = raw ? 'none' : (name: string) => known.get(name)?.value ?? undefined;
    variables.push(...readEnvFile(path, text, expansion).variables);
  }
  return { variables, missing };
};

const configFiles = (files: readonly ComposeFile[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    files.flatMap(({ path, root }) =>
      entriesOf(below(root, 'configs')).flatMap(({ key, value }) => {
        const file = textOf(below(value, 'file'));
        return file === null ? [] : [[key, join(dirname(path), file)]];
      }),
    ),
  );

const podOf = (
  group: string,
  { name, networkMode }: ServicePart,
  services: ReadonlyMap<string, ServicePart>,
): string => {
  const [, other] = /^service:(.+)$/.exec(networkMode ?? '') ?? [];
  return `${group}/${other !== undefined && services.has(other) ? other : name}`;
};

/** A network that is made elsewhere may hold services of other projects. */
const isExternal = (files: readonly ComposeFile[], network: string): boolean =>
  files.some(({ root }) => {
    const external = below(root, 'networks', network, 'external');
    return external !== undefined && textOf(external) !== 'false';
  });

const workloadOf = (
  part: ServicePart,
  { group, files }: Project,
  services: ReadonlyMap<string, ServicePart>,
  build: Build,
): { readonly workload: Workload; readonly notes: readonly string[] } => {
  const { variables, missing } = fromEnvFiles(part, build);
  const all = [
    ...new Map([...variables, ...part.variables].map((variable) => [variable.name, variable])).values(),
  ];
  const command = [...(part.entrypoint ?? []), ...(part.command ?? [])];
  const sources = configFiles(files);
  const mounts = {
    ...part.mounts,
    ...Object.fromEntries(
      Object.entries(part.configs).flatMap(([name, target]) =>
        sources[name] === undefined ? [] : [[target, sources[name]]],
      ),
    ),
  };
  const id = `${files.at(-1)?.path}#${part.name}`;
  const networks = part.networks ?? { default: [] };
  const shared = /^(?:service|container):/.test(part.networkMode ?? '');
  const workload: Workload = {
    ...emptyWorkload({
      id,
      label: `compose service ${part.name}`,
      kind: 'compose',
      group,
      name: part.name,
      at: part.at,
    }),
    ...{ image: part.image, variables: all, command, profiles: part.profiles, labels: part.labels, mounts },
    sdk: guessSdk(
      part.image?.name ?? null,
      command,
      all.find(({ name }) => name === 'JAVA_TOOL_OPTIONS')?.value ?? '',
    ),
    inContainer: true,
    // The network of a container of elsewhere is as little known as that of the host.
    hostNetwork: part.networkMode === 'host' || part.networkMode?.startsWith('container:') === true,
    pod: podOf(group, part, services),
    // What has nothing to run is a template for others, and is in no network.
    networks: part.networkMode === null && (part.image !== null || part.builds) ? Object.keys(networks) : [],
    names: shared ? [] : [part.name, ...part.names, ...Object.values(networks).flat()],
    listens:
      part.exposed.length + part.ports.length > 0
        ? [...part.exposed, ...part.ports.map(({ container }) => container)]
        : null,
    published: part.ports,
    hostGateways: Object.entries(part.extraHosts).flatMap(([name, to]) =>
      to === 'host-gateway' ? [name] : [],
    ),
    complete: missing.length === 0,
    knownHosts: [...Object.keys(part.extraHosts), ...part.links],
    externalNetwork: Object.keys(networks).some((network) => isExternal(files, network)),
  };
  return { workload, notes: missing };
};

/** Reads the Compose files of every directory as projects. */
export const readCompose = (files: readonly ComposeFile[], context: ComposeContext): ComposeReading => {
  const brought = files.flatMap(includedBy);
  const workloads: Workload[] = [];
  const notes: string[] = [];
  const used: string[] = [];
  for (const project of projectsOf(files.filter(({ path }) => !brought.includes(path)))) {
    const known = projectVariables(project.group, context);
    used.push(join(project.group, '.env'));
    const build: Build = { context, known, unset: new Set() };
    const services = servicesOf(project.files, build);
    for (const part of services.values()) {
      used.push(...part.envFiles.map(({ path }) => path));
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
  return { workloads, notes: [...new Set(notes)], usedEnvFiles: [...new Set(used)] };
};
