import { answeringProxy, proxyEvidence } from '../../src/findings/proxy-words.ts';
import { answeredEvidence, isMeant, vendorFixes } from '../../src/findings/vendor-words.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { Delivery } from '../../src/model/facts.ts';
import { failure, place } from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const RESOURCE_EXHAUSTED = 8;

/** gRPC servers: `received message larger than max`; Go's HTTP servers, the Collector's too: 400 `request body too large`. */
const TOO_LARGE = /larger than max|request body too large/i;

const isTooLarge = ({ http, grpc }: Delivery): boolean =>
  http?.status === 413 ||
  (http?.status === 400 && TOO_LARGE.test(http.body)) ||
  (grpc?.status === RESOURCE_EXHAUSTED && TOO_LARGE.test(grpc.message));

export default defineCheck({
  id: 'receiver/payload-too-large',
  title: 'The receiver finds the request too large',
  severity: 'error',
  why: `The server answers 413 (gRPC: *received message larger than max*): the request is larger than it takes. The limit is often that of a proxy in front (nginx: 1 MB).

Raise the limit, or send smaller batches.`,
  advice: {
    title: 'Send less at once',
    text: 'Lower OTEL_BSP_MAX_EXPORT_BATCH_SIZE or send_batch_max_size, or raise max_recv_msg_size_mib of the receiver.',
  },
  needs: ['target', 'send'],
  uses: ['meaning'],
  explains: ['receiver/throttled', 'receiver/rejected-payload'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({ reach: 'routed', http: sampleHttp(413, { reason: 'Request Entity Too Large' }) }),
  },
  run: ({ target, send, meaning }) => {
    const failed = failure(send);
    if (failed === undefined) return undefined;
    const byStatus = isTooLarge(failed);
    // Its own words say more than what a backend means by the status.
    if (!byStatus && !isMeant(meaning, 'receiver/payload-too-large', false)) return undefined;
    const proxy = answeringProxy(failed);
    const own = proxy?.size ? `${proxy.size}\n` : '';
    return {
      summary: `${place(target)} refuses even a small export as too large`,
      explanation: `A test item of a few hundred bytes is too large for the server: its limit for request bodies is too small.`,
      evidence: [...answeredEvidence(target, failed, meaning), ...proxyEvidence(proxy)],
      fixes: [
        ...vendorFixes(meaning),
        {
          title: 'Raise the limit for request bodies',
          text: `${own}Raise the body limit of what stands in front of the receiver (nginx: client_max_body_size) or of the receiver itself (max_request_body_size), or send smaller batches (OTEL_BSP_MAX_EXPORT_BATCH_SIZE).`,
        },
      ],
    };
  },
});
