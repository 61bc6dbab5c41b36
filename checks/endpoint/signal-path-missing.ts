import { fixesFor } from '../../src/findings/change.ts';
import { appendRoute, lacksRouteSight } from '../../src/findings/posted-path.ts';
import { defineCheck } from '../../src/model/check.ts';
import {
  answerEvidence,
  endpointEvidence,
  failure,
  isHttp,
  isMissingRoute,
  missesReceiver,
  onOwnPort,
} from '../../src/model/reading.ts';
import { signalPath } from '../../src/model/signal.ts';
import { sampleAttempt, sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const WITHOUT_PATH = sampleTarget({
  endpoint: 'http://localhost:4318',
  endpointBy: { variable: 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', perSignal: true, byFlag: false },
  url: 'http://localhost:4318/',
  paths: { traces: '/' },
});

export default defineCheck({
  id: 'endpoint/signal-path-missing',
  title: 'The signal\u2019s own endpoint lacks the signal path',
  severity: 'error',
  why: `\`OTEL_EXPORTER_OTLP_TRACES_ENDPOINT\` (and its siblings for metrics and logs) is used exactly as it is: nothing is
appended. Without \`/v1/traces\` at its end the SDK posts to \`/\`, which a receiver answers with 404.

Append the path, or give the base URL in \`OTEL_EXPORTER_OTLP_ENDPOINT\`, to which the SDK appends it.`,
  advice: {
    title: 'Append the path of the signal',
    text: 'http://collector:4318/v1/traces where the endpoint is given in code or for one signal.',
  },
  needs: ['target', 'send'],
  uses: ['survey'],
  explains: ['endpoint/path-wrong', 'protocol/path-not-found'],
  example: {
    target: WITHOUT_PATH,
    send: sampleFailure({ http: sampleHttp(404, { reason: 'Not Found', body: '404 page not found' }) }),
    survey: { attempts: [sampleAttempt({ kind: 'path' })] },
  },
  also: [lacksRouteSight(WITHOUT_PATH)],
  run: ({ target, send, survey }) => {
    const failed = failure(send);
    if (!isHttp(target) || !target.endpointBy.perSignal || failed === undefined || !missesReceiver(failed))
      return undefined;
    const route = signalPath(failed.signal);
    const path = target.paths[failed.signal] ?? '/';
    if (path.replace(/(?<!\/)\/+$/, '').endsWith(route)) return undefined;
    const wanted = `${path.replace(/(?<!\/)\/+$/, '')}${route}`;
    const accepted = onOwnPort(survey, target).filter(
      (tried) => tried.kind === 'path' && tried.path === wanted,
    );
    const found = fixesFor(target, accepted);
    if (found.length === 0 && (path !== '/' || !isMissingRoute(failed))) return undefined;
    const variable = target.endpointBy.variable ?? '';
    return {
      summary: `${variable} is used as it is and lacks ${route}`,
      explanation: `The variable of a signal is not completed by the SDK: the spans are posted to ${path} instead of ${wanted}.`,
      evidence: [
        endpointEvidence(target),
        { label: 'posted to', value: target.url ?? '' },
        ...answerEvidence(failed),
      ],
      fixes: found.length > 0 ? found : [appendRoute(target, route)],
    };
  },
});
