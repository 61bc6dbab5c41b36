import { isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import { answerEvidence, endpointEvidence, failure, onOwnPort, place } from '../../src/model/reading.ts';
import { sampleAttempt, sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

/** Receivers that also refuse an empty export, as MLflow does, say at least what they do not like. */
const OF_ENCODING =
  /content-encoding|unsupported (?:content )?encoding|decompress|(?:not|invalid|bad) (?:in )?gzip|incorrect header check/i;

/** 400 and 415 over HTTP; INVALID_ARGUMENT, UNIMPLEMENTED and INTERNAL over gRPC. */
const HTTP: readonly number[] = [400, 415, 500, 501];
const GRPC: readonly number[] = [3, 12, 13];

export default defineCheck({
  id: 'protocol/compression-unsupported',
  title: 'The receiver does not take compressed requests',
  severity: 'error',
  why: `The exporter compresses (with gzip, Python also with deflate), and the receiver (or a proxy in front of it) does not understand it,
although the specification asks receivers to take gzip. Without compression the same request is accepted.

Set \`OTEL_EXPORTER_OTLP_COMPRESSION=none\` (Rust and Python's gRPC exporter: unset the variable), or have the receiver accept gzip.`,
  advice: { title: 'Send without compression', text: 'OTEL_EXPORTER_OTLP_COMPRESSION=none' },
  needs: ['target', 'send', 'survey'],
  uses: ['meaning'],
  explains: [
    'receiver/rejected-payload',
    'receiver/server-error',
    'receiver/delivery-failed',
    'protocol/service-unimplemented',
  ],
  example: {
    target: sampleTarget({ compression: 'gzip' }),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(415, { reason: 'Unsupported Media Type' }) }),
    survey: { attempts: [sampleAttempt()] },
  },
  run: ({ target, send, survey, meaning }) => {
    const failed = failure(send);
    const { compression } = target;
    if (compression === 'none' || failed === undefined) return undefined;
    if (!HTTP.includes(failed.http?.status ?? -1) && !GRPC.includes(failed.grpc?.status ?? -1))
      return undefined;
    // The empty export as sent is not compressed.
    const plain = onOwnPort(survey, target).some(({ kind, accepted }) => kind === 'as-sent' && accepted);
    const said = OF_ENCODING.test(failed.http?.body ?? failed.grpc?.message ?? '');
    if (!isMeant(meaning, 'protocol/compression-unsupported', plain || said)) return undefined;
    const setting = target.settings.find(({ name }) => name === 'compression');
    const variable =
      setting &&
      'name' in setting.source &&
      setting.source.kind !== 'default' &&
      setting.source.kind !== 'flag'
        ? setting.source.name
        : 'OTEL_EXPORTER_OTLP_COMPRESSION';
    return {
      summary: `${place(target)} does not take ${compression}`,
      explanation: plain
        ? 'The receiver refuses the compressed export, and accepts an uncompressed one on the same route.'
        : 'The receiver refuses the compressed export, and speaks of its encoding.',
      evidence: [
        endpointEvidence(target),
        { label: 'compression', value: compression },
        ...answerEvidence(failed),
      ],
      fixes: [{ title: 'Send without compression', env: { [variable]: null } }, ...vendorFixes(meaning)],
    };
  },
});
