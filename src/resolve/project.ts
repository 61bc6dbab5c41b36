import { NAMES_AGENT } from '../knowledge/java-agents.ts';
import { LANGUAGES } from '../knowledge/languages/index.ts';
import type { LanguageWords, ProjectSigns } from '../knowledge/languages/language.ts';
import { escapePattern } from '../text/pattern.ts';
import { FLAVOURS } from './flavours/index.ts';
import type { Sdk } from './sdks/sdk.ts';

/** One directory of a project. The texts are functions, asked for only where a name gives reason to. */
export interface ProjectFiles {
  /** Names of the files in the directory. */
  readonly names: readonly string[];
  /** Text of a file of the directory; null when it cannot or may not be read. */
  read(name: string): string | null;
  /** The same for files that may also lie above the directory: locks and installed packages. */
  readNearby(name: string): string | null;
}

/** A language that files speak for. */
interface Candidate {
  readonly sdk: string;
  /** The file that speaks for it. */
  readonly file: string;
}

/** What a directory says about the SDK. */
export type ProjectReading =
  /** One language stands out. `package` names what of OpenTelemetry the version is of. */
  | {
      readonly kind: 'chosen';
      readonly sdk: string;
      readonly file: string;
      readonly package: string | null;
      readonly version: string | null;
    }
  /** Several languages with the same evidence. */
  | { readonly kind: 'undecided'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'nothing' };

interface Evidence extends Candidate {
  readonly signs: ProjectSigns;
  /** A file names a package of OpenTelemetry. */
  readonly strong: boolean;
  /** Texts of its manifests. */
  readonly texts: readonly string[];
}

const withoutAside = (text: string, { aside }: ProjectSigns): string =>
  aside === undefined ? text : text.replace(aside, '');

const evidenceFor = ({ sdk, project: signs }: LanguageWords, files: ProjectFiles): readonly Evidence[] => {
  const manifests = files.names
    .filter((name) => signs.manifest.test(name))
    .sort()
    .map((name) => ({ name, text: withoutAside(files.read(name) ?? '', signs) }));
  const texts = manifests.map(({ text }) => text);
  const naming = manifests.find(({ text }) => signs.telemetry.test(text));
  const { app } = signs;
  const first = naming ?? manifests.find(({ text }) => app === undefined || app.test(text));
  if (first === undefined) return [];
  return [{ signs, sdk, file: first.name, strong: naming !== undefined, texts }];
};

/** Files that start programs, where an agent is named. */
const STARTERS = /^(?:Dockerfile|Procfile)$/;

/** The agent reads some settings otherwise than the SDK in the program does. */
const namesAgent = ({ texts }: Evidence, { names, read }: ProjectFiles): boolean =>
  names.some((name) => /^opentelemetry-javaagent[\w.-]*\.jar$/.test(name)) ||
  texts.some((text) => NAMES_AGENT.test(text)) ||
  names.some((name) => STARTERS.test(name) && NAMES_AGENT.test(read(name) ?? ''));

const versionIn = (text: string, name: string, { versions }: ProjectSigns): string | null => {
  // By far the most packages are not in a text; looking for the name is cheaper than any pattern.
  if (!text.includes(name)) return null;
  for (const pattern of versions) {
    const found = new RegExp(
      pattern.replaceAll('P', () => escapePattern(name)),
      'm',
    )
      .exec(text)?.[1]
      ?.trim();
    if (found !== undefined && /^\d[\w.+-]{0,40}$/.test(found)) return found;
  }
  return null;
};

interface Version {
  readonly package: string | null;
  readonly version: string | null;
}

const versionOf = ({ signs, texts }: Evidence, files: ProjectFiles): Version => {
  const named = signs.packages.filter((name) => texts.some((text) => text.includes(name)));
  for (const lock of [null, ...signs.locks]) {
    for (const name of named) {
      // A manifest alone tells a version only where it asks for exactly that one.
      const from = lock === null ? texts : [files.readNearby(lock.replace('*', name)) ?? ''];
      for (const text of from) {
        const version = versionIn(text, name, signs);
        if (version !== null) return { package: name, version };
      }
    }
  }
  return { package: named[0] ?? null, version: null };
};

/** A program or framework that sets an SDK up in its own way, and the file that says so. */
interface FlavourSeen {
  readonly flavour: Sdk;
  readonly file: string;
}

const flavourIn = ({ names, read }: ProjectFiles): FlavourSeen | undefined => {
  for (const flavour of FLAVOURS)
    for (const { file: pattern, has } of flavour.flavour?.signs ?? []) {
      const file = names.find((name) => pattern.test(name) && has.every((one) => one.test(read(name) ?? '')));
      if (file !== undefined) return { flavour, file };
    }
  return undefined;
};

const asFlavour = ({ flavour, file }: FlavourSeen): ProjectReading => ({
  ...{ kind: 'chosen', sdk: flavour.name, file, package: null, version: null },
});

const chosen = (evidence: Evidence, files: ProjectFiles, seen: FlavourSeen | undefined): ProjectReading => {
  const { sdk, file, strong } = evidence;
  const agent = sdk === 'java' && namesAgent(evidence, files);
  // The agent reads what it always does, whatever it is in.
  if (!agent && seen?.flavour.flavour?.base === sdk) return asFlavour(seen);
  // The release of the libraries in a build file is not that of the agent.
  const version = strong && !agent ? versionOf(evidence, files) : { package: null, version: null };
  return { kind: 'chosen', sdk: agent ? 'java-agent' : sdk, file, ...version };
};

/** Decides by the files of a directory which SDK a program there has. Never guesses between equals. */
export const recogniseProject = (files: ProjectFiles): ProjectReading => {
  const all = LANGUAGES.flatMap((language) => evidenceFor(language, files));
  const strong = all.filter((evidence) => evidence.strong);
  const seen = flavourIn(files);
  const inside = all.filter(({ sdk }) => sdk === seen?.flavour.flavour?.base);
  // What brings OpenTelemetry along speaks for its language as a package of OpenTelemetry does.
  const others = strong.filter((evidence) => !inside.includes(evidence));
  const best = others.length === 0 && inside.length > 0 ? inside : strong.length > 0 ? strong : all;
  const [first] = best;
  if (first === undefined) return seen === undefined ? { kind: 'nothing' } : asFlavour(seen);
  if (best.length === 1) return chosen(first, files, seen);
  return { kind: 'undecided', candidates: best.map(({ sdk, file }) => ({ sdk, file })) };
};
