const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** Offset behind the string that begins here. */
const behindString = (text: string, from: number): number => {
  let at = from + 1;
  while (at < text.length && text[at] !== '"' && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
};

const commentAt = (text: string, at: number): number => {
  if (text[at] !== '/') return at;
  const end =
    text[at + 1] === '/' ? text.indexOf('\n', at) : text[at + 1] === '*' ? text.indexOf('*/', at) + 2 : at;
  return end === at ? at : end < at ? text.length : end;
};

/** JSON as editors and .NET read it, with blanks in place of its comments, so that every offset stays. */
export const withoutComments = (text: string): string => {
  if (!/\/[/*]/.test(text)) return text;
  const parts: string[] = [];
  let kept = 0;
  for (let at = 0; at < text.length; ) {
    const end = commentAt(text, at);
    if (end > at) {
      parts.push(text.slice(kept, at), blank(text.slice(at, end)));
      kept = end;
      at = end;
    } else at = text[at] === '"' ? behindString(text, at) : at + 1;
  }
  return [...parts, text.slice(kept)].join('');
};
