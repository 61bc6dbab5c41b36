import { MEANT_BY_ANSWERS } from '../knowledge/consequences.ts';
import type { MeaningFact } from '../model/backend.ts';
import type { CheckCode } from '../model/check-code.ts';
import type { Delivery } from '../model/facts.ts';
import type { Evidence, Fix } from '../model/finding.ts';
import { answerEvidence, endpointEvidence } from '../model/reading.ts';
import type { Target } from '../model/target.ts';

/**
 * Whether a failure is a check's: by what the backend means where that is known, else by the status. Some mean by 401
 * that a dataset header is missing, by 403 that the site is wrong.
 */
export const isMeant = (meaning: MeaningFact | undefined, code: CheckCode, byStatus: boolean): boolean => {
  if (!meaning?.verified || meaning.code === null || !MEANT_BY_ANSWERS.includes(meaning.code))
    return byStatus;
  return meaning.code === code;
};

/** The meaning as evidence, in the backend's name. */
const vendorEvidence = (meaning: MeaningFact | undefined): readonly Evidence[] =>
  meaning === undefined
    ? []
    : [
        {
          label: meaning.verified ? `at ${meaning.vendor}` : `at ${meaning.vendor}, possibly`,
          value: meaning.meaning,
        },
      ];

/** Where an export went, what was answered, and what the backend means by it. */
export const answeredEvidence = (
  target: Target,
  failed: Delivery,
  meaning: MeaningFact | undefined,
): readonly Evidence[] => [endpointEvidence(target), ...answerEvidence(failed), ...vendorEvidence(meaning)];

/** What the backend asks for, with its documentation. */
export const vendorFixes = (meaning: MeaningFact | undefined): readonly Fix[] =>
  meaning === undefined || meaning.advice === ''
    ? []
    : [{ title: `What ${meaning.vendor} asks for`, text: `${meaning.advice}\n${meaning.docs}` }];
