import { CLAUSES, type Clause } from '../knowledge/messages/way/index.ts';
import { telling } from './about.ts';
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

const COLLECTOR =
  /Exporting failed|exporterhelper|"otelcol\.|"kind": ?"exporter"|error exporting items|failed to make an HTTP request|collector server run|failed to build pipelines|cannot start pipelines|addrConn\.createTransport/;

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
