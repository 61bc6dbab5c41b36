import { type KnownMessage, MESSAGES } from './index.ts';
import { createPrefilter } from './prefilter.ts';

/** A known message found in a text. */
export interface Match {
  readonly message: KnownMessage;
  /** Named parts of the text; `secret` is never among them. */
  readonly captures: Readonly<Record<string, string>>;
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
  /** What has to be masked before the text is shown. */
  readonly secret: string | null;
}

/** Longer texts are cut before they are looked at. */
const LONGEST = 4_000;

/** Says that a text is about OTLP, so that common causes in it count. */
const OTLP =
  /(?:[:=]|\bport\W{1,3}) ?431[78]\b|\/v1\/(?:traces|metrics|logs)\b|otlp|open-?telemetry|\botel-?col|\botel\.(?:javaagent|exporter)|(?:Trace|Metrics|Logs)Service\b|(?:Span|Metric|LogRecord)Exporter/i;

/** Frames of a stack: instrumented calls of any kind have OpenTelemetry in theirs. */
const FRAMES = /(?:^|\\n)[ \t]{0,40}(?:at |File \\?")(?:[^\n\\]|\\(?!n))*/gm;

/** Frames of an exporter are about OTLP all the same. */
const EXPORTER_FRAME = /otlp|opentelemetry[./]exporter/i;

const isAboutOtlp = (text: string): boolean =>
  EXPORTER_FRAME.test(text) || (OTLP.test(text) && OTLP.test(text.replace(FRAMES, '')));

const candidates = createPrefilter(MESSAGES.map(({ literals }) => literals));

/**
 * Finds known messages in a line, or in a few lines joined by line breaks, in order of priority. Of two that claim the same part of
 * the text the first stands. Common causes (`connection refused`) count only where the text is about OTLP, where another message
 * in it wraps them, or with `inner`: below such a message, or in a text that was pasted for its telemetry.
 */
export const matchLine = (text: string, { inner = false } = {}): readonly Match[] => {
  const shown = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const found = candidates(shown.toLowerCase());
  if (found.length === 0) return [];
  const known = found.flatMap((index) => MESSAGES[index] ?? []);
  const own = claim(
    shown,
    known.filter((message) => !message.inner),
    [],
  );
  const takesInner = inner || own.some(({ message }) => message.wraps) || isAboutOtlp(shown);
  if (!takesInner) return own;
  return claim(
    shown,
    known.filter((message) => message.inner),
    own,
  );
};

/** The match that tells most: the first that does not merely wrap another; without one, the first that points somewhere. */
export const bestMatch = (matches: readonly Match[]): Match | undefined =>
  matches.find(({ message }) => !message.wraps) ??
  matches.find(({ message }) => message.codes.length > 0) ??
  matches[0];

const claim = (
  text: string,
  messages: readonly KnownMessage[],
  before: readonly Match[],
): readonly Match[] => {
  const matches = [...before];
  for (const message of messages) {
    const match = matchOne(text, message);
    if (match && !matches.some(({ start, end }) => match.start < end && start < match.end))
      matches.push(match);
  }
  return matches;
};

const matchOne = (text: string, message: KnownMessage): Match | undefined => {
  const found = message.pattern.exec(text);
  if (!found) return undefined;
  const { secret = null, ...groups } = found.groups ?? {};
  const captures = Object.fromEntries(
    Object.entries(groups).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  return { message, captures, start: found.index, end: found.index + found[0].length, secret };
};
