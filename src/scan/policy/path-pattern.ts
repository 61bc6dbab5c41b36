/** Whether the signs of a segment stand for its name: `*` for any text, `?` for one sign. Time is that of both lengths multiplied. */
const segmentFits = (signs: string, name: string): boolean => {
  let at = 0;
  let from = 0;
  let star = -1;
  let mark = 0;
  while (from < name.length) {
    if (signs[at] === '*') {
      star = at;
      mark = from;
      at += 1;
    } else if (at < signs.length && (signs[at] === '?' || signs[at] === name[from])) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      at = star + 1;
      mark += 1;
      from = mark;
    } else return false;
  }
  while (signs[at] === '*') at += 1;
  return at === signs.length;
};

/**
 * Whether a path is meant by a pattern: `deploy/prod.yaml` or `deploy` (everything below it), `*` inside of one name,
 * `**` across directories. Both with `/`, from the same directory.
 */
export const pathFits = (pattern: string, path: string): boolean => {
  const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
  const names = path.split('/');
  // Row by row: which beginnings of the path the beginning of the pattern stands for.
  let fits = [true, ...names.map(() => false)];
  for (const segment of segments) {
    const before = fits;
    if (segment === '**') {
      let open = false;
      fits = before.map((one) => {
        open ||= one;
        return open;
      });
    } else
      fits = [false, ...names.map((name, index) => before[index] === true && segmentFits(segment, name))];
  }
  // A beginning that is a directory means what is below it.
  return fits.some((one, index) => one && (index > 0 || segments.length === 0));
};
