import { bytesOf } from '../disk/read.ts';
import type { SettingsLayer, Source } from '../model/setting.ts';
import { canonical } from '../resolve/flavours/property.ts';
import type { Sdk } from '../resolve/sdks/sdk.ts';

/** Such files are written by hand. */
const MAX_BYTES = 512 * 1024;

/** Where a project has them before it is built, and where a program finds them beside itself; the later wins. */
const DIRECTORIES = ['src/main/resources', 'src/main/resources/config', '.', 'config'] as const;

const ENDINGS = ['yaml', 'yml', 'properties'] as const;

/** One property as it stands in a file. */
interface Written {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

/** Properties that count together, and the profile that they are for. */
interface Part {
  readonly profile: string | null;
  readonly written: readonly Written[];
}

type Lookup = (name: string) => string | undefined;

const PROFILE_KEYS = ['spring.config.activate.on-profile', 'spring.profiles'];

const partOf = (written: readonly Written[]): Part => ({
  written,
  profile: written.find(({ name }) => PROFILE_KEYS.includes(name))?.value ?? null,
});

/** Documents between `#---`: https://docs.spring.io/spring-boot/reference/features/external-config.html */
const fromProperties = (text: string): readonly Part[] => {
  const parts: Written[][] = [[]];
  for (const [index, content] of text.split(/\r?\n/).entries()) {
    if (/^[#!]---[ \t]{0,9}$/.test(content)) parts.push([]);
    const [, name, value] = /^[ \t]{0,20}([\w.%,"[\]-]{1,200})[ \t]{0,20}[=:](.*)$/.exec(content) ?? [];
    if (name === undefined || value === undefined || value.endsWith('\\')) continue;
    parts.at(-1)?.push({ name: name.replaceAll('"', ''), value: value.trim(), line: index + 1 });
  }
  return parts.map(partOf);
};

const MAX_DEPTH = 20;

const fromYaml = async (text: string): Promise<readonly Part[]> => {
  const { isMap, isScalar, LineCounter, parseAllDocuments } = await import('yaml');
  const lines = new LineCounter();
  const walk = (node: unknown, front: string, depth: number): readonly Written[] => {
    if (!isMap(node) || depth > MAX_DEPTH) return [];
    return node.items.flatMap(({ key, value }) => {
      const own = isScalar(key) ? String(key.value) : '';
      const name = front === '' ? own : `${front}.${own}`;
      if (!isScalar(value)) return walk(value, name, depth + 1);
      return value.value === null
        ? []
        : [{ name, value: String(value.value), line: lines.linePos(value.range?.[0] ?? 0).line }];
    });
  };
  const documents = parseAllDocuments(text, { lineCounter: lines, logLevel: 'silent' });
  return Array.isArray(documents)
    ? documents
        .filter(({ errors }) => errors.length === 0)
        .map(({ contents }) => partOf(walk(contents, '', 0)))
    : [];
};

/** `${NAME:default}`; null where somebody else fills it in. */
const filledIn = (text: string, lookup: Lookup): string | null => {
  let known = true;
  const filled = text.replace(
    /\$\{([\w.-]{1,200})(?::([^{}$]{0,2000}))?\}/g,
    (_, name: string, otherwise) => {
      const value = lookup(name) ?? (otherwise as string | undefined);
      if (value === undefined) known = false;
      return value ?? '';
    },
  );
  return known && !/[$@#]\{/.test(filled) ? filled : null;
};

/** `%dev.` in front counts for a profile of Quarkus, and its programs run as `prod`. */
const counting = ({ name, ...rest }: Written, profiles: readonly string[]): readonly Written[] => {
  const [front = '', listed = null] = /^%([\w,-]{1,100})\./.exec(name) ?? [];
  if (listed !== null && !listed.split(',').some((one) => profiles.includes(one))) return [];
  return [{ ...rest, name: name.slice(front.length) }];
};

const isWanted = ({ flavour }: Sdk, name: string): boolean =>
  flavour?.own.some(({ property, isMap }) => {
    if (property === null) return false;
    return isMap ? name.startsWith(`${property}.`) : canonical(property) === canonical(name);
  }) === true;

const profilesOf = (parts: readonly Part[], lookup: Lookup): readonly string[] => {
  const written = parts
    .filter(({ profile }) => profile === null)
    .flatMap((part) => part.written)
    .findLast(({ name }) => name === 'spring.profiles.active')?.value;
  const named = lookup('SPRING_PROFILES_ACTIVE') ?? lookup('QUARKUS_PROFILE') ?? written ?? 'prod';
  return named.split(',').map((name) => name.trim());
};

interface FoundFile {
  readonly path: string;
  readonly parts: readonly Part[];
}

const readAll = async (directory: string, name: string): Promise<readonly FoundFile[]> => {
  const found: FoundFile[] = [];
  for (const folder of DIRECTORIES) {
    for (const ending of ENDINGS) {
      const path = folder === '.' ? `${name}.${ending}` : `${folder}/${name}.${ending}`;
      const text = bytesOf(`${directory}/${path}`, { maxBytes: MAX_BYTES })?.toString('utf8');
      if (text === undefined) continue;
      found.push({ path, parts: ending === 'properties' ? fromProperties(text) : await fromYaml(text) });
    }
  }
  return found;
};

/**
 * What the files of a Java framework say in a directory, by the names of its properties: what is for all profiles, and over it what
 * is for those that are named. Nothing for any other program.
 */
export const applicationLayer = async (
  directory: string,
  sdk: Sdk,
  lookup: Lookup,
): Promise<SettingsLayer> => {
  if (sdk.flavour?.place !== 'properties') return { values: {} };
  const plain = await readAll(directory, 'application');
  const profiles = profilesOf(
    plain.flatMap(({ parts }) => parts),
    lookup,
  );
  const named = await Promise.all(profiles.map((profile) => readAll(directory, `application-${profile}`)));
  const ofProfile = ({ profile }: Part): boolean =>
    profile !== null && profile.split(',').some((one) => profiles.includes(one.trim()));
  const part = (files: readonly FoundFile[], wanted: (part: Part) => boolean) =>
    files.flatMap(({ path, parts }) =>
      parts.filter(wanted).flatMap(({ written }) => written.map((one) => ({ path, ...one }))),
    );
  const all = [...part(plain, ({ profile }) => profile === null), ...part(plain, ofProfile)];
  const values: Record<string, { value: string; source: Source }> = {};
  for (const { path, ...one } of [...all, ...part(named.flat(), () => true)])
    for (const { name, value, line } of counting(one, profiles)) {
      const filled = isWanted(sdk, name) ? filledIn(value, lookup) : null;
      if (filled !== null) values[name] = { value: filled, source: { kind: 'file', name, path, line } };
    }
  return { values };
};
