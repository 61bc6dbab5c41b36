import { fixesFor, sendTo } from '../../src/findings/change.ts';
import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import { failure, onOwnPort, place } from '../../src/model/reading.ts';
import { sampleAttempt, sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'protocol/json-unsupported',
  title: 'The receiver does not take OTLP as JSON',
  severity: 'error',
  why: `The exporter sends \`http/json\`, and this receiver takes protobuf only. In JavaScript the package
\`exporter-*-otlp-http\` sends JSON and \`exporter-*-otlp-proto\` sends protobuf, whatever the variable says.

Set \`OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\`, or use the exporter package for protobuf.`,
  advice: {
    title: 'Send protobuf',
    text: 'OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf; in JavaScript the package @opentelemetry/exporter-trace-otlp-proto.',
  },
  needs: ['target', 'send', 'survey'],
  uses: ['meaning'],
  explains: ['receiver/rejected-payload', 'receiver/delivery-failed', 'receiver/server-error'],
  example: {
    target: sampleTarget({ protocol: 'http/json' }),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(415, { reason: 'Unsupported Media Type' }) }),
    survey: { attempts: [sampleAttempt({ kind: 'protocol' })] },
  },
  run: ({ target, send, survey, meaning }) => {
    const failed = failure(send);
    if (target.protocol !== 'http/json' || failed?.http == null || failed.http.status < 400) return undefined;
    const own = onOwnPort(survey, target).filter((tried) => tried.secure === target.secure);
    const protobuf = own.filter(
      (tried) => tried.protocol === 'http/protobuf' && tried.accepted && tried.kind === 'protocol',
    );
    const json = own.some(
      (tried) => tried.protocol === 'http/json' && tried.kind === 'as-sent' && tried.accepted,
    );
    if (!isMeant(meaning, 'protocol/json-unsupported', !json && protobuf.length > 0)) return undefined;
    return {
      summary: `${place(target)} takes protobuf, not JSON`,
      explanation:
        protobuf.length > 0
          ? 'The receiver refuses the export as JSON, and accepts an empty one as protobuf on the same path.'
          : 'The receiver refuses the export as JSON; it takes protobuf only.',
      evidence: answeredEvidence(target, failed, meaning),
      fixes: [
        ...(protobuf.length > 0
          ? fixesFor(target, protobuf)
          : [{ title: 'Send protobuf', env: sendTo(target, { protocol: 'http/protobuf' }) }]),
        ...vendorFixes(meaning),
      ],
    };
  },
});
