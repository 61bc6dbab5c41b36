import { fixesFor } from '../../src/findings/change.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { Delivery } from '../../src/model/facts.ts';
import {
  answerEvidence,
  endpointEvidence,
  httpStatus,
  place,
  postedEvidence,
} from '../../src/model/reading.ts';
import { sampleFailure, sampleHttp, sampleTarget } from '../../src/samples/facts.ts';

const isSuccess = (status: number | undefined): boolean =>
  status !== undefined && status >= 200 && status < 300;

/** Said yes to the item, and to a body that nobody can decode. */
const isCareless = ({ http, control }: Delivery): boolean =>
  http?.otlp === true && isSuccess(http.status) && isSuccess(control?.status) && !control?.partial?.rejected;

export default defineCheck({
  id: 'receiver/accepts-anything',
  title: 'The server says yes to anything',
  severity: 'error',
  why: `A success is only a claim. The server answers a body that nobody can decode as it answers the test item, so that it does not look into what
it gets: it takes another encoding only (a server for JSON that gets protobuf), or it is no receiver at all. Exporters report success,
and nothing is stored. Where the answer is in the encoding of the request it is a warning: a queue in front of a backend may
take everything and decode it later.

Send in the encoding that it documents, or to the receiver itself. It is switched off with \`--no-controls\`.`,
  advice: {
    title: 'Look whether the data is there',
    text: 'The answer is no proof. Send in the encoding that the server documents, or to the receiver itself.',
  },
  needs: ['target', 'send'],
  uses: ['survey'],
  explains: ['protocol/not-otlp', 'protocol/path-not-found'],
  example: {
    target: sampleTarget(),
    send: sampleFailure({
      http: sampleHttp(200, { contentType: 'application/json', otlp: true }),
      control: sampleHttp(200, { contentType: 'application/json', otlp: true }),
    }),
    survey: { attempts: [] },
  },
  run: ({ target, send, survey }) => {
    const careless = send.deliveries.find(isCareless);
    if (careless?.http == null || careless.control === undefined) return undefined;
    // What says yes on every path is told as what it is.
    const attempts = survey?.attempts ?? [];
    if (
      attempts.some(
        ({ kind, http }) =>
          kind === 'nonsense' && isSuccess(http?.status) && isSuccess(careless.http?.status),
      )
    )
      return undefined;
    const { delivered, signal } = careless;
    return {
      severity: delivered ? 'warning' : 'error',
      summary: `${place(target)} says yes to anything, so its yes to ${signal} means nothing`,
      explanation: `A body that cannot be decoded was answered with ${httpStatus(careless.control)}, as the test item was${delivered ? '; whether anything is stored is not known' : `, and in another encoding than ${target.protocol}: what is sent like this is not decoded`}.`,
      evidence: [
        endpointEvidence(target),
        postedEvidence(target, signal),
        ...answerEvidence(careless),
        { label: 'answer to a body that cannot be decoded', value: httpStatus(careless.control) },
      ],
      fixes: [
        ...(delivered ? [] : fixesFor(target, attempts)),
        {
          title: 'Look whether the data is there',
          text: 'Look into the backend for the service otel-doctor. Where it is missing, send in the encoding that the server documents (http/json or http/protobuf), or to the receiver itself.',
        },
      ],
    };
  },
});
