import { defineCheck } from '../../src/model/check.ts';
import {
  answerEvidence,
  endpointEvidence,
  failure,
  isHttp,
  missesReceiver,
} from '../../src/model/reading.ts';
import { signalPath } from '../../src/model/signal.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const ROUTE = /\/+v1\/(traces|metrics|logs)\/*$/;

export default defineCheck({
  id: 'endpoint/path-doubled',
  title: 'The signal path is in the endpoint twice',
  severity: 'error',
  why: `SDKs append \`/v1/traces\` (or \`/v1/metrics\`, \`/v1/logs\`) to \`OTEL_EXPORTER_OTLP_ENDPOINT\`. When the variable ends in
that path already, they post to \`/v1/traces/v1/traces\`, which no receiver knows.

Give the base URL in the general variable, or the whole URL in the signal's own variable
(\`OTEL_EXPORTER_OTLP_TRACES_ENDPOINT\`), which is used as it is.`,
  needs: ['target', 'send'],
  explains: ['endpoint/path-wrong', 'protocol/path-not-found'],
  example: {
    target: sampleTarget({
      endpoint: 'http://localhost:4318/v1/traces',
      url: 'http://localhost:4318/v1/traces/v1/traces',
      basePath: '/v1/traces',
      paths: { traces: '/v1/traces/v1/traces' },
    }),
    send: sampleFailure({ http: sampleHttp(404, { reason: 'Not Found', body: '404 page not found' }) }),
  },
  run: ({ target, send }) => {
    const failed = failure(send);
    if (!isHttp(target) || target.endpointBy.perSignal || !ROUTE.test(target.basePath)) return undefined;
    if (failed === undefined || !missesReceiver(failed)) return undefined;
    const general = target.endpointBy.variable ?? 'OTEL_EXPORTER_OTLP_ENDPOINT';
    const own = general.replace('OTLP_', `OTLP_${failed.signal.toUpperCase()}_`);
    const base = target.endpoint.trim().replace(ROUTE, '');
    const given = `/v1/${ROUTE.exec(target.basePath)?.[1]}`;
    const appended = signalPath(failed.signal);
    return {
      summary: `The endpoint already ends in ${given}, and the SDK appends ${given === appended ? 'it again' : appended}`,
      explanation: `${general} is a base URL to which the SDK appends ${appended}, so it posts to ${target.paths[failed.signal]}, which the receiver does not know.`,
      evidence: [
        endpointEvidence(target),
        { label: 'posted to', value: target.url ?? '' },
        ...answerEvidence(failed),
      ],
      fixes: [
        { title: 'Cut the signal path off the base URL', env: { [general]: base } },
        {
          title: 'Give the whole URL in the variable of the signal',
          env: { [general]: null, [own]: `${base}${appended}` },
        },
      ],
    };
  },
});
