import { bestMatch, type Match, matchLine } from '../../knowledge/messages/match.ts';
import type { MessagesFact } from '../../model/application.ts';
import { cleanLine } from '../../text/clean.ts';
import { createFollower, type Follower } from './blocks.ts';
import { createGroups } from './groups.ts';
import { createLineSplitter } from './lines.ts';

type Stream = 'stdout' | 'stderr';

/** Reads what an application writes and keeps what it says of its telemetry. */
export interface LogReader {
  take(chunk: Buffer | string, stream: Stream): void;
  /** No more is written. */
  end(): void;
  /** What was found so far; a traceback that is still being written ends here. */
  messages(): MessagesFact;
}

/** A message that wraps an inner one, while its lines come in. */
interface Open {
  readonly outer: Match;
  readonly text: string;
  readonly line: number;
  readonly follower: Follower;
  /** What the lines below tell, best first. */
  inner: { readonly match: Match; readonly text: string } | undefined;
}

/** Reads a log as it comes, in bounded memory. Secrets in what it keeps are masked. */
export const createLogReader = (): LogReader => {
  const groups = createGroups();
  const streams = { stdout: createStream('stdout', groups.add), stderr: createStream('stderr', groups.add) };
  return {
    take: (chunk, stream) => streams[stream].take(chunk),
    end: () => {
      streams.stdout.end();
      streams.stderr.end();
    },
    messages: () => {
      streams.stdout.close();
      streams.stderr.close();
      return { messages: groups.list(), lines: streams.stdout.lines() + streams.stderr.lines() };
    },
  };
};

const createStream = (stream: Stream, add: ReturnType<typeof createGroups>['add']) => {
  const splitter = createLineSplitter();
  let line = 0;
  let open: Open | undefined;
  let sourceLine = false;
  const close = (): void => {
    if (!open) return;
    const { outer, inner, text } = open;
    const together = inner ? `${text} ${inner.text.trim()}`.trimEnd() : text;
    add({
      match: inner?.match ?? outer,
      outer: inner ? outer : undefined,
      text: together,
      stream,
      line: open.line,
    });
    open = undefined;
  };
  const read = (raw: string): void => {
    line += 1;
    const text = sourceLine && /^\s/.test(raw) ? ' ' : cleanLine(raw);
    sourceLine = FRAME.test(text);
    if (open?.follower.follows(text)) {
      follow(open, text);
      return;
    }
    close();
    const matches = matchLine(text);
    const match = bestMatch(matches);
    if (!match) return;
    const outer = matches.find(({ message }) => message.wraps);
    const around = excerpt(text, match, outer);
    if (!outer) add({ match, outer, text: around, stream, line });
    else
      open = {
        outer,
        text: around,
        line,
        follower: createFollower(),
        inner: match === outer ? undefined : { match, text: '' },
      };
  };
  return {
    take: (chunk: Buffer | string): void => splitter.take(chunk).forEach(read),
    end: (): void => {
      splitter.end().forEach(read);
      close();
    },
    close,
    lines: (): number => line,
  };
};

/** Below such a line of a Python traceback stands a line of source code, which may quote a message. */
const FRAME = /^\s+File ".{1,500}", line \d+/;

/** A line below counts when it says more than the ones before: the most telling one stands, of equals the last. */
const follow = (open: Open, text: string): void => {
  const match = bestMatch(matchLine(text, { inner: true }).filter(({ message }) => !message.wraps));
  if (!match) return;
  const better = !open.inner || (open.inner.text !== '' && match.message === open.inner.match.message);
  if (better) open.inner = { match, text };
};

/** Room before a match for the logger's name and the beginning of the sentence. */
const BEFORE = 120;

/** The part of a long line that the match stands in. */
const excerpt = (text: string, match: Match, outer: Match | undefined): string => {
  const start = Math.min(match.start, outer?.start ?? match.start);
  return start > BEFORE * 2 ? `...${text.slice(start - BEFORE)}` : text;
};
