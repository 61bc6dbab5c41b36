import { fallbackSentence, fallbackSeverity } from '../../src/findings/fallback.ts';
import { FOLLOWS_FROM_FALLBACK } from '../../src/knowledge/consequences.ts';
import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence } from '../../src/model/reading.ts';
import { sampleTarget } from '../../src/samples/facts.ts';

const QUOTES =
  /^["'`\u201c\u201d\u2018\u2019]+|(?<!["'`\u201c\u201d\u2018\u2019])["'`\u201c\u201d\u2018\u2019]+$/g;

export default defineCheck({
  id: 'endpoint/quoted',
  title: 'The endpoint has quotes around it',
  severity: 'error',
  why: `The quotes are part of the value, so the exporter does not see a URL. It happens where nothing takes the quotes
off: a Compose \`environment:\` list (\`- NAME="value"\`), \`docker run --env-file\`, a Windows \`set NAME="value"\`, systemd
and Kubernetes manifests with quotes inside quotes.

Write the value without quotes.`,
  advice: {
    title: 'Write the endpoint without quotes',
    text: 'OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317',
  },
  needs: ['target'],
  uses: ['send'],
  explains: FOLLOWS_FROM_FALLBACK,
  example: {
    target: sampleTarget({
      endpoint: '"http://localhost:4318"',
      faults: ['quoted'],
      url: null,
      host: '',
      port: 0,
    }),
  },
  run: ({ target, send }) => {
    if (!target.faults.includes('quoted')) return undefined;
    const variable = target.endpointBy.variable ?? 'OTEL_EXPORTER_OTLP_ENDPOINT';
    const bare = target.endpoint.trim().replace(QUOTES, '').trim();
    return {
      severity: fallbackSeverity(target, send),
      summary: 'The endpoint has literal quotes around it',
      explanation: `The quotes belong to the value that the exporter reads, so it is no URL and nothing can be sent there.${fallbackSentence(target)}`,
      evidence: [endpointEvidence(target)],
      fixes: [{ title: 'Write the endpoint without quotes', env: { [variable]: bare } }],
    };
  },
});
