/** Path without `.` and `..`, as RFC 3986, section 5.2.4, has it; doubled slashes stay. */
export const dotSegments = (path: string): string => {
  const kept: string[] = [];
  const segments = path.split('/');
  segments.forEach((segment, index) => {
    const last = index === segments.length - 1;
    if (segment === '..') {
      if (kept.length > 1) kept.pop();
      if (last) kept.push('');
    } else if (segment === '.') {
      if (last) kept.push('');
    } else kept.push(segment);
  });
  return kept.join('/');
};

/** Path as Go's path.Clean leaves it: no doubled slash, no dots, no slash at the end. */
export const cleanPath = (path: string): string => {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (segment !== '..' || !rooted) kept.push(segment);
  }
  return `${rooted ? '/' : ''}${kept.join('/')}` || (rooted ? '/' : '.');
};

/** Percent-encodes what a URL may not hold; what is encoded already stays. */
export const percentEncode = (text: string): string =>
  text.replace(/%(?![0-9a-f]{2})|[^\x21-\x7e]|["<>\\^`{|}]/giu, (character) =>
    [...new TextEncoder().encode(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );

/** Percent-decodes strictly; null for a stray `%`. Bytes that are no UTF-8 become U+FFFD, as in most languages. */
export const percentDecode = (text: string): string | null => {
  if (/%(?![0-9a-f]{2})/i.test(text)) return null;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      Uint8Array.from(run.slice(1).split('%'), (byte) => Number.parseInt(byte, 16)),
    ),
  );
};
