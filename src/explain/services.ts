import type { Explanation, ServiceExplanation } from '../model/explanation.ts';
import { type ExplainOptions, explainReading } from './explain.ts';
import { type Input, siftOf } from './lines.ts';
import type { Numbered, Sifted } from './sift.ts';

/** Names that are looked at, and services that are told apart; more would help nobody. */
const MOST_NAMES = 60;
const MOST_SERVICES = 8;
const CAUSES_EACH = 2;

/** Lines that go on with the one above, which tell no name where only some lines of a log have one. */
const GOES_ON = /^\s+\S|^Caused by|^Traceback|^[\w$.]{3,120}(?:Error|Exception)\b/;

/** The lines with whose they are: those below a line with a name belong to it. */
const owned = (lines: readonly Numbered[]): readonly Numbered[] => {
  let last: Numbered | undefined;
  return lines.map((line) => {
    const goesOn = line.origin === undefined && last?.origin !== undefined && line.number === last.number + 1;
    const own = goesOn && GOES_ON.test(line.text) ? { ...line, origin: last?.origin ?? '' } : line;
    last = own;
    return own;
  });
};

interface Told {
  readonly name: string;
  readonly explanation: Explanation;
}

/** What the lines of each name say, with the lines that are nobody's; where those alone say it, nothing. */
const eachService = (sifted: Sifted, options: ExplainOptions): readonly Told[] => {
  const lines = owned(sifted.lines);
  const names = [...new Set(lines.flatMap(({ origin }) => origin ?? []))];
  if (names.length < 2) return [];
  return names.slice(0, MOST_NAMES).flatMap((name) => {
    const own = lines.filter(({ origin }) => origin === undefined || origin === name);
    const { explanation } = explainReading({ ...sifted, lines: own }, options);
    const numbers = new Set(own.filter(({ origin }) => origin === name).map(({ number }) => number));
    const told = explanation.causes[0]?.evidence.some(({ line }) => numbers.has(line)) === true;
    return told ? [{ name, explanation }] : [];
  });
};

/** Services that say the same stand together. */
const together = (told: readonly Told[]): readonly ServiceExplanation[] => {
  const codes = [...new Set(told.map(({ explanation }) => explanation.causes[0]?.code))];
  return codes.flatMap((code) => {
    const alike = told.filter(({ explanation }) => explanation.causes[0]?.code === code);
    const [best] = alike.toSorted(bySettled);
    if (best === undefined) return [];
    const { verdict, causes } = best.explanation;
    return [{ names: alike.map(({ name }) => name), verdict, causes: causes.slice(0, CAUSES_EACH) }];
  });
};

const bySettled = (first: Told, second: Told): number =>
  Number(second.explanation.verdict === 'found') - Number(first.explanation.verdict === 'found');

const summaryOf = (services: readonly ServiceExplanation[]): string =>
  `The log has ${services.length} causes: ${services
    .map(({ names, causes }) => `${names.join(', ')} ${causes[0]?.code ?? ''}`)
    .join('; ')}`;

/** Explains a text, and each of its services by itself where they fail for reasons of their own. Pure. */
export const explainServices = (
  input: Input,
  options: ExplainOptions,
): { readonly explanation: Explanation; readonly secretValues: readonly string[] } => {
  const sifted = siftOf(input);
  const whole = explainReading(sifted, options);
  const told = eachService(sifted, options).slice(0, MOST_SERVICES);
  const services = together(told);
  const [first] = told.toSorted(bySettled);
  if (services.length < 2 || first === undefined) return whole;
  const { verdict, causes, notes, next, missing, sdk } = first.explanation;
  return {
    ...whole,
    explanation: {
      ...whole.explanation,
      ...{ verdict, causes, notes, next, missing, sdk },
      summary: summaryOf(services),
      services: services.toSorted(
        (one, other) => Number(other.names.includes(first.name)) - Number(one.names.includes(first.name)),
      ),
    },
  };
};
