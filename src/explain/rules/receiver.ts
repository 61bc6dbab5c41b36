import type { Rule } from '../reading.ts';
import { either, together, unless } from '../together.ts';

/** Rules about a receiver that speaks OTLP and says no. */
export const RECEIVER_RULES: readonly Rule[] = [
  {
    code: 'receiver/signal-not-enabled',
    confidence: 'high',
    why: 'The receiver knows other signals and not this one: it has no pipeline',
    find: either(
      together(/unknown service (?:opentelemetry\S{0,60}|\S{0,10})(?:metrics|logs)\.v1/i),
      together(
        /(?:only|just)[^\n.]{0,20}traces|pipelines?[^\n]{0,20}(?:only|just)|no (?:metrics|logs|traces) pipeline|only (?:a )?(?:traces|metrics|logs) pipeline|without (?:a )?(?:metrics|logs|traces) pipeline/i,
        /unimplemented|unknown service|\b404\b|\bcode = 12\b|Not Found/i,
      ),
    ),
  },
  {
    code: 'receiver/signal-not-enabled',
    confidence: 'medium',
    why: 'One signal gets through and another is not known to the receiver, which has no pipeline for it',
    find: either(
      together(
        /v1\/(?:metrics|logs)[^\n]{0,40}\b404\b|\b404\b[^\n]{0,60}v1\/(?:metrics|logs)/i,
        /traces?[^\n]{0,40}(?:work|ok|fine|arriv)|while \/v1\/traces/i,
      ),
      together(/(?:metrics?|logs?)[^\n]{0,60}UNIMPLEMENTED|UNIMPLEMENTED[^\n]{0,80}(?:metrics|logs)/i),
    ),
  },
  {
    code: 'receiver/payload-too-large',
    confidence: 'high',
    why: 'One export is larger than the receiver takes',
    find: either(
      together(
        /\b413\b|Request Entity Too Large|Payload Too Large|Content Too Large|larger than max|message too large|request body too large|exceeds the (?:maximum|limit)|max_recv_msg_size|too large \(/i,
      ),
      together(/stream was reset: NO_ERROR/i),
    ),
  },
  {
    code: 'receiver/payload-too-large',
    confidence: 'medium',
    why: 'Exports are larger than gRPC servers take by default, 4 MiB',
    find: together(
      /(?:large|huge|big|oversi[sz]ed)\s(?:payload|batch|export|message|request|metric|span)s?|\b[4-9]\s?Mi?B\b/i,
      /fail|reset|reject|error|EXHAUSTED|drop/i,
    ),
  },
  {
    code: 'receiver/throttled',
    confidence: 'high',
    why: 'The backend takes only so much of a tenant in a while',
    find: unless(
      /larger than max/i,
      together(
        /RATE_LIMITED|rate[- ]limit(?:ed|ing)?|ingestion rate|too many requests|LIVE_TRACES_EXCEEDED|quota (?:exceeded|exhausted)|exceeded (?:the )?quota|throttl/i,
        /\b429\b|code 8|EXHAUSTED|exceed|limit|Throttle/i,
      ),
    ),
  },
  {
    code: 'receiver/partial-success',
    confidence: 'high',
    why: 'The receiver answers with success and says in the body what it did not take',
    find: together(/partial[_ -]?success|rejected_?(?:spans|data_?points|log_?records)/i),
  },
  {
    code: 'receiver/partial-success',
    confidence: 'medium',
    why: 'A receiver may answer with success and reject some of it in the body, which not every SDK tells',
    find: together(
      /traces? (?:vanish|disappear)|vanish|silently (?:dropped|lost|discarded)/i,
      /no (?:client )?(?:error|exception)|\b200\b|success/i,
      /OTLP\w{0,12}Exporter|otlp|export/i,
    ),
  },
  {
    code: 'receiver/timeout',
    confidence: 'medium',
    why: 'No answer came within the time that the exporter waits',
    find: together(
      /DEADLINE_?EXCEEDED|deadline exceeded|ExportError: timeout|ExportError[^\n]{0,40}time(?:d )?out|read timed out|Request Timeout|timed? ?out(?: after)?|Timeout elapsed/i,
      /export|span|otlp|trace/i,
    ),
  },
  {
    code: 'receiver/bad-gateway',
    confidence: 'medium',
    why: 'A proxy in front of the receiver has nobody behind it',
    find: together(
      /\b502\b|\b504\b|Bad Gateway|Gateway Time-?out|no healthy upstream|upstream connect error/i,
    ),
  },
  {
    code: 'receiver/unavailable',
    confidence: 'medium',
    why: 'The receiver is there and not ready, or refuses for lack of memory',
    find: together(/\b503\b|Service Unavailable/i),
  },
  {
    code: 'receiver/server-error',
    confidence: 'medium',
    why: 'The receiver failed on its own side',
    find: together(/\b(?:HTTP |status(?: code)?:? ?)500\b|Internal Server Error/i),
  },
  {
    code: 'receiver/rejected-payload',
    confidence: 'medium',
    why: 'The receiver does not take what was sent',
    find: unless(
      /gzip|compress|encoding/i,
      together(
        /\b400\b(?! ?(?:ms|MiB|MB|items|spans))|Bad Request|INVALID_ARGUMENT|InvalidArgument/,
        /otlp|export|trace|span|ID\b/i,
      ),
    ),
  },
];
