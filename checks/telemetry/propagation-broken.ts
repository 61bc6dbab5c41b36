import { brokenEdges, edgeEvidence, isSeen } from '../../src/findings/broken-edges.ts';
import { brokenText, joinFixes, samePropagators } from '../../src/findings/remedies/propagation.ts';
import { messageEvidence, messagesAbout } from '../../src/findings/telemetry-reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleBrokenCall, sampleEdge } from '../../src/samples/telemetry.ts';

export default defineCheck({
  id: 'telemetry/propagation-broken',
  title: 'A called service starts a trace of its own',
  severity: 'error',
  rank: 4,
  between: true,
  why: `One service called another, and the other began a new trace instead of continuing the one of its caller. A trace goes on only
when the caller adds its trace context to the request (the header \`traceparent\`) and the other side reads it. Instrumentation
libraries for clients and servers do both by themselves; code without them has to call \`inject\` and \`extract\`.

The evidence names the two spans. Who made them tells which side has to change: a library's client span means that the
context was sent, a library's server span means that it was looked for.`,
  advice: {
    title: 'Let the headers through',
    text: 'Forward traceparent as it comes, and no empty header of a trace.',
  },
  needs: ['service', 'calls'],
  uses: ['messages', 'application'],
  example: { calls: { edges: [sampleEdge({ joined: 0, broken: 3, samples: [sampleBrokenCall()] })] } },
  run: ({ service, calls, messages, application }) => {
    const edges = brokenEdges(calls.edges);
    const [worst] = edges;
    if (worst === undefined) return undefined;
    const others = edges.length === 1 ? '' : `, and ${edges.length - 1} more of its calls break too`;
    // Times alone also agree where somebody unseen asks both services: only `run` knows who there is.
    const sure = edges.some((edge) => isSeen(edge) || (application !== undefined && edge.broken >= 2));
    const told = messagesAbout(messages, 'telemetry/propagation-broken');
    const said = told[0] ? ` The log of ${service.label} says so too: ${told[0].meaning}.` : '';
    return {
      summary: `The trace breaks between ${service.label} and ${worst.callee}${others}`,
      explanation: `${worst.callee} answers ${service.label} with traces of its own. ${brokenText(service.label, worst, worst.sample)}${said}`,
      evidence: [
        ...edges.flatMap((edge, index) => edgeEvidence(service.label, edge, index)),
        ...told.slice(0, 2).map(messageEvidence),
      ],
      fixes: [
        ...(told.length > 0 ? [samePropagators(worst)] : []),
        ...joinFixes(service.label, service.language, worst, worst.sample),
      ],
      ...(sure ? {} : { severity: 'warning', suspicion: true }),
    };
  },
});
