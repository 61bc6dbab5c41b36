import type { Rule } from '../reading.ts';
import { either, together } from '../together.ts';

/** Rules about a receiver that speaks OTLP and says no. */
export const RECEIVER_RULES: readonly Rule[] = [
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
    code: 'receiver/unavailable',
    confidence: 'medium',
    why: 'The receiver is there and not ready, or refuses for lack of memory',
    find: together(/\b503\b|Service Unavailable/i),
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
];
