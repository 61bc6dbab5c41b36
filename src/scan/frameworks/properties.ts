import type { Location } from '../../model/finding.ts';
import { placer } from '../place.ts';
import { yamlSlot } from '../slot.ts';
import type { Slot } from '../workload.ts';
import { entriesOf, type YamlNode, type YamlScalar } from '../yaml/tree.ts';

/** One property with its full name. */
export interface Property {
  /** As it is written, dots between its parts. */
  readonly name: string;
  /** Null where somebody else fills it in. */
  readonly value: string | null;
  readonly at: Location;
  readonly slot: Slot | null;
}

/** `${NAME:default}` with nothing around it or with text around it: what stands unless NAME is set. */
const PLACEHOLDER = /\$\{[^{}$]{1,200}?(?::([^{}$]{0,2000}))?\}/g;

/** A value with the defaults of its placeholders; null where one has none. */
const filledIn = (text: string): string | null => {
  let known = true;
  const filled = text.replace(PLACEHOLDER, (_, fallback: string | undefined) => {
    if (fallback === undefined) known = false;
    return fallback ?? '';
  });
  return known && !/[$@#]\{|@\w+@/.test(filled) ? filled : null;
};

/** Offsets of the part of a text that can be changed: the default of its only placeholder, or all of a plain text. */
const changeable = (text: string): readonly [start: number, end: number] | null => {
  if (!text.includes('${')) return [0, text.length];
  const [, front = '', fallback] = /^(\$\{[^{}$:]{1,200}:)([^{}$]{0,2000})\}$/.exec(text) ?? [];
  return fallback === undefined ? null : [front.length, front.length + fallback.length];
};

const slotOf = (path: string, text: string, start: number, written: string): Slot | null => {
  const range = changeable(written);
  return range === null || text.slice(start, start + written.length) !== written
    ? null
    : {
        ...{ path, start: start + range[0], end: start + range[1], quoting: 'plain', dialect: 'plain' },
        ...{ front: '', segments: [], entry: null },
      };
};

const fromScalar = (path: string, text: string, name: string, node: YamlScalar): Property => {
  const written = node.text ?? '';
  const inQuotes = node.style === 'single' || node.style === 'double';
  const plain = written.includes('${')
    ? slotOf(path, text, node.start + (inQuotes ? 1 : 0), written)
    : yamlSlot(path, node, { dialect: 'plain', entry: null });
  return { name, value: filledIn(written), at: node.at, slot: plain };
};

const MAX_DEPTH = 20;

/** The properties of a document of YAML. */
export const fromYaml = (
  file: { readonly path: string; readonly text: string },
  node: YamlNode,
  front = '',
  depth = 0,
): readonly Property[] =>
  entriesOf(node).flatMap(({ key, value }): readonly Property[] => {
    const name = front === '' ? key : `${front}.${key}`;
    if (value.kind === 'scalar') return [fromScalar(file.path, file.text, name, value)];
    return value.kind === 'map' && depth < MAX_DEPTH ? fromYaml(file, value, name, depth + 1) : [];
  });

/** A document between `#---` and the next one. */
const DOCUMENT = /^[#!]---[ \t]*$/;

/** The properties of each document of a `.properties` file. */
export const fromProperties = (path: string, text: string): readonly (readonly Property[])[] => {
  const place = placer(path, text);
  const documents: Property[][] = [[]];
  for (const line of text.matchAll(/^[ \t]*([^\n]*)$/gm)) {
    const content = (line[1] ?? '').trimEnd();
    if (DOCUMENT.test(content)) documents.push([]);
    const [front, name] = /^((?:%[\w,-]{1,60}\.)?[\w.%"[\]-]{1,200})[ \t]*[=:][ \t]*/.exec(content) ?? [];
    if (front === undefined || name === undefined) continue;
    const start = line.index + line[0].indexOf(content) + front.length;
    const written = content.slice(front.length);
    const open = written.endsWith('\\');
    documents.at(-1)?.push({
      ...{ name: name.replaceAll('"', ''), at: place(start) },
      value: open ? null : filledIn(written),
      slot: open ? null : slotOf(path, text, start, written),
    });
  }
  return documents;
};
