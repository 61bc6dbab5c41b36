import { fixesFor } from '../../src/model/change.ts';
import { defineCheck } from '../../src/model/check.ts';
import {
  answerEvidence,
  endpointEvidence,
  failure,
  httpStatus,
  isHttp,
  looksOtlp,
  onOwnPort,
  place,
  speechOf,
} from '../../src/model/reading.ts';
import {
  sampleAttempt,
  sampleFailure,
  sampleGrpcTarget,
  sampleHttp,
  sampleSpeech,
} from '../../src/model/samples.ts';

export default defineCheck({
  id: 'protocol/grpc-to-http-port',
  title: 'gRPC is sent to an OTLP/HTTP port',
  severity: 'error',
  why: `The exporter speaks gRPC (HTTP/2), and the port takes OTLP over HTTP/1.1. By convention 4317 is gRPC and 4318 is HTTP. Python, Java
and .NET speak gRPC unless told otherwise. Typical messages: *FRAME_SIZE_ERROR: 4740180*, *http2: frame too large*,
*error reading server preface*.

Set \`OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\`, or send to the gRPC port.`,
  needs: ['target', 'send', 'port', 'survey'],
  example: {
    target: sampleGrpcTarget({ endpoint: 'http://localhost:4318', url: 'http://localhost:4318', port: 4318 }),
    send: sampleFailure({ reach: 'secured', error: { code: null, message: 'Protocol error' } }),
    port: {
      tls: null,
      plain: sampleSpeech({
        http1: sampleHttp(405, { otlp: true, body: '405 method not allowed, supported: [POST]' }),
      }),
      secure: null,
    },
    survey: { attempts: [sampleAttempt({ kind: 'protocol' })] },
  },
  run: ({ target, send, port, survey }) => {
    const failed = failure(send);
    const speech = speechOf(port, target);
    if (isHttp(target) || failed === undefined || !speech?.http1 || speech.http2) return undefined;
    const overHttp = onOwnPort(survey, target).filter(
      ({ protocol, secure }) => protocol !== 'grpc' && secure === target.secure,
    );
    if (!speech.http1.otlp && !overHttp.some(looksOtlp)) return undefined;
    return {
      summary: `gRPC is sent to port ${target.port}, which speaks OTLP over HTTP/1.1`,
      explanation: `The exporter speaks gRPC, which needs HTTP/2; ${place(target)} answers HTTP/1.1 and takes OTLP over HTTP.`,
      evidence: [
        endpointEvidence(target),
        {
          label: 'answer to HTTP/1.1',
          value: [httpStatus(speech.http1), speech.http1.body].filter(Boolean).join(': '),
        },
        ...answerEvidence(failed),
      ],
      fixes: fixesFor(target, survey.attempts),
    };
  },
});
