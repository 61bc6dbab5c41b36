import { isMadeUp, isOutOfPlace, isTokenForAddress, isVendorToken } from '../text/tokens.ts';
import type { LayeredEnvironment } from './layers.ts';

/**
 * Secrets that were pasted into a variable that is not meant for any. What a reader needs to see of a wrong value stays:
 * a slip of the pen, a number with its unit, the name of a file, an address.
 */

/** What a variable is meant to hold. */
type Meant = 'headers' | 'address' | 'file' | 'word' | 'open';

const MEANT: readonly (readonly [RegExp, Meant])[] = [
  [/HEADER|TOKEN|SECRET|PASSWORD|AUTH|API_?KEY/i, 'headers'],
  [/ENDPOINT|URL|_proxy$/i, 'address'],
  [/CERTIFICATE$|KEY$|FILE(?:_PATH)?$|_BUNDLE$/i, 'file'],
  [
    /(?:PROTOCOL|COMPRESSION|TIMEOUT|INSECURE|EXPORTER|SAMPLER|PROPAGATORS|DELAY|SIZE|LIMIT|INTERVAL|LEVEL|PREFERENCE|AGGREGATION|DISABLED|ENABLED|PORT)$|^OTEL_EXPORTER_OTLP_/i,
    'word',
  ],
];

const meantBy = (variable: string): Meant => MEANT.find(([pattern]) => pattern.test(variable))?.[1] ?? 'open';

/** Where a file begins at a root or ends as files of keys do, its name is one. */
const NAME_OF_FILE = /^(?:[./~\\]|[A-Za-z]:)|\.[A-Za-z]\w{1,4}$/;

/** The host of a URL; the whole of a text without a scheme. */
const hostOf = (word: string): string =>
  word.replace(/^[a-z][a-z\d+.-]{0,20}:\/\//i, '').replace(/[/?#].*/s, '');

const TESTS: Readonly<Record<Exclude<Meant, 'headers'>, (word: string) => boolean>> = {
  address: isTokenForAddress,
  file: (word) => isVendorToken(word) || (!NAME_OF_FILE.test(word) && isOutOfPlace(word)),
  word: isOutOfPlace,
  open: isVendorToken,
};

/** A host that no name server knows: capitals and digits take turns in it. */
const tokenAsHost = (word: string): readonly string[] => {
  const host = hostOf(word).replace(/:\d{0,5}$/, '');
  const isToken = isVendorToken(host) || (/[A-Z]/.test(host) && /[a-z]/.test(host) && isMadeUp(host));
  return host !== word && isToken ? [host] : [];
};

const inValue = (meant: Exclude<Meant, 'headers'>, value: string): readonly string[] => {
  const words = value.split(/[\s"'`,;<>()[\]{}]+/).filter((word) => word !== '');
  // Behind a name, too: `token=T`, `service.name=T`.
  const parts = words.flatMap((word) => [word, ...(/^[\w.-]{1,60}=(.+)/s.exec(word)?.slice(1) ?? [])]);
  const found = parts.filter(TESTS[meant]);
  return meant === 'address' || meant === 'word' ? [...found, ...parts.flatMap(tokenAsHost)] : found;
};

/** Values by what they are meant to be, and words of others that are secrets nevertheless. */
export interface StrayValues {
  readonly headerLists: readonly string[];
  readonly urls: readonly string[];
  readonly words: readonly string[];
}

/** What an environment holds that may be a secret, also where a name is mistyped and nobody reads it. */
export const strayValues = (environment: LayeredEnvironment): StrayValues => {
  const found = { headerLists: [] as string[], urls: [] as string[], words: [] as string[] };
  for (const [name, { value, shadowed }] of environment) {
    const meant = meantBy(name);
    for (const each of [value, ...shadowed.map((lost) => lost.value)]) {
      if (meant === 'headers') found.headerLists.push(each);
      else found.words.push(...inValue(meant, each));
      if (meant === 'address' || each.includes('://')) found.urls.push(each);
    }
  }
  return found;
};
