/**
 * In how many ways the parts of a pattern can share a text among them, counted from above: for each start, trying to match
 * takes at most that many attempts. Infinite where a repetition has no end, or where a group is referred back to.
 */
export const waysOf = (source: string): number => {
  const tokens = source.match(TOKEN) ?? [];
  let at = 0;
  const atom = (): number => {
    const token = tokens[at] ?? '';
    at += 1;
    if (/^\\[1-9k]/.test(token)) return Number.POSITIVE_INFINITY;
    if (!token.startsWith('(')) return 1;
    const inside = choice();
    at += 1;
    return inside;
  };
  const term = (): number => {
    const ways = atom();
    const quantifier = QUANTIFIER.exec(tokens[at] ?? '');
    if (quantifier === null) return ways;
    at += 1;
    return repeated(ways, quantifier);
  };
  const sequence = (): number => {
    let ways = 1;
    while (at < tokens.length && tokens[at] !== '|' && tokens[at] !== ')') ways *= term();
    return ways;
  };
  const choice = (): number => {
    let ways = sequence();
    while (tokens[at] === '|') {
      at += 1;
      ways += sequence();
    }
    return ways;
  };
  return choice();
};

/** Escapes, classes, the beginnings of groups, quantifiers with their laziness, and single characters. */
const TOKEN =
  /\\(?:k<\w+>|\d+|u\{[\da-fA-F]+\}|.)|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|(?:[*+?]|\{\d+(?:,\d*)?\})\??|[\s\S]/g;

const QUANTIFIER = /^(?:([*+])|(\?)|\{(\d+)(,?)(\d*)\})\??$/;

/** Each number of repetitions is a way of its own, and each repetition may be met in as many ways as what is repeated. */
const repeated = (ways: number, [, open, optional, least, comma, most]: RegExpExecArray): number => {
  if (optional !== undefined) return ways + 1;
  const last = comma === '' ? Number(least) : most === '' ? Number.POSITIVE_INFINITY : Number(most);
  if (open !== undefined || last === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  if (ways === 1) return last - Number(least) + 1;
  let sum = 0;
  for (let count = Number(least); count <= last && sum < MANY; count += 1) sum += ways ** count;
  return sum;
};

const MANY = 1e12;
