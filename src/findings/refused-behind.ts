import { type HopsFact, passedHops } from '../model/behind.ts';
import type { Found } from '../model/finding.ts';
import { burstWords, certaintyWords, hopEvidence, lastIn, sourceEvidence } from './behind.ts';

/** A Collector that refuses by its own counters what it is sent. */
export const refusedBehind = (hops: HopsFact): Found | undefined => {
  const passed = passedHops(hops);
  const refusing = lastIn(passed, 'processor', ['refused']);
  const receiving = lastIn(passed, 'receiver', ['refused', 'failed']);
  const [first] = refusing.length > 0 ? refusing : receiving;
  if (first === undefined) return undefined;
  const { source, burst, hop } = first;
  const byLimiter = hop.kind === 'processor' && hop.name.includes('memory_limiter');
  const who = byLimiter
    ? 'The memory limiter of the Collector'
    : `The ${hop.kind} ${hop.name} of the Collector`;
  const answers = hops.bursts.filter(({ answer }) => answer !== '');
  return {
    summary: `${who} refuses the ${burstWords(burst)}`,
    explanation: `${certaintyWords(source, burst)} ${byLimiter ? 'The Collector is above the soft limit of its memory limiter; what is refused is lost unless whoever sends it tries again long enough.' : 'What is behind the receiver does not take them, so that they are given back to whoever sent them.'}`,
    evidence: [
      ...[...refusing, ...receiving].map(hopEvidence),
      ...answers.map(({ answer }) => ({ label: 'answer', value: answer })),
      sourceEvidence(source),
    ],
    fixes: byLimiter
      ? [
          {
            title: 'Give the memory limiter room',
            text: 'Set limit_mib to four fifths of the memory that the Collector may use and spike_limit_mib to a fifth of that, and see in its log whether its exporters fail: what they cannot hand on stays in memory.',
          },
        ]
      : [
          {
            title: 'Look at what is behind the receiver',
            text: `See in the log of the Collector why the ${hop.kind} ${hop.name} refuses.`,
          },
        ],
  };
};
