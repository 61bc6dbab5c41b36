import { SIGNALS, type Signal } from '../model/signal.ts';
import type { Reading } from './reading.ts';
import type { ToldClue } from './told.ts';

/** How exporters, their files and the Collector name a signal. */
const NAMES: Readonly<Record<Signal, RegExp>> = {
  traces:
    /\btraces?\b(?!back)|\bspans?\b|\/v1\/traces|trace_?exporter|span_?exporter|TraceService|otlptrace|trace-otlp/i,
  metrics: /\bmetrics?\b|\/v1\/metrics|metrics?_?exporter|MetricsService|otlpmetric|metrics-otlp/i,
  logs: /(?<!in )\blogs\b(?! (?:line|file|level))|log records?\b|\/v1\/logs|(?<!blob_)logs?_?(?:record_?)?exporter|LogsService|otlplog|logs-otlp/i,
};

const signalsIn = (text: string): readonly Signal[] => SIGNALS.filter((signal) => NAMES[signal].test(text));

/** The line up to the end of the sentence of the fault: prose behind it speaks of other things. */
const sentenceOf = ({ line, end }: ToldClue): string => {
  const rest = line.text.slice(end - line.start);
  return line.text.slice(0, end - line.start) + rest.replace(/\. [A-Z].*$/s, '');
};

/** Lines below that belong to the error: frames of its stack. */
const framesOf = ({ said }: ToldClue): string =>
  said
    .split('\n')
    .slice(1)
    .filter((line) => /^\s{0,40}(?:#\d|at |File ")/.test(line))
    .join('\n');

/** The one signal whose export an error is about; undefined where it names none, or more than one. */
export const signalOf = (clue: ToldClue): Signal | undefined => {
  const sentence = sentenceOf(clue);
  const posted = /\/v1\/(traces|metrics|logs)\b/.exec(sentence)?.[1];
  if (posted !== undefined) return SIGNALS.find((signal) => signal === posted);
  const named = signalsIn(sentence);
  const [own, more] = named.length > 0 ? named : signalsIn(framesOf(clue));
  return more === undefined ? own : undefined;
};

/** Says of a signal that it gets through. */
const ARRIVES =
  /\b(traces|spans|metrics|logs)\b[^\n.]{0,60}?\b(?:works?|working|ok|okay|fine|arrives?|arriving|shows? up|show|appears?|visible|succeeds?|gets? through|(?:are|is) (?:in|there)\b)(?! not| nowhere)/gi;

const NOT = /\b(?:not|n't|no|never|don't|doesn't|stopped)\b/i;

/** Other signals than the one whose export is refused that get through, as a text says. */
export const arriving = ({ text }: Pick<Reading, 'text'>, own: Signal | undefined): readonly Signal[] =>
  own === undefined
    ? []
    : [
        ...new Set(
          [...text.matchAll(ARRIVES)].flatMap(([said, name = '']) =>
            NOT.test(said) ? [] : signalsIn(name).filter((signal) => signal !== own),
          ),
        ),
      ];
