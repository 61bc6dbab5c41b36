import type { AnyCheck } from '../model/check.ts';
import type { CheckCode } from '../model/check-code.ts';
import type { Cause, Explanation } from '../model/explanation.ts';
import type { TriedFix } from '../model/finding.ts';
import type { Input } from './lines.ts';
import { missingFrom, nextCommand } from './next.ts';
import { NOTES } from './notes.ts';
import { type Ranked, rankCauses } from './rank.ts';
import { readText } from './read-text.ts';
import type { Reading } from './reading.ts';
import { foundBy, resolveReading, settingHits, usableFixes } from './resolved.ts';
import { maskLines, quote } from './shown.ts';
import { readSituation } from './situation.ts';
import { together } from './together.ts';
import { readTold } from './told.ts';
import { senderEndpoint } from './transport.ts';
import { unsentHits } from './unsent.ts';
import { type Judge, type WayCause, wayCause } from './way.ts';

/** Causes that are told; more would help nobody. */
const MOST_CAUSES = 5;
const MOST_LINES = 4;
const MOST_SETTINGS = 50;

/** A few words for codes whose check is not here. */
const titleOf = (code: CheckCode, check: AnyCheck | undefined): string =>
  check?.title ??
  code
    .replace(/^.*\//, '')
    .replaceAll('-', ' ')
    .replace(/^./, (first) => first.toUpperCase());

/** Advice with the host of the text in place of the one in its examples. */
const adviceFor = (check: AnyCheck | undefined, reading: Reading): readonly TriedFix[] => {
  if (check?.advice === undefined) return [];
  const { title, text } = check.advice;
  const host = senderEndpoint(reading)?.host ?? '';
  const named = /^[a-z][a-z\d.-]*$/.test(host) ? text.replaceAll('//collector:', `//${host}:`) : text;
  return [{ title, text: named, proven: false }];
};

/** What is seen whatever the cause is: no connection, or no answer. */
const isSymptom = ({ clue: { clause, sayer }, joined }: WayCause): boolean =>
  !joined &&
  sayer === 'application' &&
  (['tcp', 'end', 'timeout'].includes(clause.told.layer) || clause.codes.length > 3);

/** What a connection that did not come about cannot have met. */
const BEHIND_CONNECTION = /^(?:tls|auth|receiver|protocol(?!\/wrong-port))\//;

/** A cause that the error rules out: where nothing was connected, nobody spoke. */
const isRuledOut = ({ clue: { clause } }: WayCause, { code }: Ranked): boolean =>
  clause.told.layer === 'tcp' && clause.told.outcome === 'refused' && BEHIND_CONNECTION.test(code);

/** Words alone settle nothing: a message or a setting that has one meaning does. */
const onlySuggested = (one: Ranked): Ranked =>
  one.confidence === 'high' && !one.certain ? { ...one, confidence: 'medium' } : one;

/** What the errors of the text tell stands first; what only its words suggest follows, and settles nothing beside it. */
const byWay = (way: WayCause | null, others: readonly Ranked[]): readonly Ranked[] => {
  if (way === null) {
    const divided = others.filter(({ confidence }) => confidence === 'high').length > 1;
    return others.map((one) => onlySuggested(divided ? { ...one, certain: false } : one));
  }
  const { clue, codes, settled, found } = way;
  const told = codes.map((code, index): Ranked => {
    const other = others.find((one) => one.code === code);
    const said = found.find((finding) => finding.code === code)?.summary ?? clue.clause.meaning;
    return {
      code,
      confidence: index > 0 ? 'low' : settled ? 'high' : 'medium',
      why: [said, ...(other?.why ?? [])],
      places: [clue, ...(other?.places ?? [])],
      certain: true,
    };
  });
  const [best] = others.filter((one) => !isRuledOut(way, one));
  if (best?.confidence === 'high' && !settled && isSymptom(way) && best.code !== codes[0])
    return [onlySuggested(best), ...told.slice(0, 3), ...others.slice(1, 3)].filter(
      ({ code }, index, all) => all.findIndex((one) => one.code === code) === index,
    );
  const rest = others
    .filter(({ code }) => !codes.includes(code))
    .map((one): Ranked => ({ ...one, confidence: 'low' }));
  return [...told.slice(0, settled ? 1 : 4), ...rest.slice(0, settled ? 1 : 3)];
};

const summaryOf = (causes: readonly Cause[], found: boolean): string => {
  const [first, second] = causes;
  if (!first) return 'Nothing in the text tells why telemetry is missing';
  if (found) return `${first.title}: ${first.why[0]?.replace(/\.$/, '') ?? first.code}`;
  return second
    ? `The text does not settle it; the likeliest are ${first.code} and ${second.code}`
    : `The text does not settle it; the likeliest is ${first.code}`;
};

/** The checks, and how facts are judged by them. */
export interface ExplainOptions {
  readonly checks: readonly AnyCheck[];
  readonly judge: Judge;
}

/** Tells what a pasted log or ticket says, with the secret values that no output may hold. Pure. */
export const explainReading = (
  input: Input,
  { checks, judge }: ExplainOptions,
): { readonly explanation: Explanation; readonly secretValues: readonly string[] } => {
  const reading = readText(input);
  const resolved = resolveReading(reading);
  const situation = readSituation(reading);
  const masked = maskLines(reading.lines);
  const checkOf = (code: CheckCode): AnyCheck | undefined => checks.find(({ id }) => id === code);
  const way = wayCause(reading, readTold(reading.lines), judge);
  const ranked = byWay(
    way,
    rankCauses(reading, situation, [
      ...settingHits(reading, resolved).map((hit) => ({
        ...hit,
        by: 'setting' as const,
        why: foundBy(checkOf(hit.code), resolved)?.summary ?? titleOf(hit.code, checkOf(hit.code)),
      })),
      ...unsentHits(reading, situation, judge),
    ]),
  );
  const toCause = ({ code, confidence, why, places }: Ranked): Cause => {
    const judged = way?.found.find((finding) => finding.code === code);
    const fixes = usableFixes(judged ?? foundBy(checkOf(code), resolved));
    return {
      code,
      title: titleOf(code, checkOf(code)),
      confidence,
      why: why.slice(0, 2).map((sentence) => `${sentence}.`),
      evidence: quote(places, reading.lines, masked, MOST_LINES),
      fixes: fixes.length > 0 ? fixes : adviceFor(checkOf(code), reading),
    };
  };
  const causes = ranked.slice(0, MOST_CAUSES).map(toCause);
  const found = causes[0]?.confidence === 'high';
  const notes = NOTES.flatMap(({ all, text }) => {
    const hit = together(...all)(reading);
    return hit ? [{ text: `${text}.`, evidence: quote(hit.places, reading.lines, masked, 2) }] : [];
  });
  const settings = reading.settings.slice(0, MOST_SETTINGS).map((clue) => {
    const [line] = quote([clue], reading.lines, masked, 1);
    const shown = line?.text.slice(line.marks[0]?.[0] ?? 0, line.marks[0]?.[1]) ?? '';
    return { name: clue.name, value: shown.replace(/^[^=:]*[=:]\s*/, ''), line: line?.line ?? 1 };
  });
  return {
    explanation: {
      schemaVersion: 1,
      verdict: found ? 'found' : 'inconclusive',
      summary: summaryOf(causes, found),
      causes,
      services: [],
      notes: notes.slice(0, 3),
      next: nextCommand(reading, causes[0]?.code),
      missing: found ? [] : missingFrom(reading),
      sdk: reading.sdk?.sdk ?? null,
      settings,
      cut: reading.cut,
    },
    secretValues: resolved.secretValues,
  };
};
