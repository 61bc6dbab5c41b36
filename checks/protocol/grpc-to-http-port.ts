import { fixesFor, JSON_THROUGH_COLLECTOR, sendTo } from '../../src/findings/change.ts';
import { conventionSight } from '../../src/findings/links/convention.ts';
import { portSight } from '../../src/findings/links/ports.ts';
import { defineCheck } from '../../src/model/check.ts';
import {
  answerEvidence,
  endpointEvidence,
  failure,
  httpStatus,
  isGrpcAnswer,
  isHttp,
  looksOtlp,
  onOwnPort,
  place,
  speechOf,
} from '../../src/model/reading.ts';
import { sampleAttempt, sampleFailure, sampleGrpcTarget } from '../../src/samples/facts.ts';
import { sampleSent } from '../../src/samples/sent.ts';

export default defineCheck({
  id: 'protocol/grpc-to-http-port',
  title: 'gRPC is sent to an OTLP/HTTP port',
  severity: 'error',
  why: `The exporter speaks gRPC (HTTP/2), and the port takes OTLP over HTTP/1.1. By convention 4317 is gRPC and 4318 is HTTP. Python, Java
and .NET speak gRPC unless told otherwise. Typical messages: *FRAME_SIZE_ERROR: 4740180*, *http2: frame too large*,
*error reading server preface*.

Set \`OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\`, or send to the gRPC port.`,
  advice: {
    title: 'Send gRPC to 4317, or HTTP to 4318',
    text: 'OTEL_EXPORTER_OTLP_PROTOCOL=grpc\nOTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317',
  },
  needs: ['target', 'send', 'port', 'survey'],
  example: {
    target: sampleGrpcTarget({ endpoint: 'http://localhost:4318', url: 'http://localhost:4318', port: 4318 }),
    send: sampleFailure({ reach: 'secured', error: { code: null, message: 'Protocol error' } }),
    survey: { attempts: [sampleAttempt({ kind: 'protocol' })] },
  },
  also: [portSight('grpc-to-http', sampleSent({ port: 4318 })), conventionSight('grpc')],
  run: ({ target, send, port, survey }) => {
    const failed = failure(send);
    const speech = speechOf(port, target);
    if (isHttp(target) || failed === undefined || !speech?.http1) return undefined;
    // An HTTP receiver with TLS speaks HTTP/2 as well, and answers a gRPC call as any web server does.
    if (speech.http2 && failed.http === null && (failed.grpc === null || isGrpcAnswer(failed.grpc)))
      return undefined;
    const overHttp = onOwnPort(survey, target).filter(
      ({ protocol, secure }) => protocol !== 'grpc' && secure === target.secure,
    );
    if (!speech.http1.otlp && !overHttp.some(looksOtlp)) return undefined;
    const taken = overHttp.filter(({ accepted, kind }) => accepted && kind === 'protocol');
    const jsonOnly = taken.length > 0 && taken.every(({ protocol }) => protocol === 'http/json');
    const accepted = fixesFor(target, survey.attempts);
    return {
      summary: `gRPC is sent to port ${target.port}, which speaks OTLP over HTTP/1.1`,
      explanation: `The exporter speaks gRPC; ${place(target)} takes OTLP over HTTP${speech.http2 ? ' and knows no gRPC' : '/1.1 and does not speak the HTTP/2 that gRPC needs'}.`,
      evidence: [
        endpointEvidence(target),
        {
          label: 'answer to HTTP/1.1',
          value: [httpStatus(speech.http1), speech.http1.body].filter(Boolean).join(': '),
        },
        ...answerEvidence(failed),
      ],
      // A receiver that wants a credential accepts nothing yet; the protocol is wrong all the same.
      fixes:
        accepted.length > 0
          ? [...accepted, ...(jsonOnly ? [JSON_THROUGH_COLLECTOR] : [])]
          : [
              {
                title: 'Send OTLP over HTTP to this port',
                env: sendTo(target, { protocol: 'http/protobuf' }),
              },
            ],
    };
  },
});
