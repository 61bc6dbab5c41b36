import type { CollectorText } from '../../collector/text.ts';
import { startOfLine } from '../place.ts';
import type { YamlNode } from '../yaml/tree.ts';

/** Blanks in front of the first line that holds something. */
const indentOf = (content: string): number => {
  const line = content.split('\n').find((one) => one.trim() !== '') ?? '';
  return line.length - line.trimStart().length;
};

/** A configuration that stands in a file of something else, as a text with its place. */
export const excerpt = (
  text: string,
  node: YamlNode,
): Pick<CollectorText, 'text' | 'firstLine' | 'indent' | 'linesMatch'> => {
  if (node.kind === 'scalar') {
    const literal = text[node.start] === '|';
    const content = text.slice(text.indexOf('\n', node.start) + 1, node.end);
    return {
      text: node.text ?? '',
      firstLine: node.at.line + (literal ? 1 : 0),
      indent: literal ? indentOf(content) : 0,
      linesMatch: literal,
    };
  }
  const from = startOfLine(text, node.start);
  const indent = node.start - from;
  const lines = text.slice(from, node.end).split('\n');
  return {
    text: lines.map((line) => (line.slice(0, indent).trim() === '' ? line.slice(indent) : line)).join('\n'),
    ...{ firstLine: node.at.line, indent, linesMatch: true },
  };
};
