import type { ExplainOptions } from '../explain/explain.ts';
import type { Input } from '../explain/lines.ts';
import { explainServices } from '../explain/services.ts';
import type { Explanation } from '../model/explanation.ts';
import { asSeen, judgeCases, rank } from './judge.ts';

/** Explains a text with the checks that judge live runs. Pure. */
export const explainText = (
  input: Input,
  options: Omit<ExplainOptions, 'judge'>,
): { readonly explanation: Explanation; readonly secretValues: readonly string[] } => {
  const { checks } = options;
  const onTheWay = checks.filter(({ id }) => !/^(?:telemetry|backend)\//.test(id));
  return explainServices(input, {
    ...options,
    judge: (facts) => {
      const { outcomes } = judgeCases({ checks: onTheWay, cases: [{ id: 't', facts: asSeen(facts) }] });
      return rank(
        outcomes.flatMap(({ findings }) => findings),
        { checks: onTheWay },
      ).findings;
    },
  });
};
