import type { PossibleCause } from './possible-cause.ts';

/** Logins and answers. */
export const ANSWERS_CAUSES: readonly PossibleCause[] = [
  {
    code: 'auth/missing',
    weight: 'strong',
    why: 'The request was refused for lack of a login, and the credentials do not reach the exporter',
    facts: ['login-refused', 'credential-not-sent'],
  },
  {
    code: 'auth/missing',
    weight: 'strong',
    why: 'A login is set, and not every signal or exporter gets it',
    facts: ['one-signal-refused'],
  },
  {
    code: 'auth/missing',
    weight: 'fair',
    why: 'A login is set, and not every signal or exporter gets it',
    facts: ['headers-set', 'login-refused', 'dropped-in-silence'],
  },
  {
    code: 'auth/rejected',
    weight: 'strong',
    why: 'The receiver got a login and does not take it: a wrong kind of key, a wrong scheme or one that has run out',
    facts: ['credential-wrong'],
  },
  {
    code: 'auth/rejected',
    weight: 'strong',
    why: 'This backend answers so to a key that it does not know, or that is of another kind',
    facts: ['backend-with-kinds-of-keys', 'key-named', 'writing-refused'],
  },
  {
    code: 'auth/rejected',
    weight: 'fair',
    why: 'A login is sent and refused',
    facts: ['writing-refused', 'key-named'],
  },
  {
    code: 'auth/rejected',
    weight: 'fair',
    why: 'A login is sent and refused',
    facts: ['login-refused', 'credential-given'],
  },
  {
    code: 'auth/missing',
    weight: 'fair',
    why: 'The receiver wants a login',
    facts: ['login-refused'],
    without: ['credential-given'],
  },
  {
    code: 'receiver/signal-not-enabled',
    weight: 'fair',
    why: 'One signal gets through and another is not known to the receiver, which has no pipeline for it',
    facts: ['metrics-or-logs-unknown', 'traces-arrive'],
  },
  {
    code: 'receiver/signal-not-enabled',
    weight: 'fair',
    why: 'The receiver has no pipeline for this signal',
    facts: ['metrics-or-logs-unknown'],
  },
  {
    code: 'receiver/payload-too-large',
    weight: 'strong',
    why: 'One export is larger than the receiver takes',
    facts: ['too-large-said'],
  },
  {
    code: 'receiver/payload-too-large',
    weight: 'fair',
    why: 'Exports are larger than gRPC servers take by default, 4 MiB',
    facts: ['large-body', 'breaks-off'],
  },
  {
    code: 'receiver/partial-success',
    weight: 'fair',
    why: 'A receiver may answer with success and reject some of it in the body, which not every SDK tells',
    facts: ['vanishes', 'no-error-seen', 'exporter-named'],
  },
  {
    code: 'receiver/timeout',
    weight: 'fair',
    why: 'No answer came within the time that the exporter waits',
    facts: ['no-answer-in-time', 'exporter-named'],
  },
];

const NOT_FLUSHED =
  'Spans wait for up to five seconds in the batch processor, and are lost when the process ends or is frozen before: it has to flush first';

/** What becomes of telemetry within and between processes. */
export const TELEMETRY_CAUSES: readonly PossibleCause[] = [
  {
    code: 'telemetry/flushed-at-exit-missing',
    weight: 'strong',
    why: NOT_FLUSHED,
    facts: ['short-lived', 'batches', 'lost'],
    without: ['refused-or-answered'],
  },
  {
    code: 'telemetry/flushed-at-exit-missing',
    weight: 'fair',
    why: NOT_FLUSHED,
    facts: ['batches', 'lost'],
    without: ['queue-or-size-named'],
  },
  {
    code: 'telemetry/flushed-at-exit-missing',
    weight: 'fair',
    why: NOT_FLUSHED,
    facts: ['short-lived', 'lost'],
    without: ['sending-config-of-collector'],
  },
  {
    code: 'telemetry/clock-skew',
    weight: 'strong',
    why: 'Spans carry the time of a clock that is wrong, and lie outside of what is searched',
    facts: ['clock-wrong'],
  },
  {
    code: 'telemetry/self-instrumented',
    weight: 'strong',
    why: 'The requests of the exporter are traced themselves, and each export makes more spans',
    facts: ['instrumented-client', 'exports-traced'],
  },
  {
    code: 'telemetry/propagation-broken',
    weight: 'strong',
    why: 'The headers of the trace do not get from one service to the next as they should',
    facts: ['trace-headers-forwarded', 'trace-orphans'],
  },
  {
    code: 'telemetry/propagation-broken',
    weight: 'fair',
    why: 'Services that call each other share no trace',
    facts: ['trace-parts'],
    without: ['between-threads-or-messages'],
  },
  {
    code: 'telemetry/none-received',
    weight: 'weak',
    why: 'The SDK is not active in the process that does the work',
    facts: ['not-instrumented'],
  },
  {
    code: 'telemetry/attribute-type-invalid',
    weight: 'fair',
    why: 'An attribute has a value of a type that is not taken',
    facts: ['attribute-type-refused'],
  },
  {
    code: 'telemetry/span-ended-early',
    weight: 'fair',
    why: 'Something is set on a span that has ended',
    facts: ['span-used-after-end'],
  },
];
