import { GRPC_PORT, HTTP_PORT } from '../knowledge/ports.ts';
import { vendorFact } from '../knowledge/vendors/fact.ts';
import type { CheckCode } from '../model/check-code.ts';
import { isLoopback } from '../model/loopback.ts';
import type { Target } from '../model/target.ts';
import { isSignalPath } from './address.ts';
import { httpWords } from './answer-words.ts';
import { signalOf } from './other-signal.ts';
import type { Reading } from './reading.ts';
import { senderPlace } from './sender-place.ts';
import type { ToldClue } from './told.ts';

/** An error with the settings of its sender. */
interface Situation {
  readonly clue: ToldClue;
  readonly target: Target;
  readonly reading: Reading;
}

/** Variables of proxies on the way out. */
const OUTWARD = /^(?:https?|all|grpc)_proxy$/i;

/** SDKs whose HTTP client follows a redirect, and asks there with GET: net/http, requests, OkHttp, HttpClient, reqwest. */
const FOLLOWS = /^(?:go|python|java|java-agent|dotnet|rust)$/;

/** Names that only an inner network knows: a proxy asked for one looks for it where it stands. */
const isInternal = (host: string): boolean => isLoopback(host) || !host.includes('.');

/** Says that the receiver takes TLS. */
const TLS_THERE =
  /\b(?:receiver|collector|server|backend|port|other side|load balancer)\b[^.\n]{0,40}\b(?:has|uses?|with|speaks?|wants?|requires?|terminates?|expects?) (?:m?TLS|SSL|https)\b|\b(?:m?TLS|SSL)\b[^.\n]{0,20}\b(?:is )?(?:on|enabled|required|configured)\b[^.\n]{0,40}\b(?:receiver|collector|server|backend|431[78])\b/i;

/** A certificate is given although the endpoint is plaintext: TLS is meant. */
const isCertified = ({ secure, files, ignoredFiles }: Target): boolean =>
  !secure && (files.certificate !== null || ignoredFiles.length > 0);

const pathOf = ({ paths, protocol }: Target): string | undefined =>
  protocol === 'grpc' ? undefined : (paths.traces ?? paths.metrics ?? paths.logs);

/** Whether the error is an answer in HTTP with one of these statuses. */
const answered = ({ clause: { told } }: ToldClue, ...statuses: readonly number[]): boolean =>
  told.layer === 'http' && statuses.includes(told.status);

/** Words of a receiver that could not read the body, rather than did not like what it read. */
const UNREAD =
  /proto|wire|unmarshal|decod|decompress|\bparse|\bjson\b|gzip|encoding|content.?type|unsupported|invalid character/i;

/** Whether a body was refused as it was written: by its type, without a word, or in words about that. */
const isUnread = (clue: ToldClue): boolean => {
  if (answered(clue, 415)) return true;
  if (!answered(clue, 400)) return false;
  const words = httpWords(clue.said);
  return words === clue.said.slice(0, 600).trim() || /^(?:Bad Request)?$/i.test(words) || UNREAD.test(words);
};

const endedTls = ({ clue, target }: Situation): boolean => clue.clause.told.layer === 'end' && target.secure;

interface Row {
  /** It asks the text alone. */
  readonly byText?: true;
  readonly when: (situation: Situation) => boolean;
  readonly code: (situation: Situation) => CheckCode | undefined;
}

const always =
  (code: CheckCode): Row['code'] =>
  () =>
    code;

/** No connection came about, or none that could be told from that. */
const unconnected = ({ clause: { id, told } }: ToldClue): boolean =>
  (told.layer === 'tcp' && told.outcome === 'refused') || id === 'unavailable';

/** Frames of OkHttp 4 and 5 and the JDK in which a connection is being made (RealConnection.kt, NioSocketImpl.java). */
const CONNECTING =
  /FastFallbackExchangeFinder|ConnectPlan|NioSocketImpl\.(?:endConnect|connect|timedFinishConnect)\b/;

/** A call that was cancelled before it began: RetryInterceptor of opentelemetry-java began it after others had failed at once. */
const RETRYING = /IOException: Canceled\n\s*at okhttp3\.[\w.]*RetryAndFollowUpInterceptor\./;

/** Said by opentelemetry-otlp 0.33 src/retry.rs, in the line above. */
const OUT_OF_TIME = /Export\.Failed\.DeadlineExceeded/;

