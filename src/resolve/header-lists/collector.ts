import { percentDecode } from '../../text/percent.ts';
import { beyondMetadata, cut, hasControl, headerReader, type Sender, TOKEN, utf8Bytes } from './reading.ts';

/** golang.org/x/net/http/httpguts: names are tokens, values any bytes but control characters; net/http sends nothing else. */
const send: Sender = ({ name, value }, grpc) => {
  if (!TOKEN.test(name)) return { effect: 'sends-nothing', detail: 'invalid-name' };
  if (grpc) return beyondMetadata(value);
  return hasControl(value) ? { effect: 'sends-nothing', detail: 'control-character' } : null;
};

/** The headers of an exporter, told as a list of percent-encoded names and values: a mapping has no entry that is none. */
export const collectorHeaders = headerReader((text) => {
  const entry = cut(text);
  if (entry === null) return 'dropped';
  return { name: percentDecode(entry.name), value: utf8Bytes(percentDecode(entry.value)) };
}, send);
