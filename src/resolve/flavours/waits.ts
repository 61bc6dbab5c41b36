import type { ProgramFact } from '../../model/application.ts';
import type { Target } from '../../model/target.ts';
import type { Sdk } from '../sdks/sdk.ts';

/** A program that was recognised, and what it waits for with these settings. */
export const programFact = ({ flavour }: Sdk, targets: readonly Target[]): ProgramFact | null => {
  if (flavour === undefined || flavour.programs.length === 0) return null;
  const waiting = targets
    .flatMap(({ problems }) => problems)
    .find(({ code, detail }) => code === 'config/not-switched-on' && detail !== 'in-code');
  return {
    ...{ title: flavour.title, signals: flavour.signals, tells: flavour.tells !== null },
    waits:
      waiting === undefined
        ? null
        : {
            ...{ name: waiting.variable, example: waiting.repaired ?? '' },
            given: waiting.detail === 'wrong-value',
          },
  };
};
