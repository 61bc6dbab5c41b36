import type { Line } from './reading.ts';

/** Lines that are about telemetry whatever stands around them. */
const ABOUT =
  /otel|otlp|open-?telemetry|rustls_platform_verifier|retryable response: Response\{|\bspans?\b|\btraces\b|\btrace export|431[78]\b|\/v1\/(?:traces|metrics|logs)|collector|rpc error|StatusCode\.|grpc|Export(?:ing)? fail|TLS handshake error from|ServerHandshake|bogus greeting|Memory usage is above|Failed to connect to proxy|\{"stack":"|upstream sent no valid HTTP|invalid Host header|Failed to export (?:\w{1,12} )?batch\b|while exporting (?:span|metric|log)|SDK is disabled/i;

/** Lines of other programs, or about other servers: what goes wrong there is not the way of telemetry. */
const FOREIGN =
  /\b(?:db|database|postgres\w{0,4}|mysql|mariadb|mongo\w{0,3}|redis|kafka|rabbitmq|amqp|elasticsearch|memcached|smtp|ldap|s3|jdbc|sql\w{0,7}|log(?:ged|ging)? ?in|login|user|payment|session)\b|(?:Readiness|Liveness|Startup) probe|(?<!:[\da-f]{2,6}|\.(?:go|js|ts|py|java|kt|rb|php|cs|rs|cc|cpp|[cm]js)):(?:5432|3306|6379|27017|9092|5672|1433|1521|11211|9200|2379|2181|25|587|389|22)\b/i;

/** Words of telemetry anywhere, so that what else a text says counts. */
const SUBJECT =
  /otel|otlp|telemetry|collector|431[78]\b|1425\d\b|\bspans?\b|\btraces\b|\btracing\b|exporter|jaeger|tempo\b|zipkin|grafana|honeycomb|service\.name|\bgrpc\b|StatusCode\.|rpc error|FRAME_SIZE_ERROR|Failed to export (?:\w{1,12} )?batch\b|while exporting (?:span|metric|log)/i;

/** Whether a line is about another program or server, and says nothing of telemetry. */
export const isForeign = ({ text }: Pick<Line, 'text'>): boolean => FOREIGN.test(text) && !ABOUT.test(text);

const GOES_ON =
  /^\s+\S|^\{"stack":|^Caused by|^Traceback|^During handling|^The above|^(?:Uncaught )?[\w$.]{0,120}(?:Error|Exception|Timeout)\b/;
const FAR = 60;
const FEW = 40;

/** So few lines are pasted for what they say. */
const PASTED = 3;

/** Whether a text speaks of telemetry. */
const speaksOfIt = (lines: readonly Line[]): boolean => lines.some(({ text }) => SUBJECT.test(text));

/** Frames of a stack in files other than those of Node.js itself. */
const OWN_FRAME = /^\s{2,12}at (?!.{0,200}\bnode:)/;

/** Whether a text is the last word of one Node.js process, and nothing in it says whose error it was. */
const isOneCrash = (lines: readonly Line[]): boolean => {
  const said = lines.filter(({ text }) => text.trim() !== '');
  const [first, last] = [said[0]?.text ?? '', said.at(-1)?.text ?? ''];
  return (
    /^node:\w/.test(first) && /^Node\.js v\d/.test(last) && !said.some(({ text }) => OWN_FRAME.test(text))
  );
};

const isAboutOthers = (lines: readonly Line[]): boolean => lines.some(({ text }) => FOREIGN.test(text));

/** Whether nothing but that it was asked about makes a text one about telemetry. */
export const isAnonymous = (lines: readonly Line[]): boolean =>
  !speaksOfIt(lines) && !isAboutOthers(lines) && isOneCrash(lines);

/** Whether a text is about telemetry: by its words, or because so little was pasted that is about nothing else. */
export const isAboutTelemetry = (lines: readonly Line[]): boolean =>
  speaksOfIt(lines) || (!isAboutOthers(lines) && (lines.length <= PASTED || isOneCrash(lines)));

/** Tells of each line whether it speaks of the way of telemetry: by itself, below one that does, or in a short text. */
export const telling = (lines: readonly Line[]): readonly boolean[] => {
  const few = (lines.length <= FEW || isOneCrash(lines)) && isAboutTelemetry(lines);
  let since = Number.POSITIVE_INFINITY;
  return lines.map(({ text }) => {
    const about = ABOUT.test(text);
    since = about ? 0 : since + 1;
    if (about) return true;
    if (FOREIGN.test(text)) return false;
    return few || (since <= FAR && GOES_ON.test(text));
  });
};
