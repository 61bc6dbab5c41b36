import { fixesFor, sendTo } from '../../src/findings/change.ts';
import { conventionSight } from '../../src/findings/links/convention.ts';
import { portSight } from '../../src/findings/links/ports.ts';
import { defineCheck } from '../../src/model/check.ts';
import {
  answerEvidence,
  endpointEvidence,
  failure,
  isHttp,
  looksOtlp,
  onOwnPort,
  place,
  speechOf,
} from '../../src/model/reading.ts';
import { sampleAttempt, sampleFailure, sampleSpeech, sampleTarget } from '../../src/samples/facts.ts';
import { sampleSent } from '../../src/samples/sent.ts';

export default defineCheck({
  id: 'protocol/http-to-grpc-port',
  title: 'OTLP over HTTP is sent to a gRPC port',
  severity: 'error',
  why: `The exporter posts over HTTP/1.1, and the port speaks gRPC (HTTP/2) only. By convention 4317 is gRPC and 4318 is HTTP. Go, JS, Ruby and the
Java agent 2.x use HTTP unless told otherwise. Typical messages: *Parse Error: Expected HTTP/*, *malformed HTTP
response "\\x00\\x00\\x06\\x04*, *socket hang up*.

Send to the HTTP port (4318), or set \`OTEL_EXPORTER_OTLP_PROTOCOL=grpc\`.`,
  advice: {
    title: 'Send HTTP to 4318, or gRPC to 4317',
    text: 'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\nOTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318',
  },
  needs: ['target', 'send', 'port', 'survey'],
  example: {
    target: sampleTarget({
      endpoint: 'http://localhost:4317',
      url: 'http://localhost:4317/v1/traces',
      port: 4317,
    }),
    send: sampleFailure({
      reach: 'secured',
      error: { code: 'HPE_INVALID_CONSTANT', message: 'Parse Error: Expected HTTP/' },
    }),
    port: { tls: null, plain: sampleSpeech({ http2: true, end: 'closed' }), secure: null },
    survey: { attempts: [sampleAttempt({ kind: 'protocol', protocol: 'grpc', port: 4317 })] },
  },
  also: [portSight('http-to-grpc', sampleSent({ protocol: 'http/protobuf' })), conventionSight('http')],
  run: ({ target, send, port, survey }) => {
    const failed = failure(send);
    const speech = speechOf(port, target);
    if (!isHttp(target) || failed === undefined || speech?.http2 !== true) return undefined;
    const overGrpc = onOwnPort(survey, target).filter(
      ({ protocol, secure }) => protocol === 'grpc' && secure === target.secure,
    );
    // A server that speaks both is answered by its HTTP side.
    if (
      failed.http !== null &&
      failed.reach === 'routed' &&
      failed.http.status !== 400 &&
      failed.http.status !== 415
    )
      return undefined;
    if (!overGrpc.some(looksOtlp)) return undefined;
    const accepted = fixesFor(target, survey.attempts);
    return {
      summary: `OTLP over HTTP is sent to port ${target.port}, which speaks gRPC`,
      explanation: `The exporter posts over HTTP/1.1; ${place(target)} answers with HTTP/2 frames and takes OTLP over gRPC.`,
      evidence: [
        endpointEvidence(target),
        { label: 'answer to the HTTP/2 preface', value: 'HTTP/2 SETTINGS frame' },
        ...answerEvidence(failed),
      ],
      // A receiver that wants a credential accepts nothing yet; the protocol is wrong all the same.
      fixes:
        accepted.length > 0
          ? accepted
          : [{ title: 'Send gRPC to this port', env: sendTo(target, { protocol: 'grpc' }) }],
    };
  },
});
