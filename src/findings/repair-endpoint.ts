const INVISIBLE = /[\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g;

/** Ways in which a URL is commonly mistyped, each with its repair. Applied in order, to the result of the one before. */
const REPAIRS: readonly (readonly [RegExp, string])[] = [
  // What a copied text brings along: characters that are not seen, a comment, the name of the variable, a link, brackets, a separator.
  [INVISIBLE, ''],
  [/\s#.*$/s, ''],
  [/^(?:export |set )?[A-Z][A-Z0-9_]{1,80}=(?=\s{0,4}["']?https?:)/, ''],
  [/^\s{0,4}\[(https?:[^\]]{1,400})\]\(.*$/s, '$1'],
  [/^[<({["']{1,4}(?=https?:)/i, ''],
  [/(?<![;,>)}|"'])[;,>)}|"']+$/, ''],
  [/^([^[\]]{1,400})\]$/, '$1'],
  [/\\/g, '/'],
  [/^(https?:\/\/)+(?=https?:\/\/)/i, ''],
  [/^ht+p(s?)[:;]+\/*/i, 'http$1://'],
  [/^(?:hpt*|htt|tthp|ttp|htp)(s?):\/*/i, 'http$1://'],
  [/^(https?)\/{1,2}(?=[^/])/i, '$1://'],
  [/^:?\/\/(?=[^/])/, 'http://'],
  [/^(?:grpcs|https\+grpc):\/\//i, 'https://'],
  [/^(?:grpc|http\+grpc|otlp|tcp):\/\//i, 'http://'],
  [/\s+/g, ''],
  [/(:\d{1,5})\1+/g, '$1'],
  [/^(https?:\/\/[^/]*?):(?=\/|$)/i, '$1'],
];

/** A character that nobody sees, by its number; null where there is none. */
export const unseenCharacter = (text: string): string | null => {
  const found = text.match(INVISIBLE)?.[0].codePointAt(0);
  return found === undefined ? null : `U+${found.toString(16).toUpperCase().padStart(4, '0')}`;
};

/** A mistyped endpoint as it was probably meant; null when no repair makes it a URL. */
export const repairEndpoint = (text: string): string | null => {
  let repaired = text.trim();
  for (const [pattern, replacement] of REPAIRS) repaired = repaired.replace(pattern, replacement);
  const usable =
    /^https?:\/\/(?:\[[0-9a-f:.%]{2,60}\]|[^/\s\\?#:[\]]+)(:\d+)?([/?#]\S*)?$/i.test(repaired) &&
    URL.canParse(repaired);
  return usable && repaired !== text ? repaired : null;
};
