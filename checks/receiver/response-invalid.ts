import { defineCheck } from '../../src/model/check.ts';
import { endpointEvidence, httpStatus, place } from '../../src/model/reading.ts';
import { healthyFacts, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

export default defineCheck({
  id: 'receiver/response-invalid',
  title: 'The receiver takes the data and answers against the protocol',
  severity: 'info',
  why: `The test item was taken, and the answer is not what OTLP prescribes: another content type than the request's, or another status
than 200. Exporters accept it. Some libraries log a warning at each export because they cannot read the answer.

Nothing has to be done.`,
  advice: {
    title: 'Leave it as it is',
    text: 'The data was taken; an answer by the specification comes from an up-to-date receiver.',
  },
  needs: ['target', 'send'],
  example: {
    target: sampleTarget(),
    send: {
      deliveries: healthyFacts().send.deliveries.map((delivery) => ({
        ...delivery,
        http: sampleHttp(200, { contentType: 'application/json', otlp: true }),
      })),
    },
  },
  run: ({ target, send }) => {
    const wanted = target.protocol === 'http/json' ? 'application/json' : 'application/x-protobuf';
    const odd = send.deliveries.find(
      ({ delivered, http }) =>
        delivered && http !== null && (http.contentType === null || !http.contentType.startsWith(wanted)),
    );
    if (odd?.http == null) return undefined;
    return {
      summary: `${place(target)} takes the data and answers with another content type`,
      explanation: `The answer should be ${wanted} and is ${odd.http.contentType ?? 'without a content type'}; the item was taken all the same.`,
      evidence: [
        endpointEvidence(target),
        { label: 'answer', value: httpStatus(odd.http) },
        { label: 'content type', value: odd.http.contentType ?? '(none)' },
      ],
      fixes: [],
    };
  },
});
