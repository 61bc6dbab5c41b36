import type { Unread } from '../files.ts';
import { below, entriesOf, itemsOf, type YamlNode } from '../yaml/tree.ts';

/** `- NAME: value` in a list of variables, which is a mapping in YAML: Compose refuses the whole file. */
export const refusedEntries = (root: YamlNode): readonly Unread[] =>
  entriesOf(below(root, 'services')).flatMap(({ value }) =>
    itemsOf(below(value, 'environment')).flatMap(({ kind, at }): readonly Unread[] =>
      kind === 'map'
        ? [
            {
              path: `${at.path}:${at.line}`,
              why: 'cannot be read: Compose takes NAME=value in a list of variables, and a colon with a blank makes it a mapping',
            },
          ]
        : [],
    ),
  );
