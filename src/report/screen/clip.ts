import { width } from './layout.ts';

const MARK = '...';

/** A text that takes at most so many columns; what is cut off is marked. */
export const clip = (text: string, columns: number): string => {
  if (width(text) <= columns) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += width(character);
    if (used > columns - MARK.length) break;
    kept += character;
  }
  return `${kept}${MARK}`.slice(0, Math.max(columns, 0));
};
