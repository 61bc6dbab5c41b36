/** Last part of a path of either kind of system; the text itself where there is no separator. */
export const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
