import type { Rule } from '../reading.ts';
import { either, placeOf, together, unless } from '../together.ts';

const SHORT_LIVED =
  /\blambda\b|cloud ?run|cloud functions?|serverless|\bFaaS\b|azure functions|frozen?|\bCLI\b|command[- ]line|cron ?job|batch job|short[- ]lived|script|one-shot|exits?\b|vercel|edge runtime|workers?\.dev|cloudflare workers|CPU (?:is )?throttl|vertex/i;
const BATCH =
  /BatchSpan\w{0,10}|batch (?:processor|export|timer)|SimpleSpan|force_?flush|shutdown|flush|handle discarded|periodic exporter|PeriodicExporting|PeriodicMetric/i;
const LOST =
  /never reach|no spans|no traces|not? (?:arriv|export|receiv|reach|sent)|lost|receives nothing|missing|between requests|nothing|errors?\/timeouts|no data|without the delay|not sent|incomplete/i;

/** Rules about what becomes of telemetry within and between processes. */
export const TELEMETRY_RULES: readonly Rule[] = [
  {
    code: 'telemetry/flushed-at-exit-missing',
    confidence: 'high',
    why: 'The process ends or is frozen before the batch is sent: it has to flush first',
    find: unless(
      /refused|\b[45]\d\d\b|UNAVAILABLE|handshake|certificate/i,
      together(SHORT_LIVED, BATCH, LOST),
    ),
  },
  {
    code: 'telemetry/flushed-at-exit-missing',
    confidence: 'medium',
    why: 'Spans wait for up to five seconds in the batch processor, and are lost when the process ends before',
    find: either(
      unless(/queue|too large|decompression/i, together(BATCH, LOST)),
      unless(/send_batch|health|http2|http\/2|pack(?:age)?|grpc/i, together(SHORT_LIVED, LOST)),
    ),
  },
  {
    code: 'telemetry/clock-skew',
    confidence: 'high',
    why: 'Spans carry the time of a clock that is wrong, and lie outside of what is searched',
    find: together(
      /clocks? (?:is |was |are |of )?(?:\d{1,5} ?(?:s|sec|min|h)\w{0,6} )?(?:ahead|behind|skew|drift|wrong|off|out of sync)|clock[- ]skew|timestamps? in the future|spans? in the future/i,
      /trace|span|search|shows?/i,
    ),
  },
  {
    code: 'telemetry/self-instrumented',
    confidence: 'high',
    why: 'The requests of the exporter are traced themselves, and each export makes more spans',
    find: together(
      /(?:http|fetch|undici|requests|urllib3?|okhttp|grpc|xhr)[^\n]{0,30}instrumentation|instrument/i,
      /(?:endless|infinite|export|feedback|trace) (?:\w{1,10} )?loop|infinitely|recursi|own (?:export )?requests|(?:spans?|traces?) (?:of|for|about) (?:the )?export|exporter'?s (?:own )?(?:requests|spans|calls)/i,
      /export|span/i,
    ),
  },
  {
    code: 'telemetry/propagation-broken',
    confidence: 'high',
    why: 'The headers of the trace do not get from one service to the next as they should',
    find: either(
      together(
        /(?:empty|all|invalid|missing|forward\w{0,3})[^\n]{0,40}\b(?:b3|x-b3\w{0,20}|traceparent|propagation)\b[^\n]{0,40}/i,
        /invalid traces?|without parents?|new trace|disconnected|separate traces|broken|root span|not (?:linked|joined|connected)/i,
      ),
    ),
  },
  {
    code: 'telemetry/propagation-broken',
    confidence: 'medium',
    why: 'Services that call each other share no trace',
    find: unless(
      /kafka|messag|@Async|executor|thread|queue|sqs|rabbit/i,
      together(
        /separate traces|two traces|disconnected (?:traces?|spans?)|not (?:linked|joined|connected)|each service (?:has )?(?:its )?own trace|trace[^\n]{0,30}(?:ends|stops|breaks) at|traceparent[^\n]{0,40}(?:missing|stripped|dropped|not (?:sent|forwarded))/i,
      ),
    ),
  },
  {
    code: 'telemetry/none-received',
    confidence: 'low',
    why: 'The SDK is not active in the process that does the work',
    find: together(
      /no (?:spans|traces?|telemetry|data)|not instrumented|un-?instrumented|nothing (?:is )?(?:exported|sent)|zero spans/i,
    ),
  },
  {
    code: 'telemetry/attribute-type-invalid',
    confidence: 'medium',
    why: 'An attribute has a value of a type that is not taken',
    find: (reading) => {
      const place = placeOf(
        reading,
        /Invalid type \S{1,60} (?:for attribute|in attribute)|Invalid attribute value set for key/i,
      );
      return place ? { places: [place] } : null;
    },
  },
  {
    code: 'telemetry/span-ended-early',
    confidence: 'medium',
    why: 'Something is set on a span that has ended',
    find: together(
      /Setting attribute on ended span|on an ended span|Cannot execute the operation on ended Span|Calling .{1,30} on an ended span/i,
    ),
  },
];
