import type { Report } from '../model/report.ts';
import type { RunRecord } from '../model/run-record.ts';
import { usageError } from '../model/usage.ts';
import { VERSION } from '../version.ts';

/** Version of the layout of a bundle; a change that older readers would misread raises it. */
const FORMAT_VERSION = 1;

const FORMAT = 'otel-doctor bundle';

/** Says to whoever opens the file what it is. */
interface Manifest {
  readonly format: typeof FORMAT;
  readonly formatVersion: number;
  readonly tool: Report['tool'];
  readonly savedAt: string;
  readonly contents: Readonly<Record<string, string>>;
  readonly secrets: string;
}

/** A run in one file: what was seen, and the report that was made of it. */
export interface Bundle {
  readonly manifest: Manifest;
  readonly seen: RunRecord;
  readonly report: Report;
}

const CONTENTS: Manifest['contents'] = {
  'seen.targets':
    'each destination: its settings with the place of every value, and each fact that was seen of it',
  'seen.routes': 'what the routes of the other signals said to an empty request',
  'seen.tried': 'findings, and what became of their fixes when they were tried',
  report: 'the report as it was written then (docs/report.schema.json)',
};

const SECRETS =
  'Values of headers, logins, passwords, keys and query values of URLs are not in this file and never were: names, schemes and lengths stand for them.';

/** Fields of our own words: a secret that happens to be such a word is none there, and masking it would break the file. */
const OWN_WORDS = new Set([
  ...['format', 'state', 'outcome', 'kind', 'signal', 'protocol', 'step', 'status', 'verdict', 'severity'],
  ...['reach', 'role', 'form', 'code', 'by', 'encoding', 'compression', 'contents', 'secrets', 'docs'],
]);

/** A bundle as text; the last secret values are taken out of every text in it by `clean`. */
export const bundleText = (
  seen: RunRecord,
  report: Report,
  savedAt: string,
  clean: (text: string) => string,
): string => {
  const tool = { name: 'otel-doctor', version: VERSION } as const;
  const manifest: Manifest = {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    tool,
    savedAt,
    contents: CONTENTS,
    secrets: SECRETS,
  };
  const masked = (key: string, value: unknown): unknown =>
    typeof value === 'string' && !OWN_WORDS.has(key) ? clean(value) : value;
  return `${JSON.stringify({ manifest, seen, report } satisfies Bundle, masked, 1)}\n`;
};

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;

/** A bundle is some ten levels deep; what is deeper was made to hurt. */
const DEEPEST = 40;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Whether a text is meant to be a bundle, whole or not. */
export const isBundleText = (text: string): boolean => text.slice(0, 200).includes(`"${FORMAT}"`);

/** Reads a bundle; anything else is a usage error of one line. */
export const parseBundle = async (path: string, text: string): Promise<Bundle> => {
  const whole = fieldsOf(parse(text));
  const manifest = fieldsOf(whole?.['manifest']);
  if (whole === null && isBundleText(text))
    throw usageError(`the bundle ${path} is damaged: it is cut off or was changed`);
  if (manifest?.['format'] !== FORMAT)
    throw usageError(`${path} is no bundle of otel-doctor (--save FILE writes one)`);
  const version = manifest['formatVersion'];
  if (typeof version !== 'number' || version > FORMAT_VERSION)
    throw usageError(
      `the bundle ${path} has a newer layout (${String(version).slice(0, 20)}) than this otel-doctor reads (${FORMAT_VERSION}): use a newer one`,
    );
  if (isDeeper(whole, DEEPEST))
    throw usageError(`the bundle ${path} is damaged: it is nested deeper than any that is written`);
  const { checkBundle } = await import('./schema.ts');
  const checked = checkBundle(whole);
  if ('problem' in checked) throw usageError(`the bundle ${path} is damaged: ${checked.problem}`);
  const { seen, report, manifest: told } = checked.value;
  return { manifest: told as unknown as Manifest, seen, report };
};
