import { countOf, orphanEvidence, spanNames, sumOf } from '../../src/findings/telemetry-reading.ts';
import { defineCheck } from '../../src/model/check.ts';
import { sampleLifecycle, sampleOrphans } from '../../src/samples/telemetry.ts';

export default defineCheck({
  id: 'telemetry/parent-missing',
  title: 'The caller of a trace never arrives',
  severity: 'warning',
  why: `Spans name a parent in another service, and that parent never arrives: the trace shows without its beginning. The trace context
did come through, so propagation works. Either the caller sends its spans to another place, or drops them (a sampler of its
own, a crash, a failed export), or it is nobody of yours: a browser, a gateway, a load balancer or another team that begins
the trace.

Have the caller send to the same place, or leave it as it is when the caller is outside.`,
  advice: {
    title: 'Have the caller send to the same place',
    text: 'Or leave it where the caller is outside, such as a browser.',
  },
  needs: ['service', 'lifecycle'],
  example: { lifecycle: sampleLifecycle({ orphans: [sampleOrphans()] }) },
  run: ({ service, lifecycle }) => {
    const groups = lifecycle.orphans.filter(({ remote }) => remote).sort((a, b) => b.count - a.count);
    const [first] = groups;
    if (first === undefined) return undefined;
    const total = sumOf(groups);
    const othersSeen = groups.some((group) => group.othersSeen);
    return {
      summary: `${countOf(total, 'span')} of ${service.label} ${total === 1 ? 'names a caller that never arrives' : 'name callers that never arrive'}`,
      explanation: `Whoever called ${spanNames(groups.map(({ sample }) => sample))} passed a trace context on, and its own span is not here. ${
        othersSeen
          ? 'Spans of other services arrived in the same traces, but not this one: the caller drops it, has not ended it, or does not send here.'
          : 'No other service arrived in these traces: the caller sends somewhere else, does not record its spans, or is outside, such as a browser, a gateway or another team.'
      }`,
      evidence: orphanEvidence(lifecycle, groups, 'missing parent'),
      fixes: [
        {
          title: 'Have the caller send its spans here too',
          text: 'Look at the caller: the same endpoint, the same sampler (parentbased in every service, decided once at the beginning), and a shutdown that sends what is waiting.',
        },
        {
          title: 'Leave it, when the caller is not yours',
          text: 'A gateway or another team may begin the trace. To start a new one at your border, have the gateway remove the header traceparent.',
        },
      ],
    };
  },
});
