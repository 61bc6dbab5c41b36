/** Keys whose values no secret stands in, and that a patch may change. */
export const VALUE_KEYS =
  /^(endpoint|(traces|metrics|logs|profiles)_endpoint|receivers?|processors?|exporters?|extensions?|connectors?|protocols?|grpc|http|tls|insecure|address|verbosity|loglevel|check_interval|timeout|(spike_)?limit_\w+|send_batch_\w+|queue_size|num_consumers|max_recv_msg_size_mib|include_metadata|level|enabled|compression|encoding|proxy_url|server_name_override|insecure_skip_verify|ca_file|cert_file|key_file)$/;

const PIPELINE = /^(traces|metrics|logs|profiles)(\/[\w.-]+)?$/;

const KEY_ALONE = /^\s*(?:- )?["']?[\w./-]{1,60}["']?:\s*$/;
const KEY_VALUE =
  /^\s*(?:- )?["']?([\w./-]{1,60})["']?:\s{1,40}([\w{}[\],:./"'$*-][\w\s{}[\],:./"'$*-]{0,199})$/;
const ITEM = /^\s*- [\w./-]{1,40}\s*$/;
/** Words; a secret is longer than any. */
const COMMENT = /\s#[\w\s.,:;()'"/=-]*$/;
const LONG_WORD = /[\w/+=-]{20}/;

const withoutComment = (line: string): string => {
  const [comment] = COMMENT.exec(line) ?? [];
  return comment === undefined || LONG_WORD.test(comment) ? line : line.slice(0, -comment.length);
};

const isHarmless = (line: string, inService: boolean): boolean => {
  const text = withoutComment(line.replace(/\r$/, ''));
  if (KEY_ALONE.test(text)) return true;
  const [, key, value = ''] = KEY_VALUE.exec(text) ?? [];
  if (key === undefined) return inService && ITEM.test(text);
  const inner = [...value.matchAll(/(?<![\w./-])([\w./-]+)["']?\s{0,40}:(?=\s|$)/g)].every(([, name = '']) =>
    VALUE_KEYS.test(name),
  );
  return inner && (VALUE_KEYS.test(key) || value.startsWith('{') || (inService && PIPELINE.test(key)));
};

/** The lines of a configuration that a patch may show, by their numbers in the file. */
export const harmlessLines = (
  text: string,
  firstLine: number,
  indent: string,
): Readonly<Record<number, string>> => {
  const lines: Record<number, string> = {};
  let inService = false;
  const all = text.split('\n');
  // A last line without an end takes another form of patch.
  if (firstLine === 1) all.pop();
  for (const [index, line] of all.entries()) {
    if (/^[A-Za-z]/.test(line)) inService = /^service\s*:/.test(line);
    if (isHarmless(line, inService)) lines[firstLine + index] = `${indent}${line}`;
  }
  return lines;
};
