import { FACT_WORDS, type FactPlace } from '../../knowledge/facts.ts';
import { MESSAGES } from '../../knowledge/messages/index.ts';
import { type AnySight, look } from '../../model/check.ts';
import type { CheckCode } from '../../model/check-code.ts';
import type { FactId } from '../../model/facts.ts';
import type { Found } from '../../model/finding.ts';
import { exampleFacts } from './example.ts';

/** What is started to see a fault this way, the one that asks for most first. */
const HOW: readonly (readonly [FactPlace, string])[] = [
  ['files', '`otel-doctor scan` sees it in deployment files and configurations'],
  ['command', '`otel-doctor run` sees it at the command that it starts'],
  ['telemetry', '`otel-doctor listen` and `otel-doctor run` see it in what applications send'],
  ['log', '`otel-doctor run` reads it in the log of the command that it starts'],
  ['export', '`otel-doctor` sees it on the way to the receiver'],
  ['settings', '`otel-doctor` sees it in the settings, also with `--offline`'],
];

const needsOf = ({ needs }: AnySight): readonly FactId[] => needs;

/** How a fault is seen this way, as a sentence without its full stop. */
export const howSeen = (sight: AnySight): string => {
  const places = needsOf(sight).map((fact) => FACT_WORDS[fact].place);
  const how = HOW.find(([place]) => places.includes(place))?.[1] ?? '';
  const isRead = needsOf(sight).every((fact) => fact === 'target');
  return isRead ? `${how}; \`otel-doctor scan\` sees it in the settings that files give` : how;
};

/** What a sight says to its own example. */
export const exampleOf = (sight: AnySight): Found | undefined => look(sight, exampleFacts(sight))[0];

/** A message of a log that points to a check. */
export interface PointingMessage {
  readonly sdk: string;
  readonly meaning: string;
}

/** Messages of logs that point to a code, the same meaning of one SDK once. */
export const messagesFor = (code: CheckCode): readonly PointingMessage[] => {
  const seen = new Map<string, PointingMessage>();
  for (const { sdk, meaning, codes } of MESSAGES)
    if (codes.includes(code)) seen.set(`${sdk} ${meaning}`, { sdk, meaning });
  return [...seen.values()];
};

/** A sight as data, with what it says to its example. */
export const sightJson = (sight: AnySight): object => {
  const found = exampleOf(sight);
  return {
    seen: howSeen(sight).replaceAll('`', ''),
    needs: sight.needs,
    uses: sight.uses ?? [],
    example: found
      ? {
          summary: found.summary,
          explanation: found.explanation,
          evidence: found.evidence,
          fixes: found.fixes,
        }
      : null,
  };
};
