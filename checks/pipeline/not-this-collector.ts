import { burstWords, sourceEvidence } from '../../src/findings/behind.ts';
import { movedSources } from '../../src/model/behind.ts';
import { defineCheck } from '../../src/model/check.ts';
import { isFound } from '../../src/model/read-back.ts';
import { sampleHops, sampleReadBack, sampleSource } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'pipeline/not-this-collector',
  title: 'The metrics are those of another Collector',
  severity: 'warning',
  why: `What was sent was accepted, and the counters of the Collector whose metrics were read did not move. Somebody else took it:
another replica behind the same address, another Collector, or a backend that takes OTLP itself.

Name the metrics of every replica (\`--collector URL --collector URL\`), or those of the Collector that really answers at the endpoint.`,
  advice: { title: 'Name the right Collector', text: 'otel-doctor --collector http://HOST:8888' },
  needs: ['hops'],
  uses: ['readBack'],
  example: {
    hops: sampleHops([sampleSource({ movedAfterMs: null, hops: [] })]),
    readBack: sampleReadBack({ foundAfterMs: null }),
  },
  run: ({ hops, readBack }) => {
    const [burst] = hops.bursts;
    const read = hops.sources.filter(({ state }) => state === 'read');
    const [first] = read;
    if (burst === undefined || first === undefined) return undefined;
    if (movedSources(hops).length > 0 || hops.bursts.some(({ taken }) => !taken)) return undefined;
    const named = read.some((source) => source.named);
    if (!named && readBack !== undefined && isFound(readBack)) return undefined;
    return {
      summary: `${burstWords(burst)} were accepted, and the counters of the Collector at ${first.url} did not move`,
      explanation:
        'Another one took them: another replica behind the same address, another Collector, or a backend that takes OTLP itself.',
      evidence: read.map(sourceEvidence),
      fixes: [
        {
          title: 'Name the metrics of the Collector that answers, or of all its replicas',
          text: 'otel-doctor --collector http://FIRST:8888 --collector http://SECOND:8888',
        },
      ],
      ...(named ? {} : { severity: 'info' as const }),
    };
  },
});
