import type { Signal } from '../../model/signal.ts';
import type { SettingEffect } from '../../model/target.ts';

/** What an SDK makes of one header list. */
interface HeaderReading {
  /** Names in lower case; values as the bytes on the wire, one character each. */
  readonly headers: Readonly<Record<string, string>>;
  /** Why the list keeps the SDK from sending; null when it does not. */
  readonly failure: HeaderFailure | null;
}

interface HeaderFailure {
  readonly effect: Extract<SettingEffect, 'does-not-start' | 'sends-nothing'>;
  readonly detail: HeaderFault;
}

/** What can be wrong with an entry of a header list. */
type HeaderFault =
  | 'no-equals-sign'
  | 'no-name'
  | 'bad-percent-encoding'
  | 'invalid-name'
  | 'control-character'
  | 'not-ascii'
  | 'binary-name'
  | 'connection-header';

/** How an SDK reads a header list; `grpc` because metadata knows other limits than HTTP headers. Never throws. */
export type HeaderReader = (list: string, grpc: boolean, signal?: Signal) => HeaderReading;

/** One `name=value`, before the HTTP library has its say. */
export interface Entry {
  readonly name: string;
  readonly value: string;
}

/** What an SDK's parser makes of one entry: a header, nothing, or the end of the start. */
export type EntryReading = Entry | 'dropped' | HeaderFault;

/** RFC 9110, section 5.6.2. */
export const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** The bytes of a text in UTF-8, one character each, as Node's http module would send them. */
export const utf8Bytes = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => String.fromCharCode(byte)).join('');

/** Cuts an entry at its first `=`; null where there is none. */
export const cut = (entry: string): Entry | null => {
  const at = entry.indexOf('=');
  return at < 0 ? null : { name: entry.slice(0, at), value: entry.slice(at + 1) };
};

const failure = (effect: HeaderFailure['effect'], detail: HeaderFault): HeaderReading => ({
  headers: {},
  failure: { effect, detail },
});

/** How values of one name that differs in case only come together: HTTP libraries replace or join them. */
type Join = (before: string, after: string, grpc: boolean) => string;

/** Blanks around a value are no part of it on the wire: RFC 9110, section 5.5. */
const onWire = (value: string): string => value.replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, '');

/** What the HTTP or gRPC library says to a header: null to send it, `dropped`, or the fault that ends the export. */
export type Sender = (entry: Entry, grpc: boolean) => null | 'dropped' | HeaderFailure;

/**
 * A reader put together from its two halves: what the SDK makes of an entry, and what its HTTP or gRPC library makes
 * of the header.
 */
export const headerReader =
  (read: (entry: string) => EntryReading, send: Sender, join: Join = (_, after) => after): HeaderReader =>
  (list, grpc) => {
    const headers: Record<string, string> = Object.create(null) as Record<string, string>;
    const spelled = new Map<string, string>();
    let stop: HeaderFailure | null = null;
    const add = (entry: Entry): void => {
      const name = entry.name.toLowerCase();
      const before = headers[name];
      const again = before === undefined || (spelled.get(name) === entry.name && !grpc);
      headers[name] = again ? onWire(entry.value) : join(before, onWire(entry.value), grpc);
      spelled.set(name, entry.name);
    };
    for (const text of list.split(',')) {
      const entry = read(text);
      if (entry === 'dropped') continue;
      if (typeof entry === 'string') return failure('does-not-start', entry);
      const verdict = send(entry, grpc);
      if (verdict === 'dropped') continue;
      stop ??= verdict;
      add(entry);
    }
    return { headers: { ...headers }, failure: stop };
  };

/** Whether a value has what may not stand in a header line: control characters other than the tab. */
export const hasControl = (value: string): boolean =>
  [...value].some((character) => {
    const code = character.charCodeAt(0);
    return (code < 0x20 && code !== 0x09) || code === 0x7f;
  });

/** Headers that say what a request over HTTP is and how it is framed: an exporter knows them by itself. */
export const MESSAGE_HEADERS: readonly string[] = [
  'content-length',
  'transfer-encoding',
  'content-type',
  'content-encoding',
];

/** A value of gRPC metadata is printable ASCII (gRPC over HTTP/2, ASCII-Value): no client sends another one. */
export const beyondMetadata = (value: string): HeaderFailure | null => {
  if (/^[\x20-\x7e]*$/.test(value)) return null;
  return { effect: 'sends-nothing', detail: hasControl(value) ? 'control-character' : 'not-ascii' };
};
