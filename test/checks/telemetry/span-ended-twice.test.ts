import spanEndedTwice from '../../../checks/telemetry/span-ended-twice.ts';
import type { LoggedMessage, MessagesFact } from '../../../src/model/application.ts';
import { sampleLifecycle, sampleMessage, sampleService, sampleSpan } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const logged = (change: Partial<LoggedMessage> = {}): MessagesFact => ({
  messages: [
    sampleMessage(),
    sampleMessage({
      codes: ['telemetry/span-ended-twice'],
      text: 'Calling end() on an ended span.',
      captures: {},
      ...change,
    }),
  ],
  lines: 120,
});

checkTester(spanEndedTwice)
  .fires(
    'when the log says so',
    { messages: logged() },
    {
      says: /shop ends a span that has ended already[\s\S]*so 3 times[\s\S]*log \(stderr, line 7\): Calling end/,
      fix: 'take span.end() out of it',
      severity: 'warning',
    },
  )
  .fires(
    'with the name of the span, in the language of the SDK that wrote it',
    {
      messages: logged({ sdk: 'js', captures: { span: 'charge card' } }),
      service: undefined,
      lifecycle: undefined,
    },
    { says: 'The application ends the span "charge card"', fix: 'One end in a finally' },
  )
  .fires(
    'with the span that was sent again with another end',
    {
      messages: logged({ count: 1 }),
      service: sampleService({ language: 'go' }),
      lifecycle: sampleLifecycle({
        duplicates: { count: 2, changed: 2, sample: sampleSpan({ name: 'charge' }) },
      }),
    },
    { says: /so once[\s\S]*arrived again with another end: "charge"/, fix: 'defer span.End()' },
  )
  .silent('when the log is about something else', {
    messages: { messages: [sampleMessage()], lines: 3 },
  })
  .silent('when a span only arrived twice', {
    lifecycle: sampleLifecycle({ duplicates: { count: 2, changed: 2, sample: sampleSpan() } }),
  });
