import type { Image, PublishedPort } from '../../model/deployment.ts';
import type { Location } from '../../model/finding.ts';
import { lastOf } from '../near.ts';
import type { ScannedVariable } from '../workload.ts';
import type { YamlNode } from '../yaml/tree.ts';

/** An env file that a service names. */
export interface EnvFileUse {
  readonly path: string;
  readonly required: boolean;
  readonly raw: boolean;
  readonly at: Location;
}

/** A recipe, and the directory whose files it takes. */
export interface ServiceBuild {
  readonly dockerfile: string;
  readonly context: string;
  /** Stage that is taken; null for the last. */
  readonly target: string | null;
}

/** What one file says of one service, before files and `extends` are laid over each other. */
export interface ServicePart {
  readonly name: string;
  readonly at: Location;
  readonly image: Image | null;
  /** What its image is built from; null where it is not. */
  readonly build: ServiceBuild | null;
  readonly variables: readonly ScannedVariable[];
  readonly envFiles: readonly EnvFileUse[];
  readonly ports: readonly PublishedPort[];
  readonly exposed: readonly number[];
  /** Network to the aliases in it; null where none is named. */
  readonly networks: Readonly<Record<string, readonly string[]>> | null;
  readonly networkMode: string | null;
  readonly extraHosts: Readonly<Record<string, string>>;
  readonly names: readonly string[];
  /** Names of `links` and `external_links`. */
  readonly links: readonly string[];
  readonly entrypoint: readonly string[] | null;
  readonly command: readonly string[] | null;
  readonly profiles: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly mounts: Readonly<Record<string, string>>;
  /** Names of `configs`, with where they are mounted. */
  readonly configs: Readonly<Record<string, string>>;
  readonly extends: { readonly service: string; readonly file: string | null } | null;
  readonly node: YamlNode;
}

/** One service over another of the same name, as Compose merges files. */
export const mergeParts = (base: ServicePart, over: ServicePart): ServicePart => ({
  ...over,
  image: over.image ?? base.image,
  build: over.build ?? base.build,
  variables: lastOf(base.variables, over.variables, ({ name }) => name),
  envFiles: [...base.envFiles, ...over.envFiles],
  ports: lastOf(base.ports, over.ports, ({ host, container }) => `${host}:${container}`),
  exposed: [...base.exposed, ...over.exposed],
  networks:
    base.networks === null || over.networks === null
      ? (over.networks ?? base.networks)
      : { ...base.networks, ...over.networks },
  networkMode: over.networkMode ?? base.networkMode,
  extraHosts: { ...base.extraHosts, ...over.extraHosts },
  names: [...base.names, ...over.names],
  links: [...base.links, ...over.links],
  entrypoint: over.entrypoint ?? base.entrypoint,
  command: over.command ?? base.command,
  profiles: [...base.profiles, ...over.profiles],
  labels: { ...base.labels, ...over.labels },
  mounts: { ...base.mounts, ...over.mounts },
  configs: { ...base.configs, ...over.configs },
});
