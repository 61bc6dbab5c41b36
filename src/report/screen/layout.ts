const isWide = (character: string): boolean =>
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
    character,
  );

/** Columns that a text takes on a terminal. ASCII is by far the most common and needs no table. */
export const width = (text: string): number => {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += /\p{Mark}/u.test(character) ? 0 : isWide(character) ? 2 : 1;
  return columns;
};

/** Breaks a word that is wider than a line. */
const chop = (word: string, columns: number): readonly string[] => {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (width(piece + character) > columns) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
};

/** Wraps text at blanks to a number of columns. Line breaks stay. */
export const wrap = (text: string, columns: number): readonly string[] =>
  text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const word of paragraph
      .split(' ')
      .flatMap((part) => (width(part) > columns ? chop(part, columns) : [part]))) {
      if (line !== '' && width(line) + 1 + width(word) > columns) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    return [...lines, line];
  });

/** Wraps and indents. */
export const indent = (text: string, columns: number, by = 2): readonly string[] =>
  wrap(text, columns - by).map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`));

export const pad = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(columns - width(text), 0));
