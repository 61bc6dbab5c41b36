import { fixesFor } from '../../src/findings/change.ts';
import { routeFixes } from '../../src/findings/proxy-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { Fix } from '../../src/model/finding.ts';
import {
  answerEvidence,
  endpointEvidence,
  failure,
  isGrpcAnswer,
  onOwnPort,
  place,
} from '../../src/model/reading.ts';
import { sampleAttempt, sampleFailure, sampleGrpc, sampleGrpcTarget } from '../../src/samples/facts.ts';

const UNIMPLEMENTED = 12;

const OTLP_PORT: Fix = {
  title: 'Send to the OTLP port',
  text: 'Set the endpoint to the port on which the receiver takes OTLP over gRPC, by convention 4317.',
};

export default defineCheck({
  id: 'protocol/service-unimplemented',
  title: 'The gRPC server has no OTLP service',
  severity: 'error',
  why: `A gRPC server answers, and it does not know the OTLP services: another application's port, Jaeger's own port 14250, a proxy
without a route for \`opentelemetry.proto.collector\`.

Send to the port on which the receiver takes OTLP over gRPC, by convention 4317.`,
  advice: {
    title: 'Send to the port that takes OTLP over gRPC',
    text: 'By convention that is 4317; a proxy needs a route for opentelemetry.proto.collector.',
  },
  needs: ['target', 'send', 'survey'],
  example: {
    target: sampleGrpcTarget(),
    send: sampleFailure({
      grpc: sampleGrpc(UNIMPLEMENTED, 'unknown service opentelemetry.proto.collector.trace.v1.TraceService'),
    }),
    survey: {
      attempts: [
        sampleAttempt({
          kind: 'signal',
          signal: 'logs',
          protocol: 'grpc',
          port: 4317,
          accepted: false,
          grpc: sampleGrpc(UNIMPLEMENTED),
        }),
      ],
    },
  },
  run: ({ target, send, survey }) => {
    const failed = failure(send);
    if (failed?.grpc?.status !== UNIMPLEMENTED || !isGrpcAnswer(failed.grpc)) return undefined;
    const own = onOwnPort(survey, target).filter(({ kind }) => kind === 'signal');
    if (own.some(({ accepted }) => accepted)) return undefined;
    const elsewhere = fixesFor(target, survey.attempts);
    return {
      summary: `${place(target)} is a gRPC server without the OTLP services`,
      explanation: `The gRPC server at ${place(target)} knows none of the OTLP export services.`,
      evidence: [endpointEvidence(target), ...answerEvidence(failed)],
      fixes: elsewhere.length > 0 ? elsewhere : routeFixes(failed, [OTLP_PORT]),
    };
  },
});
