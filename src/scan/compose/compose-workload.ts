import { dirname, join } from 'node:path';
import { collectorImage } from '../collector/image.ts';
import { readDockerfile } from '../dockerfile/read-dockerfile.ts';
import { readEnvFile } from '../env-file/read-env-file.ts';
import { guessSdk } from '../guess-sdk.ts';
import { emptyWorkload, type ScannedVariable, type Workload } from '../workload.ts';
import { below, entriesOf, textOf } from '../yaml/tree.ts';
import type { ServicePart } from './part.ts';
import type { Build, ComposeFile, Project } from './project.ts';

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

/** The image that a service is built to be, as its Dockerfile tells it; null where that is not among the files. */
const builtFrom = ({ build }: ServicePart, { context }: Build): Workload | null => {
  const text = build === null ? null : context.readText(build.dockerfile);
  return build === null || text === null
    ? null
    : readDockerfile(build.dockerfile, text, { context: build.context, target: build.target });
};

/** What runs in a service: image, words and mounts, of the service where it says so and else of its Dockerfile. */
const runsIn = (part: ServicePart, built: Workload | null, files: readonly ComposeFile[]) => {
  const sources = configFiles(files);
  const mounts = {
    ...built?.mounts,
    ...part.mounts,
    ...Object.fromEntries(
      Object.entries(part.configs).flatMap(([name, target]) =>
        sources[name] === undefined ? [] : [[target, sources[name]]],
      ),
    ),
  };
  const own = part.image;
  const known = own !== null && collectorImage(own.name, own.tag) !== null;
  const given = [...(part.entrypoint ?? []), ...(part.command ?? [])];
  return {
    image: built === null || known ? own : (built.image ?? own),
    command: part.entrypoint === null && part.command === null ? (built?.command ?? given) : given,
    mounts,
  };
};

const sdkOf = (
  { image, command }: Pick<Workload, 'image' | 'command'>,
  built: Workload | null,
  variables: readonly ScannedVariable[],
): string | null =>
  guessSdk(
    image?.name ?? null,
    command,
    variables.find(({ name }) => name === 'JAVA_TOOL_OPTIONS')?.value ?? '',
  ) ??
  built?.sdk ??
  null;

/** A service as a workload, and what could not be read of it. */
export const workloadOf = (
  part: ServicePart,
  { group, files, open }: Project,
  services: ReadonlyMap<string, ServicePart>,
  build: Build,
): { readonly workload: Workload; readonly notes: readonly string[] } => {
  const { variables, missing } = fromEnvFiles(part, build);
  const built = builtFrom(part, build);
  const layers = [...(built?.variables ?? []), ...variables, ...part.variables];
  const all = [...new Map(layers.map((variable) => [variable.name, variable])).values()];
  const runs = runsIn(part, built, files);
  const id = `${files.at(-1)?.path}#${part.name}`;
  const networks = part.networks ?? { default: [] };
  const shared = /^(?:service|container):/.test(part.networkMode ?? '');
  const workload: Workload = {
    ...emptyWorkload({
      ...{ id, label: `compose service ${part.name}`, kind: 'compose', group, name: part.name, at: part.at },
    }),
    ...{ ...runs, variables: all, profiles: part.profiles, labels: part.labels },
    sdk: sdkOf(runs, built, all),
    inContainer: true,
    // The network of a container of elsewhere is as little known as that of the host.
    hostNetwork: part.networkMode === 'host' || part.networkMode?.startsWith('container:') === true,
    pod: podOf(group, part, services),
    // What has nothing to run is a template for others, and is in no network.
    networks:
      part.networkMode === null && (part.image !== null || part.build !== null) ? Object.keys(networks) : [],
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
    source: part.build?.context ?? null,
    knownHosts: [...Object.keys(part.extraHosts), ...part.links],
    externalNetwork: open || Object.keys(networks).some((network) => isExternal(files, network)),
  };
  return { workload, notes: missing };
};
