import { decodeNumber } from '../knowledge/messages/numbers.ts';
import type { CheckCode } from '../model/check-code.ts';
import { isAboutTelemetry } from './about.ts';
import type { Confidence, Hit, MessageClue, Place, Reading } from './reading.ts';
import { possibleCauses, type Situation } from './situation.ts';

/** A cause with everything in the text that speaks for it. */
export interface Ranked {
  readonly code: CheckCode;
  readonly confidence: Confidence;
  readonly why: readonly string[];
  readonly places: readonly Place[];
  /** A message of one meaning, or a setting as its SDK reads it, says so; not words of the text alone. */
  readonly certain: boolean;
}

interface Vote {
  readonly code: CheckCode;
  readonly points: number;
  readonly by: 'situation' | 'message' | 'setting' | 'unsent';
  readonly why: string;
  readonly places: readonly Place[];
}

const POINTS: Readonly<Record<Confidence, number>> = { high: 90, medium: 60, low: 30 };

/** Codes that are what is seen when something else is the cause: a message alone never settles them. */
const SYMPTOM =
  /^(?:pipeline\/exporter-failing|telemetry\/(?!attribute)|network\/connection-refused|receiver\/unavailable)/;

const WEIGHT = { strong: 90, fair: 60, weak: 30 } as const;

const situationVotes = (reading: Reading, situation: Situation): readonly Vote[] =>
  possibleCauses(situation, reading.sdk?.sdk).map(({ code, weight, why, places }) => ({
    ...{ code, why, places, points: WEIGHT[weight], by: 'situation' },
  }));

const pointsOf = (clue: MessageClue, index: number, wrapped: boolean): number => {
  const { wraps, codes } = clue.match.message;
  if (wraps) return wrapped ? 8 : 30 - 4 * index;
  if (index > 0) return 34 - 5 * index;
  if (SYMPTOM.test(codes[0] ?? '')) return 45;
  return codes.length === 1 ? 82 : 50;
};

const LOCAL = /localhost|127\.0\.0\.1|::1/i;

const messageVotes = ({ messages, text }: Reading): readonly Vote[] => {
  const told = messages.some(({ match }) => !match.message.wraps && match.message.codes.length > 0);
  return messages.flatMap((clue) =>
    codesOf(clue, LOCAL.test(text)).map((code, index) => ({
      code,
      points: pointsOf(clue, index, told),
      by: 'message' as const,
      why: clue.match.message.meaning,
      places: [{ start: clue.start, end: clue.end }],
    })),
  );
};

/** Codes of a message; localhost is no cause where nothing names it. */
const codesOf = ({ match }: MessageClue, local: boolean): readonly CheckCode[] =>
  match.message.codes.slice(0, 4).filter((code) => local || code !== 'network/container-localhost');

const numberVotes = ({ lines }: Reading): readonly Vote[] =>
  lines.flatMap(({ text, start }) => {
    const decoded = decodeNumber(text);
    if (decoded === null) return [];
    return decoded.codes.slice(0, 2).map((code, index) => ({
      code,
      points: index === 0 ? 84 : 30,
      by: 'message' as const,
      why: `${decoded.meaning} (the bytes spell ${decoded.spells})`,
      places: [{ start, end: start + text.length }],
    }));
  });

const confidenceOf = (points: number): Confidence => {
  if (points >= 80) return 'high';
  return points >= 45 ? 'medium' : 'low';
};

/** A situation and a message that name the same cause support each other. */
const total = (votes: readonly Vote[]): number => {
  const best = (by: Vote['by']): number =>
    Math.max(0, ...votes.filter((vote) => vote.by === by).map(({ points }) => points));
  const [rule, message] = [Math.max(best('situation'), best('setting'), best('unsent')), best('message')];
  if (rule === 0 || message === 0) return rule + message;
  return Math.max(rule, message) + (rule >= 60 && message >= 45 ? 10 : 3);
};

const LEAST = 15;

/** A cause that the settings of a text show, or its files. */
export interface SeenHit extends Hit {
  readonly code: CheckCode;
  readonly confidence: Confidence;
  readonly why: string;
  /** How a setting is read, or what follows from settings and files before anything is sent. */
  readonly by: 'setting' | 'unsent';
}

const seenVote = ({ code, confidence, why, places, by }: SeenHit): Vote => ({
  code,
  points: POINTS[confidence] - 4,
  by,
  why,
  places,
});

/** Causes that the text speaks for, the likeliest first. */
export const rankCauses = (
  reading: Reading,
  situation: Situation,
  seen: readonly SeenHit[],
): readonly Ranked[] => {
  if (!isAboutTelemetry(reading.lines)) return [];
  const votes = new Map<CheckCode, Vote[]>();
  for (const vote of [
    ...situationVotes(reading, situation),
    ...seen.map(seenVote),
    ...numberVotes(reading),
    ...messageVotes(reading),
  ])
    votes.set(vote.code, [...(votes.get(vote.code) ?? []), vote]);
  return [...votes]
    .map(([code, own]) => ({
      code,
      points: total(own),
      own: [...own].sort((a, b) => b.points - a.points),
    }))
    .filter(({ points }) => points >= LEAST)
    .sort((a, b) => b.points - a.points)
    .filter(
      ({ own, points }, index, [first]) =>
        index === 0 || (first?.points ?? 0) < 80 || points >= 60 || own.some(({ by }) => by !== 'message'),
    )
    .map(({ code, points, own }) => ({
      code,
      confidence: confidenceOf(points),
      why: [...new Set(own.map(({ why }) => why))],
      places: own.flatMap(({ places }) => places),
      certain: own.some(({ by, points: own }) => (by === 'message' || by === 'setting') && own >= 80),
    }));
};
