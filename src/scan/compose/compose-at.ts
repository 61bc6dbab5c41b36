import { parse, type ReadContext } from '../parse.ts';
import type { ComposeFile } from './project.ts';

/** The Compose file at a path; null where there is none that can be read. */
export const composeAt = (path: string, context: ReadContext): ComposeFile | null => {
  const text = context.readText(path);
  if (text === null) return null;
  const [root] = parse({ path, text }, context).documents;
  return root === undefined ? null : { path, text, root };
};
