import {
  missingWith,
  postedOf,
  productName,
  signalFixes,
  switchedOff,
  takenBeside,
} from '../../src/findings/other-signals.ts';
import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import { failure, place } from '../../src/model/reading.ts';
import { isAnsweredAsNonsense } from '../../src/model/routes.ts';
import { sampleAttempt, sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const UNIMPLEMENTED = 12;

export default defineCheck({
  id: 'receiver/signal-not-enabled',
  title: 'The receiver does not take this signal',
  severity: 'error',
  why: `The receiver takes other signals on this port and has no route for this one: 404 over HTTP, UNIMPLEMENTED over gRPC. A Collector opens a
signal's route only when a pipeline of that signal uses the receiver; Jaeger and Tempo take traces only.

Add the receiver to a pipeline of this signal in the Collector (\`service.pipelines\`), or switch the exporter of the signal off
(\`OTEL_METRICS_EXPORTER=none\`, \`OTEL_LOGS_EXPORTER=none\`) when the backend does not take it.`,
  advice: {
    title: 'Add a pipeline for the signal, or do not send it',
    text: 'OTEL_METRICS_EXPORTER=none where no metrics are wanted.',
  },
  needs: ['target', 'send', 'survey'],
  uses: ['meaning', 'vendor'],
  explains: [
    'protocol/path-not-found',
    'protocol/service-unimplemented',
    'protocol/not-otlp',
    'protocol/method-not-allowed',
    'receiver/rejected-payload',
    'endpoint/path-wrong',
  ],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ http: sampleHttp(404, { reason: 'Not Found', body: '404 page not found' }) }),
    survey: { attempts: [sampleAttempt({ kind: 'signal', signal: 'metrics', path: '/v1/metrics' })] },
  },
  run: ({ target, send, survey, meaning, vendor }) => {
    const failed = failure(send);
    if (failed === undefined) return undefined;
    const off = switchedOff(target, failed, survey);
    if (off !== null) return off;
    const byStatus =
      failed.http?.status === 404 ||
      failed.grpc?.status === UNIMPLEMENTED ||
      isAnsweredAsNonsense(target, failed, survey);
    const taken = takenBeside(target, failed, send, survey);
    // Go's own 404 says nothing of signals: any port of a Collector answers so to a path that it has not.
    if (taken.length === 0 && /^404 page not found/.test(failed.http?.body ?? '')) return undefined;
    if (!isMeant(meaning, 'receiver/signal-not-enabled', byStatus && taken.length > 0)) return undefined;
    const product = productName(meaning, vendor, 'receiver/signal-not-enabled');
    const who = product ?? 'The receiver';
    const signals = [...new Set(taken.map(({ signal }) => signal))].join(' and ') || 'other signals';
    const missing = missingWith(failed, send);
    const lacks = missing.join(' and no ');
    return {
      summary: `${who} takes ${signals}, but no ${lacks}`,
      explanation: `${place(target)} accepts ${signals} and has no route for ${missing.join(' and ')}${product === null && failed.http?.status === 404 ? ': no pipeline of that signal uses this receiver' : ''}.`,
      evidence: [
        ...answeredEvidence(target, failed, meaning),
        ...postedOf(target, missing),
        ...taken.map(({ evidence }) => evidence),
      ],
      fixes: [...signalFixes(failed, missing, send, product), ...vendorFixes(meaning)],
    };
  },
});
