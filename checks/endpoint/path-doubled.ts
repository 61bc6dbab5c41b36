import { doubled, doubledSight, endsInRoute } from '../../src/findings/posted-path.ts';
import { defineCheck } from '../../src/model/check.ts';
import { answerEvidence, endpointEvidence, failure, missesReceiver } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const DOUBLED = sampleTarget({
  endpoint: 'http://localhost:4318/v1/traces',
  url: 'http://localhost:4318/v1/traces/v1/traces',
  basePath: '/v1/traces',
  paths: { traces: '/v1/traces/v1/traces' },
});

export default defineCheck({
  id: 'endpoint/path-doubled',
  title: 'The signal path is in the endpoint twice',
  severity: 'error',
  why: `SDKs append \`/v1/traces\` (or \`/v1/metrics\`, \`/v1/logs\`) to \`OTEL_EXPORTER_OTLP_ENDPOINT\`. When the variable ends in
that path already, they post to \`/v1/traces/v1/traces\`, which no receiver knows.

Give the base URL in the general variable, or the whole URL in the signal's own variable
(\`OTEL_EXPORTER_OTLP_TRACES_ENDPOINT\`), which is used as it is.`,
  advice: {
    title: 'Cut the path of the signal off the endpoint',
    text: 'Give the base URL, such as http://collector:4318; the path is appended.',
  },
  needs: ['target', 'send'],
  explains: ['endpoint/path-wrong', 'protocol/path-not-found'],
  example: {
    target: DOUBLED,
    send: sampleFailure({ http: sampleHttp(404, { reason: 'Not Found', body: '404 page not found' }) }),
  },
  also: [doubledSight(DOUBLED)],
  run: ({ target, send }) => {
    const failed = failure(send);
    if (!endsInRoute(target) || failed === undefined || !missesReceiver(failed)) return undefined;
    const { summary, posts, fix, variable, base, appended } = doubled(target, failed.signal);
    const own = variable.replace('OTLP_', `OTLP_${failed.signal.toUpperCase()}_`);
    return {
      summary,
      explanation: `${posts} the receiver does not know.`,
      evidence: [
        endpointEvidence(target),
        { label: 'posted to', value: target.url ?? '' },
        ...answerEvidence(failed),
      ],
      fixes: [
        fix,
        {
          title: 'Give the whole URL in the variable of the signal',
          env: { [variable]: null, [own]: `${base}${appended}` },
        },
      ],
    };
  },
});
