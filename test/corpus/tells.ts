import type { Entry } from './entry.ts';

/** A way of complaining that several causes share, whoever reads it. */
interface Untelling {
  readonly kind: string;
  /** Every complaint of the text is this one, and nothing else is said. */
  readonly says: RegExp;
  /** What a text that tells more says besides. */
  readonly unless?: RegExp;
  /** The settings tell, and stand above the text. */
  readonly settingsTell?: true;
  /** Why nobody could tell, with what else was seen to say the same. */
  readonly reason: string;
}

/** Lines that complain of something: whoever words it otherwise counts as a text that tells. */
const COMPLAINS =
  /error|exception|fail|warn|denied|refus|reset|closed|abort|tim(?:ed|e) ?out|deadline|unavail|invalid|unable|cannot|could not|\bnot\b|\bno\b|exceed|missing|unsupported|retry|HTTP\/1|\b[45]\d\d\b|^\S{0,40}panic/i;

/** Lines that belong to the dump of an object, the frame of a stack, or to what is said of every run. */
const SAYS_NOTHING: readonly RegExp[] = [
  /^\s+at |^\s+File "|^\s+\^+\s*$|^for call at|^\s+\.\.\. \d|^Node\.js v|^Traceback|^\s*$|^\s+~+/,
  /^node:internal|^\s*triggerUncaughtException|^\/opt\/app\/\S+:\d+\s*$/,
  /^\s+(?:raise |yield|self\.|return |with |data = |throw |const |onError\(|error: new |callback\(|emitErrorEvent|resolve\(|reject\()/,
  /^\s*(?:[}\])]+[,;]?|\S+: (?:undefined|null|\{\}|\[\]|-?[\d.]+|Infinity|true|false|\[\w+\]|'[^']*'),?|\w+ \{|\w+: (?:\w+ )?[[{].*)\s*$/,
  /Registered a global|is empty\. Using default|found resource|items to be sent|Client key and certificate must both be provided|^\s+\[/,
  /internal_logging\.go:\d+: "level"=\d+ "msg"="(?:Tracer created|exporting spans|TracerProvider|MeterProvider|LoggerProvider)/,
  /^DEBUG:(?:urllib3\.connectionpool:(?:Starting new|Incremented Retry)|asyncio|charset|opentelemetry\.instrumentation)/,
  /^OpenTelemetry \w+ error occurred\. cannot send message to batch processor|^\S+ DEBUG /,
  /Overriding of current|^go\.|^\t?go\.opentelemetry|^sync\.|^\tsync|^\tgoogle|^google\.golang/,
  /\t(?:info|debug)\t/,
  /^(?:FINE|FINER|FINEST|CONFIG|INFO): |^\w{3} \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d [AP]M \S+ \S+$/,
];

const UNTELLING: readonly Untelling[] = [
  {
    kind: 'nothing said',
    says: /^$/,
    reason:
      'no line complains: the program ended before its exporter gave up, or the SDK says nothing of this fault at this level',
  },
  {
    kind: 'gave up in time',
    says: /^(?:\S+ \S+ )?(?:\w+ \w+: )?context deadline exceeded$|Failed to export \w+ batch due to timeout, max retries or shutdown\.$|^Error: Request (?:timed out|Timeout)$|^\s*"?error: new Error\('Request timed out'\)|Export retry time \S+ exceeds remaining timeout \S+, not retrying/,
    unless: /retryable status|ECONN|ENOTFOUND|hang up/,
    reason:
      'exporters try refused connections, unknown names, silence, 429, 502, 503 and 504 again until their time is up, and tell the last only',
  },
  {
    kind: 'network error',
    says: /HTTP export failed: network error"?$|Export\.Failed\.(?:Exhausted|DeadlineExceeded|NonRetryable)|^OpenTelemetry \w+ error occurred\. cannot send message to batch processor as the channel is closed$/,
    reason: 'opentelemetry-otlp 0.33 says so of each export that got no answer; what failed is told at DEBUG',
  },
  {
    kind: 'gave up between tries',
    says: /InterruptedIOException: timeout$|Caused by: java\.io\.IOException: Canceled$|SEVERE: Failed to export [^.]{1,20}\. The request could not be executed\.(?: (?:Full e|E)rror message: timeout)?$|WARNING: Exporter failed$/,
    unless:
      /FastFallbackExchangeFinder|NioSocketImpl|Http2Stream|Http1ExchangeCodec|Attempt \d+ (?:failed|returned)/,
    reason:
      'OkHttp cancels the call that the exporter of Java begins after others have failed: refused connections, unknown names, resets and 429, 502, 503, 504 alike',
  },
  {
    kind: 'retryable status',
    says: /Export failed with retryable status|Export retry time \S+ exceeds remaining timeout/,
    reason: 'the JavaScript exporter says so of 429, 502, 503 and 504 alike, without the number',
  },
  {
    kind: 'UNAVAILABLE without details',
    says: /Transient error StatusCode\.UNAVAILABLE encountered while exporting \w+ to \S+, retrying in [\d.]+s\.(?: Error details: )?$|Failed to export \w+ to \S+, error code: StatusCode\.UNAVAILABLE(?:, error details: )?$|^Error: 14 UNAVAILABLE: $|code = Unavailable desc = $|absl::InitializeLog|grpc_wait_for_shutdown_with_timeout|Reinitializing gRPC channel/,
    reason:
      'the gRPC status of every connection that does not come about and of every receiver that is not ready; the details are not printed',
  },
  {
    kind: 'waiting for a connection',
    says: /waiting for (?:connections to become ready|new LB policy update)/,
    reason:
      'grpc-go waits so for a connection that is being made and for the settings frame of one that was made',
  },
  {
    kind: 'closed before the first frame',
    says: /error reading server preface: EOF|Last error: (?:Error: )?Failed to connect|UNAVAILABLE: \S+ Socket closed|Reinitializing gRPC channel|connection error: stream closed because of a broken pipe|Export\.Failed\.NonRetryable/,
    reason: 'servers that take TLS only and servers that drop everybody close a plaintext connection alike',
  },
  {
    kind: '400 without words',
    says: /responded with HTTP Status Code 400"|400 Bad Request$|^OTLPExporterError: Bad Request|(?:code: 400, )reason: Bad Request$|HTTP\/1\.1" 400 None|code: None, reason: \("Connection broken: ConnectionReset|HTTP export failed with status code: 400"?$|Export\.Failed\.NonRetryable|kind: Status\(400, None\)/,
    unless: /data: ['"`]./,
    reason:
      'a TLS port that got plaintext, a receiver that does not take the body, and one to which it is too large answer 400; the body is not printed',
  },
  {
    kind: 'RESOURCE_EXHAUSTED without details',
    says: /StatusCode\.RESOURCE_EXHAUSTED(?: encountered while exporting \w+ to \S+, retrying in [\d.]+s\.)?$/,
    reason: 'the gRPC status of a request that is too large and of one too many',
  },
  {
    kind: '401 without words',
    says: /failed to send to \S+ 401 Unauthorized$|^OTLPExporterError: Unauthorized|(?:code: 401, )reason: Unauthorized$|error code: StatusCode\.UNAUTHENTICATED$|Export failed with non-retryable error: OTLPExporterError: Unauthorized|responded with HTTP Status Code 401"/,
    unless: /\bdata: ['"`]./,
    settingsTell: true,
    reason: 'whether a login was sent, and how it is written, stands in the settings alone',
  },
  {
    kind: '404 without a URL',
    says: /^OTLPExporterError: Not Found|code: 404, reason: (?:Not Found|404 page not found)$|Export failed with non-retryable error: OTLPExporterError: Not Found/,
    settingsTell: true,
    reason: 'which path was asked for stands in the settings alone',
  },
  {
    kind: 'an address that is not shown',
    says: /endpoint must be a valid URL$/,
    settingsTell: true,
    reason: 'the Collector of 2024 does not show what it was given',
  },
  {
    kind: 'interrupted by its own end',
    says: /"error": "[^"\n]{0,300}(?:\\"[^"\n]{0,300}\\"[^"\n]{0,60})?: context canceled"/,
    reason: 'the Collector was stopped in the middle of an attempt and tells that alone',
  },
  {
    kind: 'success by its own log',
    says: /HTTP\/1\.?1" 200 \d+$/,
    reason: 'the exporter takes any 200 for success and its log shows the status alone',
  },
  {
    kind: 'handshake ended by the client',
    says: /TLS handshake error from \S+ EOF|ServerHandshake[^\n]{1,120}EOF/,
    reason:
      'a client that does not trust the certificate may close without an alert, whatever it found wrong',
  },
];

const complaintsOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .filter((line) => COMPLAINS.test(line) && !SAYS_NOTHING.some((pattern) => pattern.test(line)));

/** The kind of a text that cannot tell its cause, with the reason; null for one that tells. */
export const untelling = ({ text }: Pick<Entry, 'text'>, withSettings: boolean): Untelling | null => {
  const complaints = complaintsOf(text);
  return (
    UNTELLING.find(
      ({ says, unless, settingsTell }) =>
        !(settingsTell && withSettings) &&
        unless?.test(text) !== true &&
        (complaints.length === 0 ? says.test('') : complaints.every((line) => says.test(line))),
    ) ?? null
  );
};

/** Causes that are as right as the one of the lab, because what tells them apart is not printed. */
const ALSO_RIGHT: readonly {
  readonly codes: RegExp;
  readonly says: RegExp;
  readonly unless?: RegExp;
  readonly sdk?: RegExp;
  /** The settings tell, and stand above the text. */
  readonly settingsTell?: true;
  readonly right: readonly string[];
  readonly reason: string;
}[] = [
  {
    codes: /^protocol\/not-otlp$/,
    says: /http2: frame too large|Expected SETTINGS frame as the first frame|Protocol error|ConnectionShutdownException|FRAME_SIZE_ERROR: 4740180/,
    right: ['protocol/grpc-to-http-port'],
    reason: 'the HTTP port of a receiver and any web server answer gRPC with the same bytes',
  },
  {
    codes: /^auth\/tenant-missing$/,
    says: /\b401\b|Unauthorized/,
    unless: /no org id|x-scope-orgid|dataset|tenant/i,
    right: ['auth/missing', 'auth/rejected'],
    reason: 'the answer that names the missing header is not printed',
  },
  {
    codes: /^(?:tls|protocol|network|auth|receiver|endpoint)\//,
    says: /HttpsUriWithoutTlsSupport|Connecting to HTTPS without TLS enabled/,
    sdk: /^rust$/,
    right: ['tls/required'],
    reason: 'the sender is built without TLS, so that it stops before it comes to the fault of the lab',
  },
  {
    codes: /^(?:tls|protocol|endpoint|auth|receiver)\//,
    says: /UnknownIssuer|CaUsedAsEndEntity|unable to get local issuer certificate/,
    sdk: /^rust$/,
    right: ['tls/certificate-untrusted'],
    reason:
      'opentelemetry-otlp does not read the variable of the authority over HTTP, so that it stops at the certificate before it comes to the fault of the lab',
  },
  {
    codes: /^protocol\/redirected$/,
    says: /plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server/,
    right: ['tls/required'],
    reason: 'a redirect was followed in silence to a port that wants TLS, which is all that is printed',
  },
  {
    codes: /^config\/(?:variable-misspelled|variable-unsupported|header)/,
    says: /missing or empty authorization/,
    settingsTell: true,
    right: ['auth/missing'],
    reason: 'the answer says that no login came; that a variable is misspelt stands in the settings alone',
  },
  {
    codes: /^tls\/ca-file-/,
    says: /unable to verify the first certificate/,
    unless: /root certificate file/,
    sdk: /^js$/,
    right: ['tls/certificate-untrusted'],
    reason:
      'the JavaScript exporters drop a file that they cannot read, with a word at their diagnostics only',
  },
  {
    codes: /^(?:tls|protocol|endpoint|auth|receiver)\//,
    says: /unable to verify the first certificate/,
    sdk: /^js$/,
    right: ['tls/certificate-untrusted'],
    reason:
      'the JavaScript HTTP exporter of 2024 does not read the variables of certificates, so that it stops at the authority before it comes to the fault of the lab',
  },
];

/** Codes that are as right for this entry, because of what its text does not show. */
export const alsoRight = ({ code, sdk, text }: Entry, withSettings: boolean): readonly string[] =>
  ALSO_RIGHT.filter(
    (row) =>
      !(row.settingsTell && withSettings) &&
      row.codes.test(code) &&
      row.says.test(text) &&
      row.unless?.test(text) !== true &&
      row.sdk?.test(sdk) !== false,
  ).flatMap(({ right }) => right);
