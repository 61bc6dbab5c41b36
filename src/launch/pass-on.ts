import type { Readable, Writable } from 'node:stream';

const NEWLINE = 10;

/** Longer lines are passed on in pieces, so that a line without end does not fill the memory. */
const MAX_LINE = 64 * 1024;

/** Puts the name of a command in front of each of its lines, for a terminal that several share. */
const withPrefix = (prefix: string): { take(chunk: Buffer): Buffer; rest(): Buffer } => {
  let open = Buffer.alloc(0);
  const lead = Buffer.from(prefix);
  const take = (chunk: Buffer): Buffer => {
    const all = Buffer.concat([open, chunk]);
    const lines: Buffer[] = [];
    let from = 0;
    for (let at = all.indexOf(NEWLINE); at >= 0; at = all.indexOf(NEWLINE, from)) {
      lines.push(lead, all.subarray(from, at + 1));
      from = at + 1;
    }
    open = Buffer.from(all.subarray(from));
    if (open.length > MAX_LINE) {
      lines.push(lead, open, Buffer.from('\n'));
      open = Buffer.alloc(0);
    }
    return Buffer.concat(lines);
  };
  const rest = (): Buffer => (open.length === 0 ? open : Buffer.concat([lead, open, Buffer.from('\n')]));
  return { take, rest };
};

/** What is being passed on from one stream. */
export interface Passing {
  /** Nothing is to come, or the stream rested for a while with nothing waiting to be taken. */
  isQuiet(): boolean;
  hasEnded(): boolean;
}

/** After this long without output, a stream that others than the command hold open counts as done. */
const REST_MS = 300;

/**
 * Passes every byte on and shows it to a listener. Reads no faster than it can write; when nobody takes the output any
 * more (a closed pipe) the command is to notice that as it would without us.
 */
export const passOn = (
  from: Readable,
  to: Writable,
  prefix: string | null,
  seen: (chunk: Buffer) => void,
): Passing => {
  const lines = prefix === null ? null : withPrefix(`${prefix} | `);
  let last = performance.now();
  let waiting = false;
  let ended = false;
  const end = (): void => {
    const rest = ended || lines === null ? null : lines.rest();
    if (rest !== null && rest.length > 0 && !to.destroyed) to.write(rest);
    ended = true;
    to.off('error', stop);
  };
  const stop = (): void => void from.destroy();
  to.on('error', stop);
  from.on('data', (chunk: Buffer) => {
    last = performance.now();
    seen(chunk);
    const bytes = lines === null ? chunk : lines.take(chunk);
    if (bytes.length === 0 || to.destroyed || to.write(bytes)) return;
    waiting = true;
    from.pause();
    to.once('drain', () => {
      waiting = false;
      from.resume();
    });
  });
  from.once('error', end).once('close', end).once('end', end);
  const flushed = (): boolean => to.destroyed || to.writableLength === 0;
  return {
    hasEnded: () => ended && flushed(),
    isQuiet: () => !waiting && flushed() && performance.now() - last > REST_MS,
  };
};
