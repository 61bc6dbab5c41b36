import type { Told } from '../knowledge/messages/way/index.ts';
import { meaningFact, vendorFact } from '../knowledge/vendors/fact.ts';
import type { Delivery, FactTable } from '../model/facts.ts';
import { isLoopback } from '../model/loopback.ts';
import { failure } from '../model/reading.ts';
import type { Signal } from '../model/signal.ts';
import type { Target } from '../model/target.ts';
import { sampleFailure, sampleGrpc, sampleHttp, sampleSpeech, sampleTls } from '../samples/facts.ts';
import { grpcStatusIn, grpcWords, httpWords } from './answer-words.ts';
import { signalOf } from './other-signal.ts';
import type { ToldClue } from './told.ts';

/** Facts of one target as far as a text holds them; what is not among them is not known. */
export type KnownFacts = Partial<FactTable>;

const ERRNO: Readonly<Record<string, string>> = {
  refused: 'ECONNREFUSED',
  timeout: 'ETIMEDOUT',
  unreachable: 'ENETUNREACH',
  reset: 'ECONNRESET',
  failed: 'EIO',
};

const failed = (change: Partial<Delivery>): Pick<FactTable, 'send'> => ({
  send: sampleFailure({ traceId: null, ms: 0, ...change }),
});

type Say<L extends Told['layer']> = (
  told: Extract<Told, { layer: L }>,
  target: Target,
  clue: ToldClue,
) => KnownFacts;

const statusOf = ({ groups }: ToldClue): number =>
  Number(groups['status'] ?? groups['code'] ?? groups['detail'] ?? groups['port'] ?? 0);

/** Statuses for which no route is known, and all others. */
const reachOf = (status: number): Delivery['reach'] =>
  status === 404 || status === 405 || status === 200 || (status >= 300 && status < 400)
    ? 'answered'
    : 'routed';

const grpcAnswer = (status: number, { said }: ToldClue): KnownFacts =>
  failed({ reach: 'routed', grpc: sampleGrpc(status, grpcWords(said)) });

/** What came back came by way of the proxy, where there is one. */
const passed = ({ proxy }: Target): KnownFacts =>
  proxy === null ? {} : { proxy: { ...proxy, outcome: 'open', status: null, code: null } };

const FACTS: { readonly [L in Told['layer']]: Say<L> } = {
  setting: () => failed({ reach: 'nothing' }),
  file: ({ role, outcome }, target) => ({
    files: {
      files: [
        {
          role,
          outcome,
          path: target.files.certificate ?? target.files.clientCertificate ?? 'the file',
          variable:
            role === 'certificate'
              ? 'OTEL_EXPORTER_OTLP_CERTIFICATE'
              : 'OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE',
        },
      ],
    },
    ...failed({ reach: 'resolved' }),
  }),
  dns: ({ code }, target) => ({
    dns: { host: target.host, literal: false, addresses: [], code },
    ...failed({ reach: 'nothing', error: { code, message: '' } }),
  }),
  tcp: ({ outcome }, target) => {
    const code = ERRNO[outcome] ?? null;
    // A sender with a proxy connects to that alone.
    const { host, port } = target.proxy ?? target;
    return {
      dns: { host, literal: false, addresses: [{ address: host, family: 4 }], code: null },
      tcp: { tries: [{ address: host, family: 4, port, outcome, code, ms: 0 }] },
      ...failed({ reach: 'resolved', error: { code, message: '' } }),
    };
  },
  proxy: ({ outcome }, target, clue) =>
    target.proxy === null
      ? failed({ reach: 'resolved' })
      : {
          proxy: { ...target.proxy, outcome, status: statusOf(clue) || null, code: null },
          ...failed({ reach: 'routed' }),
        },
  tls: ({ outcome, code }) => ({
    tls: sampleTls({ outcome, code, nameMatches: null, chain: [] }),
    ...(outcome === 'not-tls'
      ? { port: { tls: null, plain: sampleSpeech({ http1: sampleHttp(400) }), secure: null } }
      : {}),
    ...failed({ reach: 'connected', error: { code, message: '' } }),
  }),
  name: () => ({
    tls: sampleTls({ outcome: 'trusted', nameMatches: false, chain: [] }),
    ...failed({ reach: 'connected', error: { code: 'ERR_TLS_CERT_ALTNAME_INVALID', message: '' } }),
  }),
  speech: ({ speaks }) => {
    const speech = sampleSpeech({
      http1: speaks === 'http1' ? sampleHttp(400) : null,
      http2: speaks === 'http2',
      banner: speaks === 'other' ? '' : null,
    });
    const tls = speaks === 'tls' ? { alpn: null, protocol: null } : null;
    return {
      port: { tls, plain: speech, secure: speech },
      ...failed({ reach: 'secured', error: { code: null, message: '' } }),
    };
  },
  http: ({ status }, target, clue) => {
    const number = statusOf(clue) || status;
    const named = target.protocol === 'grpc' ? grpcStatusIn(clue.said) : undefined;
    if (named !== undefined) return grpcAnswer(named, clue);
    const body = httpWords(clue.said);
    return { ...passed(target), ...failed({ reach: reachOf(number), http: sampleHttp(number, { body }) }) };
  },
  grpc: ({ status }, _, clue) => grpcAnswer(status, clue),
  end: ({ code }, target) => ({
    ...passed(target),
    port: { tls: null, plain: sampleSpeech({ end: code === 'EOF' ? 'closed' : 'reset' }), secure: null },
    ...failed({ reach: 'secured', error: { code: 'ECONNRESET', message: '' } }),
  }),
  timeout: () => failed({ reach: 'connected', timedOut: true }),
};

/** Items of this signal failed, and those of others arrived. */
const ofSignals = (
  send: FactTable['send'] | undefined,
  own: Signal | undefined,
  arrived: readonly Signal[],
): Pick<KnownFacts, 'send'> => {
  if (send === undefined) return {};
  const failed = send.deliveries.map((delivery) => ({ ...delivery, signal: own ?? delivery.signal }));
  const taken = arrived.flatMap(
    (signal) => sampleFailure({ traceId: null, ms: 0, reach: 'routed', signal, delivered: true }).deliveries,
  );
  return { send: { deliveries: [...failed, ...taken] } };
};

/** The facts that a clause tells of a target, with the signals that are told to arrive. */
export const factsOf = (clue: ToldClue, target: Target, arrived: readonly Signal[]): KnownFacts => {
  const say = FACTS[clue.clause.told.layer] as Say<Told['layer']>;
  const said = say(clue.clause.told, target, clue);
  const facts = {
    ...{ target, survey: { attempts: [] } },
    ...said,
    ...ofSignals(said.send, signalOf(clue), arrived),
  };
  const failed = failure(facts.send);
  const vendor = isLoopback(target.host) ? null : vendorFact(target);
  const meaning = failed && vendor ? meaningFact(target, failed) : null;
  return { ...facts, ...(vendor ? { vendor } : {}), ...(meaning ? { meaning } : {}) };
};
