import type { Finding } from '../model/finding.ts';

/** A finding in other words; its fixes stay as they are. */
export const tellFinding = <F extends Finding>(finding: F, tell: (text: string) => string): F => ({
  ...finding,
  summary: tell(finding.summary),
  explanation: tell(finding.explanation),
  evidence: finding.evidence.map(({ label, value }) => ({ label: tell(label), value: tell(value) })),
});
