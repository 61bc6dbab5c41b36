import { checks } from '../../checks/index.ts';
import { explainText } from '../../src/jobs/explain-text.ts';
import type { Judgement } from './rates.ts';

/** What the product makes of a text: the only place of the corpus that knows how it is asked. */
export const judge = (text: string): Judgement => {
  const { explanation } = explainText(text, { checks });
  return { first: explanation.causes[0]?.code ?? null, settled: explanation.verdict === 'found' };
};
