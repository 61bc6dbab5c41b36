import flushedAtExitMissing from '../../../checks/telemetry/flushed-at-exit-missing.ts';
import type { ApplicationFact, MessagesFact } from '../../../src/model/application.ts';
import {
  sampleApplication,
  sampleMessage,
  sampleReceived,
  sampleSilentApplication,
} from '../../../src/samples/telemetry.ts';
import { checkTester, type Patch } from '../../kit/check-tester.ts';

const received = sampleReceived({ mode: 'run', spans: 0, requests: 0 });

const quick = (change: Partial<ApplicationFact> = {}): Patch => ({
  received,
  application: sampleSilentApplication({ ranMs: 1_200, ...change }),
});

const closing: MessagesFact = {
  messages: [
    sampleMessage({
      sdk: 'go',
      codes: ['telemetry/flushed-at-exit-missing'],
      text: 'rpc error: code = Canceled desc = grpc: the client connection is closing',
      captures: {},
    }),
  ],
  lines: 4,
};

checkTester(flushedAtExitMissing)
  .fires(
    'when it ends well and sooner than the first export',
    { ...quick(), messages: undefined },
    {
      says: /shop sends nothing: it ends before its spans are exported[\s\S]*wait up to 5 s[\s\S]*exit code 0 after 1.2 s/,
      fix: 'trace.get_tracer_provider().shutdown()',
      fixes: 2,
      severity: 'error',
    },
  )
  .fires('in the language of the application', quick({ language: 'go' }), {
    fix: 'os.Exit and log.Fatal skip deferred calls',
  })
  .fires('with a longer delay of its own', quick({ ranMs: 40_000, exportDelayMs: 60_000 }), {
    says: 'Spans wait up to 60 s',
  })
  .fires(
    'when the log tells that spans came too late, although others arrived',
    {
      received: sampleReceived({ mode: 'run' }),
      application: sampleApplication({ language: 'go' }),
      messages: closing,
    },
    {
      says: /shop loses spans when it ends[\s\S]*12 spans arrived[\s\S]*grpc: the client connection is closing/,
      fixes: 1,
    },
  )
  .fires(
    'when the log tells so and nothing arrived',
    { ...quick({ ranMs: 60_000 }), messages: closing },
    { fixes: 2 },
  )
  .silent('when it ran long enough for an export', quick({ ranMs: 6_000 }))
  .silent('when it failed', quick({ exitCode: 1 }))
  .silent('when the doctor stopped it', quick({ stopped: true }))
  .silent('when OpenTelemetry is not in it', quick({ instrumented: 'no' }))
  .silent('when it cannot be seen whether OpenTelemetry is in it', quick({ instrumented: 'unknown' }))
  .silent('when the SDK is switched off', quick({ disabled: { name: 'OTEL_SDK_DISABLED', value: 'true' } }))
  .silent(
    'when metrics were sent at the end',
    quick({ received: { spans: 0, metricPoints: 2, logRecords: 0 } }),
  )
  .silent('when its requests were refused', quick({ refused: 1 }));
