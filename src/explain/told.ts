import { CLAUSES, type Clause } from '../knowledge/messages/way/index.ts';
import type { Line, Place } from './reading.ts';
import { spoken } from './spoken.ts';

/** A clause that stands in the text, with the parts of it that belong to the fact. */
export interface ToldClue extends Place {
  readonly clause: Clause;
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly line: Line;
  /** The line and what goes on below it. */
  readonly said: string;
  /** Who says it: a Collector about what it sends, or an application. */
  readonly sayer: 'collector' | 'application';
}

/** Lines that are about telemetry whatever stands around them. */
const ABOUT =
  /otel|otlp|open-?telemetry|\bspans?\b|\btraces?\b|\bexport|431[78]\b|\/v1\/(?:traces|metrics|logs)|collector|rpc error|StatusCode\.|grpc|Exporting failed|TLS handshake error from|ServerHandshake|bogus greeting|Memory usage is above|Failed to connect to proxy/i;

/** Lines of other programs, or about other servers: what goes wrong there is not the way of telemetry. */
const FOREIGN =
  /\b(?:db|database|postgres\w{0,4}|mysql|mariadb|mongo\w{0,3}|redis|kafka|rabbitmq|amqp|elasticsearch|memcached|smtp|ldap|s3|jdbc|sql\w{0,7}|log(?:ged|ging)? ?in|login|user|payment|session)\b|:(?:5432|3306|6379|27017|9092|5672|1433|1521|11211|9200|2379|2181|25|587|389|22)\b/i;

const COLLECTOR =
  /Exporting failed|exporterhelper|"otelcol\.|"kind": ?"exporter"|error exporting items|failed to make an HTTP request|collector server run|failed to build pipelines|cannot start pipelines|addrConn\.createTransport/;

const GOES_ON =
  /^\s+\S|^\{"stack":|^Caused by|^Traceback|^During handling|^The above|^(?:Uncaught )?[\w$.]{0,120}(?:Error|Exception|Timeout)\b/;
const FAR = 60;
const FEW = 40;

/** Tells of each line whether it speaks of the way of telemetry: by itself, below one that does, or in a short text. */
const telling = (lines: readonly Line[]): readonly boolean[] => {
  const few = lines.length <= FEW;
  let since = Number.POSITIVE_INFINITY;
  return lines.map(({ text }) => {
    const about = ABOUT.test(text);
    since = about ? 0 : since + 1;
    if (about) return true;
    if (FOREIGN.test(text)) return false;
    return few || (since <= FAR && GOES_ON.test(text));
  });
};

const BELOW = 16;
const MOST_SAID = 3_000;

/** A line with the few below it, in which errors show what they hold. */
const goingOn = (lines: readonly Line[], at: number): string =>
  lines
    .slice(at, at + BELOW)
    .map(({ text }) => text)
    .join('\n')
    .slice(0, MOST_SAID);

/** What the errors of a text tell of the way to the receiver, nearest to the cause first. */
export const readTold = (lines: readonly Line[]): readonly ToldClue[] => {
  const told: ToldClue[] = [];
  const tells = telling(lines);
  const spokenLines = lines.map((line, at) => ({
    line,
    tells: tells[at] === true,
    said: spoken(line.text),
  }));
  for (const clause of CLAUSES) {
    for (const { line, said, tells } of spokenLines) {
      const found = tells || clause.own ? clause.pattern.exec(said) : null;
      if (!found) continue;
      told.push({
        clause,
        groups: found.groups ?? {},
        line,
        said: goingOn(lines, lines.indexOf(line)),
        start: line.start + found.index,
        end: line.start + found.index + found[0].length,
        sayer: COLLECTOR.test(line.text) ? 'collector' : 'application',
      });
      break;
    }
  }
  return told;
};