/** Names are looked up, and addresses and localhost are not. */
const isLookedUp = (host: string): boolean => !isLoopback(host) && !/^[\d.]+$|^\[/.test(host);

/** An exporter of a Collector that is named after a backend of traces. */
const OF_TRACES = /"(?:name|otelcol\.component\.id)": ?"otlp\w{0,6}\/(?:tempo|jaeger)/;

/** A receiver whose client left in the middle of a request: Go 1.24 context, as Tempo and the Collector log it. */
const CUT_SHORT =
  /\b(?:consume|push|ingest|receiv|writ)\w{0,8}\b[^\n]{0,80}(?:err|error)["']?[=:] ?"?context canceled/;

/** What settings beside an error make likelier than the error by itself, the first that fits. */
const ROWS: readonly Row[] = [
  {
    byText: true,
    when: ({ clue }) => clue.clause.id === 'okhttp-timeout' && CONNECTING.test(clue.said),
    code: always('network/connect-timeout'),
  },
  {
    byText: true,
    when: ({ clue }) => clue.clause.id === 'okhttp-timeout' && RETRYING.test(clue.said),
    code: ({ target }) => {
      if (isLookedUp(target.host) && !target.host.includes(' ')) return 'network/dns-failure';
      return 'network/connection-refused';
    },
  },
  {
    when: ({ clue, target }) => clue.clause.id === 'rust-network-error' && target.proxy !== null,
    code: always('network/proxy-unreachable'),
  },
  {
    byText: true,
    when: ({ clue, reading }) => clue.clause.id === 'rust-network-error' && OUT_OF_TIME.test(reading.text),
    code: always('receiver/no-response'),
  },
  // Inside of a container localhost is the container itself.
  {
    when: ({ clue, target, reading }) =>
      unconnected(clue) &&
      isLoopback(target.host) &&
      (clue.line.contained === true || senderPlace(reading.text) === 'container'),
    code: always('network/container-localhost'),
  },
  // gRPC core names the address that it connected to: another port than that of the endpoint is a proxy's.
  {
    when: ({ clue, target }) => {
      const port = /\bipv[46]:\S{3,60}?:(\d{2,5}): /.exec(clue.line.text)?.[1];
      return clue.clause.told.layer === 'tcp' && port !== undefined && Number(port) !== target.port;
    },
    code: always('network/proxy-unreachable'),
  },
  // In plaintext a proxy is the only one that a sender speaks to.
  {
    when: ({ clue, target }) =>
      clue.clause.told.layer === 'end' && target.proxy !== null && !target.secure && !isInternal(target.host),
    code: always('network/proxy-refused'),
  },
  // A proxy is named for the way out, and this SDK does not use it.
  {
    when: ({ clue, target, reading }) =>
      ['dns', 'tcp'].includes(clue.clause.told.layer) &&
      target.proxy === null &&
      !isLoopback(target.host) &&
      reading.settings.some(({ name }) => OUTWARD.test(name)),
    code: always('network/proxy-ignored'),
  },
  // A redirect was followed, and the POST became a GET.
  {
    when: ({ clue, target, reading }) =>
      answered(clue, 405) &&
      clue.sayer === 'application' &&
      FOLLOWS.test(reading.sdk?.sdk ?? '') &&
      isSignalPath(pathOf(target) ?? '') &&
      isCertified(target),
    code: always('protocol/redirected'),
  },
  // Tempo and Jaeger take traces alone, and the Collector appends the path by itself.
  {
    byText: true,
    when: ({ clue }) =>
      answered(clue, 404) &&
      clue.sayer === 'collector' &&
      OF_TRACES.test(clue.line.text) &&
      signalOf(clue) !== 'traces',
    code: always('receiver/signal-not-enabled'),
  },
  // The other side was at it when the sender gave up: it took the request, and needed longer.
  {
    byText: true,
    when: ({ clue, reading }) =>
      /timeout|deadline|grpc-4/.test(clue.clause.id) && CUT_SHORT.test(reading.text),
    code: always('receiver/timeout'),
  },
  // The backend is known by its name, and takes no such signal.
  {
    when: ({ clue, target }) =>
      (answered(clue, 404) || clue.clause.id === 'grpc-12') &&
      vendorFact(target)?.endpoint?.aspect === 'signal',
    code: always('receiver/signal-not-enabled'),
  },
  // Who waits for HTTP/2 frames reads the alert of a TLS server as one that is too large.
  {
    byText: true,
    when: ({ clue, reading }) =>
      clue.clause.id === 'http1-answers-grpc' &&
      /frame too large/.test(clue.said) &&
      TLS_THERE.test(reading.text),
    code: always('tls/required'),
  },
  {
    when: ({ clue, target }) =>
      answered(clue, 404) && pathOf(target) !== undefined && !/\/v\d/.test(pathOf(target) ?? ''),
    code: always('endpoint/signal-path-missing'),
  },
  {
    when: ({ clue, target }) => clue.clause.withCertificate !== undefined && isCertified(target),
    code: ({ clue }) => clue.clause.withCertificate,
  },
  // A client shows no certificate that is from none of the authorities which the server names.
  {
    when: ({ clue, target }) =>
      clue.clause.id === 'tls-certificate-wanted' && target.files.clientCertificate !== null,
    code: always('tls/client-certificate-rejected'),
  },
  // Receivers take protobuf as it is: what else was sent is what they do not read.
  {
    when: ({ clue, target }) => isUnread(clue) && target.compression === 'gzip',
    code: always('protocol/compression-unsupported'),
  },
  {
    when: ({ clue, target }) => isUnread(clue) && target.protocol === 'http/json',
    code: always('protocol/json-unsupported'),
  },
  // Servers of TLS 1.3 that want another client certificate end a connection that seems to be made.
  {
    when: (situation) => endedTls(situation) && situation.target.files.clientCertificate === null,
    code: always('tls/client-certificate-required'),
  },
  { when: endedTls, code: always('tls/client-certificate-rejected') },
  {
    when: ({ clue, target }) =>
      clue.clause.otherPort !== undefined &&
      target.port === (target.protocol === 'grpc' ? HTTP_PORT : GRPC_PORT),
    code: ({ clue }) => clue.clause.otherPort,
  },
];

/** The code that the settings of the sender, or else the text alone, make likelier for an error; undefined where they do not. */
export const likelierBySettings = (situation: Situation, known: boolean): CheckCode | undefined =>
  ROWS.find(({ byText, when }) => (known || byText) && when(situation))?.code(situation);
