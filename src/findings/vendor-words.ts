import { MEANT_BY_ANSWERS } from '../knowledge/consequences.ts';
import type { CheckCode } from '../model/check-code.ts';
import type { MeaningFact } from '../model/facts.ts';
import type { Evidence, Fix } from '../model/finding.ts';

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
export const vendorEvidence = (meaning: MeaningFact | undefined): readonly Evidence[] =>
  meaning === undefined
    ? []
    : [
        {
          label: meaning.verified ? `at ${meaning.vendor}` : `at ${meaning.vendor}, possibly`,
          value: meaning.meaning,
        },
      ];

/** What the backend asks for, with its documentation. */
export const vendorFixes = (meaning: MeaningFact | undefined): readonly Fix[] =>
  meaning === undefined || meaning.advice === ''
    ? []
    : [{ title: `What ${meaning.vendor} asks for`, text: `${meaning.advice}\n${meaning.docs}` }];
