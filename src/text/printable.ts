/** Text of a stranger as it may be shown on a terminal: no control characters, cut at a limit. */
export const printable = (text: string, limit = 200): string => {
  const visible = text.replace(/[\p{Cc}\p{Cf}]+/gu, '?');
  return visible.length > limit ? `${visible.slice(0, limit)}...` : visible;
};
