import { fixesFor } from '../../src/findings/change.ts';
import { isGateway } from '../../src/findings/proxy-words.ts';
import { identifyServer } from '../../src/knowledge/servers.ts';
import { defineCheck } from '../../src/model/check.ts';
import type { Attempt, Delivery, PortFact, Speech, VendorFact } from '../../src/model/facts.ts';
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
import type { Target } from '../../src/model/target.ts';
import { sampleFailure, sampleHttp, sampleSpeech, sampleTarget } from '../../src/samples/facts.ts';

const isPage = (contentType: string | null | undefined): boolean =>
  contentType?.startsWith('text/html') === true;

/** What the answers look like; null when nothing says that it is something else than a receiver. */
const whoSaysYes = (contentType: string | null | undefined): string =>
  isPage(contentType) ? 'a web page' : 'a server that says yes to everything';

const answersGrpcInHttp = (target: Target, { http, grpc }: Delivery): boolean =>
  (!isHttp(target) && http !== null) || (grpc !== null && !isGrpcAnswer(grpc));

/** To a gRPC call; a gateway that reaches nobody says nothing of what is behind it. */
const speaksHttp1Alone = (target: Target, { http1, http2 }: Speech): boolean =>
  !isHttp(target) && http1 !== null && !http2 && !isGateway(http1);

const looksLike = (
  target: Target,
  failed: Delivery,
  port: PortFact,
  speech: Speech,
  attempts: readonly Attempt[],
): string | null => {
  const { http1, banner } = speech;
  const named = identifyServer(
    banner ?? port.plain.banner,
    failed.http?.body,
    http1?.body,
    speech.page?.body,
    ...attempts.map(({ http }) => http?.body),
  );
  if (named !== null) return named;
  if (banner !== null) return 'a server that speaks neither HTTP nor OTLP';
  const status = failed.http?.status ?? 0;
  // A redirect is told as one.
  if (status >= 300 && status < 400 && failed.http?.location) return null;
  if (status >= 200 && status < 300) return whoSaysYes(failed.http?.contentType);
  if (http1 !== null && http1.status === 200 && isPage(http1.contentType)) return 'a web server';
  if (speaksHttp1Alone(target, speech)) return 'a web server';
  if (answersGrpcInHttp(target, failed)) return 'a web server';
  if (isHttp(target) && speech.http2 && http1 === null) return 'another gRPC or HTTP/2 server';
  return null;
};

export default defineCheck({
  id: 'protocol/not-otlp',
  title: 'Something else than an OTLP receiver answers',
  severity: 'error',
  why: `The port is in use, by something that is no OTLP receiver: a web page, a user interface, a health or metrics endpoint, a
database. Some of them answer 200 to everything, so that exporters report success while nothing is stored.

Send to the receiver's own port: 4317 for gRPC, 4318 for HTTP. The ports 13133 (health), 8888 and 9090 (metrics), 16686 (Jaeger
UI), 9411 (Zipkin), 3000 (Grafana) and 55679 (zPages) take no OTLP; Prometheus itself takes metrics on 9090 below /api/v1/otlp since 3.0.`,
  advice: {
    title: 'Give the address of the receiver',
    text: 'Ports of user interfaces are not the ones of OTLP, which are 4317 and 4318 by default.',
  },
  needs: ['target', 'send', 'port', 'survey'],
  uses: ['vendor'],
  explains: [
    'protocol/path-not-found',
    'protocol/method-not-allowed',
    'receiver/rejected-payload',
    'receiver/delivery-failed',
  ],
  example: {
    target: sampleTarget({
      port: 3000,
      endpoint: 'http://localhost:3000',
      url: 'http://localhost:3000/v1/traces',
    }),
    send: sampleFailure({
      http: sampleHttp(200, { contentType: 'text/html', body: '<!doctype html><title>Shop</title>' }),
    }),
    port: {
      tls: null,
      plain: sampleSpeech({ http1: sampleHttp(200, { contentType: 'text/html' }) }),
      secure: null,
    },
    survey: { attempts: [] },
  },
  run: ({ target, send, port, survey, vendor }) => {
    const failed = failure(send);
    const speech = speechOf(port, target) ?? port.plain;
    if (failed === undefined || isElsewhere(target, failed, port, vendor)) return undefined;
    const own = onOwnPort(survey, target);
    if (speech.http1?.otlp || own.some(isReceiver)) return undefined;
    const what = foreignName(vendor) ?? looksLike(target, failed, port, speech, own);
    if (what === null) return undefined;
    const elsewhere = fixesFor(target, survey.attempts);
    return {
      summary: `${place(target)} is ${what}, not an OTLP receiver`,
      explanation: `What answers at ${place(target)} looks like ${what}; it does not take telemetry.`,
      evidence: [
        endpointEvidence(target),
        ...answerEvidence(failed),
        ...(speech.banner ? [{ label: 'greeting', value: speech.banner }] : []),
        ...(speech.http1 && !failed.http
          ? [
              {
                label: 'answer to GET',
                value: `${httpStatus(speech.http1)} ${speech.http1.contentType ?? ''}`.trim(),
              },
            ]
          : []),
      ],
      fixes:
        elsewhere.length > 0
          ? elsewhere
          : [
              ...(vendor?.instead ? [{ title: `What ${vendor.name} takes`, text: vendor.instead }] : []),
              {
                title: 'Send to the receiver',
                text: 'Set the endpoint to the host and port where your Collector or backend takes OTLP: by convention 4317 for gRPC and 4318 for HTTP.',
              },
            ],
    };
  },
});

/** A product that takes no OTLP at all, by its documentation. */
const foreignName = (vendor: VendorFact | undefined): string | null =>
  vendor?.instead === undefined ? null : vendor.name;

/** Where a receiver refused, or no encryption was reached, nothing is said of what is there. */
const isElsewhere = (
  target: Target,
  failed: Delivery,
  port: PortFact,
  vendor: VendorFact | undefined,
): boolean =>
  (failed.reach === 'routed' && foreignName(vendor) === null) || (target.secure && port.tls === null);

const isReceiver = (tried: Attempt): boolean =>
  tried.kind !== 'nonsense' && looksOtlp(tried) && !isGuard(tried);

/** A login in front of everything says nothing of what is behind it. */
const isGuard = ({ http }: Attempt): boolean => http !== null && !http.otlp;
