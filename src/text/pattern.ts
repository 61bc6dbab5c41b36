/** Text as a part of a pattern, where it finds just itself. */
export const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/**
 * A pattern that is made while the doctor runs: what is put into its places is found as it stands, so that the time that it
 * takes is that of its shape, which `npm run patterns` proves. matching('m')`^${name}\s*=`
 */
export const matching =
  (flags = '') =>
  ({ raw }: TemplateStringsArray, ...texts: readonly string[]): RegExp =>
    new RegExp(raw.map((piece, index) => piece + escapePattern(texts[index] ?? '')).join(''), flags);
