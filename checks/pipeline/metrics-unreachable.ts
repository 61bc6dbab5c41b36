import type { CollectorSource } from '../../src/model/behind.ts';
import { defineCheck } from '../../src/model/check.ts';
import { isFound } from '../../src/model/read-back.ts';
import { sampleHops, sampleReadBack, sampleSource } from '../../src/samples/facts.ts';

const OPEN = `service:
  telemetry:
    metrics:
      level: normal
      readers:
        - pull: { exporter: { prometheus: { host: 0.0.0.0, port: 8888 } } }`;

const WHY: Readonly<Record<Exclude<CollectorSource['state'], 'read'>, string>> = {
  unreachable: 'nobody answers there',
  refused: 'the page is refused',
  'not-metrics': 'what is there is no page of metrics',
  'no-counters': "what is there are no metrics of a Collector's components",
};

export default defineCheck({
  id: 'pipeline/metrics-unreachable',
  title: 'The own metrics of the Collector cannot be read',
  severity: 'info',
  why: `What a Collector does with the data that it accepted is told by its own metrics alone. It serves them on port 8888 of
localhost unless it is told otherwise, so that they are not reached from another machine or container; at level \`none\` they are not served.

Open them in the configuration of the Collector for the time of the search:

\`\`\`yaml
${OPEN}
\`\`\`

Releases before 0.119 take \`address: 0.0.0.0:8888\` under \`metrics\` in place of \`readers\`. Or run otel-doctor where the Collector runs.`,
  advice: { title: 'Open the metrics', text: OPEN },
  needs: ['hops'],
  uses: ['readBack'],
  example: {
    hops: sampleHops([sampleSource({ state: 'unreachable', detail: 'ECONNREFUSED', hops: [] })]),
    readBack: sampleReadBack({ foundAfterMs: null }),
  },
  run: ({ hops: { sources }, readBack }) => {
    const [first] = sources;
    // What is found in the backend came through, whatever is between.
    if (readBack !== undefined && isFound(readBack) && sources.every(({ named }) => !named)) return undefined;
    if (first === undefined || sources.some(({ state }) => state === 'read')) return undefined;
    const why = first.state === 'read' ? '' : WHY[first.state];
    return {
      summary: `What the Collector does with the data is not known: its metrics cannot be read at ${first.url}`,
      explanation: `${why.charAt(0).toUpperCase()}${why.slice(1)}. A Collector serves its metrics on port 8888 of localhost, at another address where it is told so, and not at all at level none.`,
      evidence: sources.map(({ url, detail }) => ({ label: url, value: detail || 'no answer' })),
      fixes: [
        { title: 'Open the metrics in the configuration of the Collector', text: OPEN },
        {
          title: 'Say where they are',
          text: 'otel-doctor --collector http://HOST:PORT, or run it where the Collector runs.',
        },
      ],
    };
  },
});
