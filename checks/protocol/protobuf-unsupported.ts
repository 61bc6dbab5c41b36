import { fixesFor, JSON_THROUGH_COLLECTOR, sendTo } from '../../src/findings/change.ts';
import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import { failure, onOwnPort, place } from '../../src/model/reading.ts';
import { sampleAttempt, sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'protocol/protobuf-unsupported',
  title: 'The receiver takes OTLP as JSON only',
  severity: 'error',
  why: `The exporter sends protobuf, and this receiver reads JSON only: small receivers written for one purpose often do. JavaScript, PHP and C++
have \`http/json\`; Python, Go, Java and .NET have not.

Set \`OTEL_EXPORTER_OTLP_PROTOCOL=http/json\`, or send through a Collector whose exporter \`otlphttp\` has \`encoding: json\`.`,
  advice: {
    title: 'Send JSON',
    text: 'OTEL_EXPORTER_OTLP_PROTOCOL=http/json; where the SDK has none, a Collector with the exporter otlphttp and encoding: json.',
  },
  needs: ['target', 'send', 'survey'],
  uses: ['meaning'],
  explains: ['receiver/rejected-payload', 'receiver/delivery-failed', 'receiver/server-error'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(415, { reason: 'Unsupported Media Type' }) }),
    survey: { attempts: [sampleAttempt({ kind: 'protocol', protocol: 'http/json' })] },
  },
  run: ({ target, send, survey, meaning }) => {
    const failed = failure(send);
    if (target.protocol !== 'http/protobuf' || failed?.http == null || failed.http.status < 400)
      return undefined;
    const own = onOwnPort(survey, target).filter((tried) => tried.secure === target.secure);
    const json = own.filter(
      (tried) => tried.protocol === 'http/json' && tried.kind === 'protocol' && tried.accepted,
    );
    const protobuf = own.some((tried) => tried.kind === 'as-sent' && tried.accepted);
    if (!isMeant(meaning, 'protocol/protobuf-unsupported', !protobuf && json.length > 0)) return undefined;
    return {
      summary: `${place(target)} takes JSON, not protobuf`,
      explanation:
        'The receiver refuses the export as protobuf, and accepts an empty one as JSON on the same path.',
      evidence: answeredEvidence(target, failed, meaning),
      fixes: [
        ...(json.length > 0
          ? fixesFor(target, json)
          : [{ title: 'Send JSON', env: sendTo(target, { protocol: 'http/json' }) }]),
        JSON_THROUGH_COLLECTOR,
        ...vendorFixes(meaning),
      ],
    };
  },
});
