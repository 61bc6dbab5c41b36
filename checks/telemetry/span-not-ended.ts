import { END_ALWAYS, remedyFixes } from '../../src/findings/remedies/lifecycle.ts';
import { FLUSH_AT_EXIT } from '../../src/findings/remedies/silence-code.ts';
import {
  countOf,
  endOf,
  messageEvidence,
  messagesAbout,
  orphanEvidence,
  spanNames,
  sumOf,
} from '../../src/findings/telemetry-reading.ts';
import type { ApplicationFact } from '../../src/model/application.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleLifecycle, sampleOrphans, sampleSpan } from '../../src/samples/telemetry.ts';

/** A process that was cut off takes its open spans with it: then nothing is wrong with the code. */
const wasCutOff = (application: ApplicationFact | undefined): boolean =>
  application !== undefined && (application.stopped || application.signal !== null);

/** How the process ended, where that may be why. */
const endText = (application: ApplicationFact | undefined): string => {
  if (application === undefined) return '';
  if (wasCutOff(application))
    return ` ${application.name} ${endOf(application)}, which takes the spans that are open with it.`;
  const failed = application.exitCode !== null && application.exitCode !== 0;
  return failed ? ` ${application.name} ${endOf(application)}: spans that were open then are lost.` : '';
};

export default defineCheck({
  id: 'telemetry/span-not-ended',
  title: 'A span is never ended',
  severity: 'error',
  rank: 6,
  why: `A span is sent when it is ended. Its children arrived and it did not, although both are of the same process: its \`end\` was never
called. That happens when the end is skipped by an exception or an early return, when a generator is not read to its end, or
when it was forgotten. A process that is killed loses its open spans too.

End the span in a block that always runs.`,
  needs: ['service', 'lifecycle'],
  uses: ['application', 'messages'],
  example: {
    lifecycle: sampleLifecycle({
      orphans: [
        sampleOrphans({
          remote: false,
          sample: sampleSpan({ name: 'load order', kind: 'internal', scope: 'shop', library: false }),
        }),
      ],
    }),
  },
  run: ({ service, lifecycle, application, messages }) => {
    const groups = lifecycle.orphans.filter(({ remote }) => !remote).sort((a, b) => b.count - a.count);
    if (groups.length === 0) return undefined;
    const total = sumOf(groups);
    const names = spanNames(groups.map(({ sample }) => sample));
    return {
      summary: `${groups.length === 1 ? 'The span' : 'A span'} around ${names} is never ended in ${service.label}`,
      explanation: `${countOf(total, 'span')} of ${service.label} ${total === 1 ? 'has a parent' : 'have parents'} in the same process that never arrived: such a parent was started and not ended, or a filter takes it out.${endText(application)}`,
      evidence: [
        ...orphanEvidence(lifecycle, groups, 'parent never ended'),
        ...(['telemetry/span-not-ended', 'telemetry/parent-missing'] as const)
          .flatMap((code) => messagesAbout(messages, code))
          .slice(0, 2)
          .map(messageEvidence),
      ],
      fixes: remedyFixes(service.language, END_ALWAYS, ...(application ? [FLUSH_AT_EXIT] : [])),
      ...(wasCutOff(application) ? { severity: 'warning' } : {}),
    };
  },
});
