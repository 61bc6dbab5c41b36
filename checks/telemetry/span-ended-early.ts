import {
  EARLY_SEVERITY,
  type EarlyEnd,
  earlyEvidence,
  earlyWords,
  judgeEarlyEnds,
  loggedWords,
} from '../../src/findings/early-end.ts';
import {
  KEEP_OPEN,
  LINK_BACKGROUND,
  NOT_FROM_FACTORY,
  remedyFixes,
} from '../../src/findings/remedies/lifecycle.ts';
import type { Remedy } from '../../src/findings/remedies/remedy.ts';
import { languageOf, messageEvidence, messagesChiefly } from '../../src/findings/telemetry-reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleEarlyEnd, sampleLifecycle } from '../../src/samples/telemetry.ts';

const CODE = 'telemetry/span-ended-early';

const REMEDIES: Readonly<Record<EarlyEnd, readonly Remedy[]>> = {
  closed: [NOT_FROM_FACTORY, KEEP_OPEN],
  unawaited: [KEEP_OPEN, LINK_BACKGROUND],
  background: [LINK_BACKGROUND, KEEP_OPEN],
};

export default defineCheck({
  id: 'telemetry/span-ended-early',
  title: 'A span ends before its work does',
  severity: 'error',
  rank: 7,
  why: `A span was closed while the work inside it went on, or before it began. Its duration is too short, and what is set on it afterwards
is lost. Common causes: a missing \`await\`, a block that is left before a callback runs, and a span that comes out of a
factory or an injected dependency which closes it before the handler gets it.

Keep the span open around the work itself. Work that nobody waits for gets a span of its own, with a link.`,
  advice: {
    title: 'Keep the span open around its work',
    text: 'End it when what it stands for is done, and not before.',
  },
  needs: ['lifecycle'],
  uses: ['messages', 'service'],
  example: { lifecycle: sampleLifecycle({ early: [sampleEarlyEnd()] }) },
  run: ({ lifecycle, messages, service }) => {
    const told = messagesChiefly(messages, CODE);
    const groups = judgeEarlyEnds(lifecycle.early);
    const [worst] = groups;
    const label = service?.label ?? 'the application';
    const end = told.length > 0 && worst?.end !== 'closed' ? 'unawaited' : worst?.end;
    if (end === undefined) return undefined;
    const logged = loggedWords(told, label);
    const words =
      worst === undefined || (told.length > 0 && worst.end !== 'closed') ? logged : earlyWords(worst, label);
    return {
      ...words,
      evidence: [...told.slice(0, 3).map(messageEvidence), ...groups.slice(0, 3).flatMap(earlyEvidence)],
      fixes: remedyFixes(languageOf(service, told), ...REMEDIES[end]),
      severity: told.length > 0 ? 'error' : EARLY_SEVERITY[end],
    };
  },
});
