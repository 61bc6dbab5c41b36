import { defineCheck } from '../../src/model/check.ts';
import { answerEvidence, endpointEvidence, failure, onOwnPort, place } from '../../src/model/reading.ts';
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
  explains: ['protocol/path-not-found', 'protocol/service-unimplemented', 'protocol/not-otlp'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ http: sampleHttp(404, { reason: 'Not Found', body: '404 page not found' }) }),
    survey: { attempts: [sampleAttempt({ kind: 'signal', signal: 'metrics', path: '/v1/metrics' })] },
  },
  run: ({ target, send, survey }) => {
    const failed = failure(send);
    if (failed === undefined || (failed.http?.status !== 404 && failed.grpc?.status !== UNIMPLEMENTED))
      return undefined;
    const own = onOwnPort(survey, target).filter(
      ({ protocol, secure }) =>
        (protocol === 'grpc') === (target.protocol === 'grpc') && secure === target.secure,
    );
    const taken = own.filter(
      ({ kind, accepted, signal }) => kind === 'signal' && accepted && signal !== failed.signal,
    );
    if (taken.length === 0 || own.some(({ kind, accepted }) => kind === 'nonsense' && accepted))
      return undefined;
    const signals = [...new Set(taken.map(({ signal }) => signal))];
    const pipeline = `service:\n  pipelines:\n    ${failed.signal}:\n      receivers: [otlp]\n      exporters: [YOUR_EXPORTER]`;
    return {
      summary: `The receiver takes ${signals.join(' and ')}, but no ${failed.signal}`,
      explanation: `${place(target)} accepts ${signals.join(' and ')} and has no route for ${failed.signal}: no pipeline of that signal uses this receiver.`,
      evidence: [
        endpointEvidence(target),
        ...answerEvidence(failed),
        ...taken.map(({ path }) => ({ label: 'accepted', value: `an empty export to ${path}` })),
      ],
      fixes: [
        { title: `Add a ${failed.signal} pipeline to the Collector`, text: pipeline },
        ...(failed.signal === 'traces'
          ? []
          : [
              {
                title: `Switch the exporter of ${failed.signal} off`,
                env: { [`OTEL_${failed.signal.toUpperCase()}_EXPORTER`]: 'none' },
                unproven: 'it ends the error, and no data of this signal is sent any more',
              },
            ]),
      ],
    };
  },
});
