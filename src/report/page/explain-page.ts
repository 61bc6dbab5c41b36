import { type AnyCheck, look } from '../../model/check.ts';
import { healthyFacts } from '../../samples/facts.ts';

/** The parts of the page of a finding code, for programs. */
export const pageJson = (check: AnyCheck): string => {
  const [found] = look(check, { ...healthyFacts(), ...check.example });
  const page = {
    schemaVersion: 1,
    code: check.id,
    aliases: check.aliases ?? [],
    title: check.title,
    severity: check.severity,
    why: check.why.trim(),
    needs: check.needs,
    explains: check.explains ?? [],
    example: found
      ? {
          summary: found.summary,
          explanation: found.explanation,
          evidence: found.evidence,
          fixes: found.fixes,
        }
      : null,
  };
  return `${JSON.stringify(page, null, 2)}\n`;
};
