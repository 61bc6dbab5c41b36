import { indent, wrap } from '../screen/layout.ts';

/** Words without the marks of Markdown. */
const plain = (text: string): string =>
  text
    .replace(/\[([^\]]{1,200})\]\([^)\s]{1,200}\)/g, '$1')
    .replace(/\*\*|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)/g, '');

const codeLine = (line: string, columns: number): readonly string[] =>
  line.length > columns - 4 ? indent(line, columns, 4) : [`    ${line}`];

const item = (line: string, columns: number): readonly string[] => {
  const [first = '', ...rest] = wrap(plain(line.slice(2)), columns - 2);
  return [`- ${first}`, ...rest.map((text) => `  ${text}`)];
};

/** What a line that is no prose becomes; null for a line of a paragraph. */
const ownLines = (line: string, columns: number): readonly string[] | null => {
  if (line.startsWith('#')) return [line.replace(/^#+ /, '')];
  if (line.startsWith('- ')) return item(line, columns);
  return line === '' ? [''] : null;
};

/** A Markdown page for a terminal: headings without marks, code as it is, prose wrapped. */
export const renderPage = (markdown: string, columns: number): string => {
  const lines: string[] = [];
  let inCode = false;
  let paragraph: string[] = [];
  const flush = (): void => {
    if (paragraph.length > 0) lines.push(...wrap(plain(paragraph.join(' ')), columns));
    paragraph = [];
  };
  for (const line of markdown.split('\n')) {
    const fence = line.startsWith('```');
    if (fence) inCode = !inCode;
    else if (!inCode && line.startsWith('<!--')) continue;
    const own = fence ? [] : inCode ? codeLine(line, columns) : ownLines(line, columns);
    if (own === null) paragraph.push(line);
    else {
      flush();
      lines.push(...own);
    }
  }
  flush();
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
};
