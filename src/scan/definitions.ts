/** How a document of YAML says that it defines a kind of resource, and is none. */
const DEFINES = /^kind:[ \t]{1,10}["']?CustomResourceDefinition\b/m;

/**
 * A text without the documents that define kinds of resources: blanks stand in their place, so that every other offset
 * stays. They are the largest of all manifests, and what their descriptions tell of is no setting.
 */
export const withoutDefinitions = (text: string): string => {
  if (!DEFINES.test(text)) return text;
  const parts: string[] = [];
  let from = 0;
  for (const { index } of text.matchAll(/^---(?=[ \t\r\n]|$)/gm)) {
    parts.push(text.slice(from, index));
    from = index;
  }
  parts.push(text.slice(from));
  return parts.map((part) => (DEFINES.test(part) ? part.replace(/[^\n]/g, ' ') : part)).join('');
};
