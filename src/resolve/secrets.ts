import { pathTokens, splitLogin } from '../text/mask.ts';
import { isMadeUp } from '../text/tokens.ts';

/** Everything secret that a target's settings hold. */
export interface SecretMaterial {
  readonly headers: Readonly<Record<string, string>>;
  /** Raw header lists, also the ones that lost. */
  readonly headerLists: readonly string[];
  /** Raw URLs, also the ones that lost and proxies. */
  readonly urls: readonly string[];
  /** Secrets as they stand. */
  readonly words?: readonly string[];
}

const safely = (decode: () => string): string[] => {
  try {
    return [decode()];
  } catch {
    return [];
  }
};

/** A header value in the forms in which a receiver or a library may echo it. */
const headerForms = (value: string): readonly string[] => {
  const token = value.replace(/^\S+\s+/, '');
  const decoded = Buffer.from(token, 'base64').toString('utf8');
  const login = /^[\x20-\x7e][\x20-\x39\x3b-\x7e]*:[\x20-\x7e]*$/.test(decoded)
    ? [decoded, decoded.slice(decoded.indexOf(':') + 1)]
    : [];
  // Half a pair of surrogates has no encoded form.
  const encoded = [value, token].flatMap((text) => safely(() => encodeURIComponent(text)));
  return [value, token, ...encoded, ...login];
};

const listForms = (list: string): readonly string[] =>
  list.split(/[,;\n]/).flatMap((entry) => {
    const end = entry.search(/[=:]/);
    const value = entry
      .slice(end + 1)
      .trim()
      .replace(/^["']|["']$/g, '');
    // A token alone, of which the last signs of base64 make a name without a value.
    const name = entry.slice(0, Math.max(end, 0)).replace(/^[\s"']+/, '');
    const names = isMadeUp(name) ? [name] : [];
    return [value, ...names, ...safely(() => decodeURIComponent(value))].flatMap(headerForms);
  });

/** Login, query values and tokens in the path of a text that may be a URL. */
const urlForms = (text: string): readonly string[] => {
  const { login, rest } = splitLogin(text);
  const [front = ''] = rest.split(/[?#]/);
  const password = login.slice(login.indexOf(':') + 1);
  const values = rest
    .slice(front.length + 1)
    .split(/[&#]/)
    .map((pair) => pair.slice(pair.indexOf('=') + 1));
  const basic = login === '' ? [] : [Buffer.from(login).toString('base64')];
  return [login, password, ...basic, ...values, ...pathTokens(front)].flatMap((form) => [
    form,
    ...safely(() => decodeURIComponent(form)),
  ]);
};

/** Shorter values would turn ordinary words of a report into asterisks and protect nothing. */
const MIN_LENGTH = 4;

/** Every literal that must not appear in output, the longest first so that parts do not survive. */
export const secretValuesOf = (material: SecretMaterial): readonly string[] => {
  const forms = [
    ...Object.values(material.headers).flatMap(headerForms),
    ...material.headerLists.flatMap(listForms),
    ...material.urls.flatMap(urlForms),
    ...(material.words ?? []).flatMap(headerForms),
  ];
  return [...new Set(forms)]
    .filter((form) => form.trim().length >= MIN_LENGTH)
    .sort((a, b) => b.length - a.length);
};
