import type { Report } from '../model/report.ts';
import { usageError } from '../model/usage.ts';
import type { ProjectReading } from '../resolve/project.ts';
import { findSdk, READERS } from '../resolve/sdks/index.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';
import { spec } from '../resolve/sdks/spec.ts';
import { readProject } from '../settings/project.ts';

/** Every SDK whose rules are known, by name. */
export const SDK_NAMES: readonly string[] = READERS.map(({ name }) => name);

/** The SDK of a name; a usage error that lists them for one that is not known. */
export const sdkNamed = (name: string): Sdk => {
  const sdk = findSdk(name);
  if (sdk === undefined) throw usageError(`--sdk takes ${SDK_NAMES.join(', ')}, not "${name}"`);
  return sdk;
};

/** The SDK by whose rules the settings are read, and who said so. */
export interface SdkChoice {
  readonly sdk: Sdk;
  readonly chosenBy: Report['sdk']['chosenBy'];
  /** Release of the SDK that the project has; null when nothing tells it. */
  readonly version: string | null;
  /** Why this one, where nobody asked for it. */
  readonly notes: readonly string[];
}

/** What may say which SDK it is, the flag first. */
interface Clues {
  readonly flag: string | undefined;
  /** A process whose settings are read, with the SDK of its language when that is known. */
  readonly process: { readonly sdk: Sdk | null } | null;
}

const reason = (project: Extract<ProjectReading, { kind: 'chosen' }>): string => {
  const { sdk, file, package: name, version } = project;
  const because = name === null ? file : `${file} (${name}${version === null ? '' : ` ${version}`})`;
  return `The settings were read as ${sdk} does, because of ${because} in the working directory or above; choose another SDK with --sdk.`;
};

const disagreement = ({ candidates }: Extract<ProjectReading, { kind: 'undecided' }>): string =>
  `The project is of several languages alike: ${candidates.map(({ sdk, file }) => `${sdk} (${file})`).join(', ')}.`;

const byDefault = (notes: readonly string[]): SdkChoice => ({
  sdk: spec,
  chosenBy: 'default',
  version: null,
  notes,
});

const byProject = (directory: string): SdkChoice => {
  const project = readProject(directory);
  if (project.kind === 'undecided') return byDefault([disagreement(project)]);
  const sdk = project.kind === 'chosen' ? findSdk(project.sdk) : undefined;
  if (project.kind !== 'chosen' || sdk === undefined) return byDefault([]);
  return { sdk, chosenBy: 'project', version: project.version, notes: [reason(project)] };
};

/** Chooses the SDK: by the flag, by the process whose settings are read, or by the project in the directory. */
export const chooseSdk = ({ flag, process }: Clues, directory: string | undefined): SdkChoice => {
  if (flag !== undefined) return { sdk: sdkNamed(flag), chosenBy: 'flag', version: null, notes: [] };
  // Our directory says nothing about another process.
  if (process !== null)
    return process.sdk === null
      ? byDefault([])
      : { sdk: process.sdk, chosenBy: 'process', version: null, notes: [] };
  return directory === undefined ? byDefault([]) : byProject(directory);
};
