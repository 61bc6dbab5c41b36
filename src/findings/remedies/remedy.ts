import type { Fix } from '../../model/finding.ts';

/** Languages that a change of code is told in; `other` is told without code. */
export type FixLanguage = 'python' | 'nodejs' | 'java' | 'go' | 'dotnet' | 'other';

/** What to change in code, by language. The text is what to paste or do, on several lines where it is code. */
export type Remedy = Readonly<Record<FixLanguage, { readonly title: string; readonly text: string }>>;

/** Values of `telemetry.sdk.language`, and of languages that share an SDK. */
const LANGUAGES: ReadonlyMap<string, FixLanguage> = new Map([
  ['python', 'python'],
  ['nodejs', 'nodejs'],
  ['webjs', 'nodejs'],
  ['java', 'java'],
  ['kotlin', 'java'],
  ['go', 'go'],
  ['dotnet', 'dotnet'],
]);

/** The language that a service is helped in, by `telemetry.sdk.language`. */
export const fixLanguage = (language: string | null): FixLanguage => LANGUAGES.get(language ?? '') ?? 'other';

/** The remedy in the language of a service. */
export const remedyFix = (remedy: Remedy, language: string | null): Fix => remedy[fixLanguage(language)];
