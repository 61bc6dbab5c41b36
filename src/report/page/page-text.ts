import { indent, wrap } from '../screen/layout.ts';

/** A Markdown page for a terminal: headings without marks, code as it is, prose wrapped. */
export const renderPage = (markdown: string, columns: number): string => {
  const lines: string[] = [];
  let inCode = false;
  let paragraph: string[] = [];
  const plain = (text: string): string =>
    text
      .replace(/\[([^\]]{1,200})\]\([^)\s]{1,200}\)/g, '$1')
      .replace(/\*\*|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)/g, '');
  const flush = (): void => {
    if (paragraph.length > 0) lines.push(...wrap(plain(paragraph.join(' ')), columns));
    paragraph = [];
  };
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) {
      flush();
      inCode = !inCode;
    } else if (inCode)
      lines.push(...(line.length > columns - 4 ? indent(line, columns, 4) : [`    ${line}`]));
    else if (line.startsWith('<!--')) continue;
    else if (line.startsWith('#')) {
      flush();
      lines.push(line.replace(/^#+ /, ''));
    } else if (line.startsWith('- ')) {
      flush();
      const [first = '', ...rest] = wrap(plain(line.slice(2)), columns - 2);
      lines.push(`- ${first}`, ...rest.map((text) => `  ${text}`));
    } else if (line === '') {
      flush();
      lines.push('');
    } else paragraph.push(line);
  }
  flush();
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
};
