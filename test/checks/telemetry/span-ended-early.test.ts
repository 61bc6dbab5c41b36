import spanEndedEarly from '../../../checks/telemetry/span-ended-early.ts';
import type { MessagesFact } from '../../../src/model/application.ts';
import type { EarlyEndGroup } from '../../../src/model/telemetry.ts';
import {
  sampleEarlyEnd,
  sampleLifecycle,
  sampleMessage,
  sampleService,
  sampleSpan,
} from '../../../src/samples/telemetry.ts';
import { checkTester, type Patch } from '../../kit/check-tester.ts';

const early = (...groups: readonly EarlyEndGroup[]): Patch => ({
  lifecycle: sampleLifecycle({ early: groups }),
});

const internal = sampleSpan({
  name: 'checkout',
  kind: 'internal',
  scope: 'shop',
  library: false,
  durationMs: 2,
});
const call = sampleSpan({
  name: 'POST',
  kind: 'client',
  scope: 'opentelemetry.instrumentation.httpx',
  durationMs: 40,
});

/** A call that was not waited for. */
const unawaited = (change: Partial<EarlyEndGroup> = {}): EarlyEndGroup =>
  sampleEarlyEnd({ parent: internal, child: call, beganAfter: 0, withinGrandparent: 3, ...change });

/** Work after the answer to a request. */
const afterAnswer = sampleEarlyEnd({
  parent: sampleSpan(),
  child: sampleSpan({ name: 'send mail', kind: 'internal', scope: 'shop', library: false, durationMs: 900 }),
  beganAfter: 1,
  withinGrandparent: 0,
  atRoot: 3,
});

const logged = (captures: Readonly<Record<string, string>> = {}): MessagesFact => ({
  messages: [
    sampleMessage({
      codes: ['telemetry/span-ended-early'],
      text: 'Setting attribute on ended span.',
      captures,
    }),
  ],
  lines: 40,
});

checkTester(spanEndedEarly)
  .fires('when a span is closed before its handler runs', early(sampleEarlyEnd()), {
    says: /In shop "handle order" ends before the work inside it begins[\s\S]*3 times, 3 of them before "load order" began; by 19.9 ms/,
    fix: 'Inject the tracer instead',
    severity: 'error',
  })
  .fires('when a call is not waited for', early(unawaited()), {
    says: 'In shop "checkout" ends before its call "POST" is answered',
    fix: 'result = await process(order)',
    severity: 'warning',
  })
  .fires(
    'when a call of a span without a parent is not waited for',
    early(unawaited({ withinGrandparent: 0, atRoot: 3 })),
    {
      severity: 'warning',
    },
  )
  .fires(
    'and takes a task that starts late now and then for background work',
    early(sampleEarlyEnd({ count: 8, parents: 9, beganAfter: 2, withinGrandparent: 8 })),
    { says: '8 of 9 times (89 %), 2 of them before', severity: 'info' },
  )
  .fires('and lets work after the answer be', early(afterAnswer), {
    says: 'In shop work goes on after "GET /orders" has ended',
    fix: 'links=[link]',
    severity: 'info',
  })
  .fires('with the worst of several', early(afterAnswer, unawaited(), sampleEarlyEnd({ count: 2 })), {
    says: /"handle order" ends before[\s\S]*"checkout" ends first[\s\S]*"GET \/orders" ends first/,
    severity: 'error',
  })
  .fires(
    'when the log proves it',
    { messages: logged({ key: 'order.total' }) },
    {
      says: /shop changes spans that have ended, and loses "order.total"[\s\S]*Setting attribute on ended span. \(3 times\)/,
      fix: 'before the block is left',
      severity: 'error',
    },
  )
  .fires(
    'when the log names the method only',
    { messages: logged({ key: 'set_status' }) },
    { says: /^shop changes spans that have ended\n/ },
  )
  .fires(
    'when the log proves it without a name, of background work too',
    { ...early(afterAnswer), messages: logged(), service: sampleService({ label: 'shop (web)' }) },
    { says: /^shop \(web\) changes spans that have ended\n/, severity: 'error' },
  )
  .fires(
    'when the log and the times agree',
    { ...early(sampleEarlyEnd()), messages: logged() },
    { says: /ends before the work inside it begins[\s\S]*Setting attribute/, severity: 'error' },
  )
  .fires(
    'without a service, in the language of the SDK that wrote the message',
    {
      messages: {
        ...logged(),
        messages: [sampleMessage({ sdk: 'js', codes: ['telemetry/span-ended-early'] })],
      },
      service: undefined,
    },
    { says: 'the application changes spans', fix: 'without await the span ends' },
  )
  .silent(
    'when a library shapes its spans so',
    early(
      sampleEarlyEnd({
        parent: sampleSpan({
          name: 'middleware - query',
          kind: 'internal',
          scope: '@opentelemetry/instrumentation-express',
        }),
      }),
    ),
  )
  .silent('when the log is rather about a second end', {
    messages: {
      messages: [sampleMessage({ codes: ['telemetry/span-ended-twice', 'telemetry/span-ended-early'] })],
      lines: 3,
    },
  })
  .silent('when the log is about something else', {
    messages: { messages: [sampleMessage()], lines: 3 },
    service: undefined,
  });
