/** Ways in which a URL is commonly mistyped, each with its repair. Applied in order, to the result of the one before. */
const REPAIRS: readonly (readonly [RegExp, string])[] = [
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

/** A mistyped endpoint as it was probably meant; null when no repair makes it a URL. */
export const repairEndpoint = (text: string): string | null => {
  let repaired = text.trim();
  for (const [pattern, replacement] of REPAIRS) repaired = repaired.replace(pattern, replacement);
  const usable = /^https?:\/\/[^/\s\\?#:]+(:\d+)?([/?#]\S*)?$/i.test(repaired) && URL.canParse(repaired);
  return usable && repaired !== text ? repaired : null;
};
