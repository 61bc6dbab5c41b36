import { refusedBehind } from '../../src/findings/refused-behind.ts';
import { messageEvidence, messagesChiefly, sumOf, timesOf } from '../../src/findings/telemetry-reading.ts';
import { defineCheck, defineSight } from '../../src/model/check.ts';
import { sampleHop, sampleHops, sampleSource } from '../../src/samples/facts.ts';
import { sampleMessage } from '../../src/samples/telemetry.ts';

export default defineCheck({
  id: 'pipeline/spans-refused',
  title: 'The Collector refuses data because its memory is used up',
  severity: 'error',
  why: `The processor \`memory_limiter\` refuses data while the memory of the Collector is above its soft limit (\`limit_mib\` minus
\`spike_limit_mib\`). Whoever sends is told to try again later; an exporter does so for a while and then drops what it has.

Give the Collector more memory or a limit that fits what it has, send less, or find out why data stays in it: a next hop that fails
fills the sending queue.`,
  advice: {
    title: 'Give the Collector more memory, or less data',
    text: 'Raise limit_mib, or put the batch processor and sampling before.',
  },
  explains: ['receiver/unavailable', 'receiver/throttled', 'receiver/server-error'],
  needs: ['messages'],
  example: {
    messages: {
      messages: [
        sampleMessage({
          id: 'collector-memory',
          sdk: 'collector',
          codes: ['pipeline/spans-refused', 'pipeline/memory-limiter-misconfigured', 'receiver/unavailable'],
          meaning: 'The memory limiter of the Collector refuses data',
          text: 'data refused due to high memory usage',
          captures: {},
        }),
      ],
      lines: 120,
    },
  },
  also: [
    defineSight({
      needs: ['hops'],
      example: {
        hops: sampleHops([sampleSource({ hops: [sampleHop({ moved: { accepted: 0, refused: 37 } })] })], {
          taken: false,
          answer: 'HTTP 503 Service Unavailable',
        }),
      },
      run: ({ hops }) => refusedBehind(hops),
    }),
  ],
  run: ({ messages }) => {
    const told = messagesChiefly(messages, 'pipeline/spans-refused');
    if (told.length === 0) return undefined;
    return {
      summary: 'The memory limiter of the Collector refuses data',
      explanation: `The log says so ${timesOf(sumOf(told))}. The Collector is above the soft limit of its memory limiter; what is refused is lost unless whoever sends it tries again long enough.`,
      evidence: told.slice(0, 3).map(messageEvidence),
      fixes: [
        {
          title: 'Give the memory limiter room',
          text: 'Set limit_mib to four fifths of the memory that the Collector may use and spike_limit_mib to a fifth of that, and see in the log of the Collector whether its exporters fail: what they cannot hand on stays in memory.',
        },
      ],
    };
  },
});
