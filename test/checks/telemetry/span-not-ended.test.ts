import spanNotEnded from '../../../checks/telemetry/span-not-ended.ts';
import type { OrphanGroup } from '../../../src/model/telemetry.ts';
import {
  sampleApplication,
  sampleLifecycle,
  sampleMessage,
  sampleOrphans,
  sampleService,
  sampleSpan,
} from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

const local = (change: Partial<OrphanGroup> = {}): OrphanGroup =>
  sampleOrphans({
    remote: false,
    sample: sampleSpan({ name: 'load order', kind: 'internal', scope: 'shop', library: false }),
    ...change,
  });

const lifecycle = sampleLifecycle({ orphans: [local()] });

checkTester(spanNotEnded)
  .fires(
    'when children arrive without their parent',
    { lifecycle, application: undefined, messages: undefined },
    {
      says: /The span around "load order" is never ended in shop[\s\S]*parent never ended: span 00f067aa0ba902b7/,
      fix: 'with tracer.start_as_current_span("work")',
      severity: 'error',
      fixes: 1,
    },
  )
  .fires(
    'in the language of the service',
    { lifecycle, service: sampleService({ language: 'nodejs' }) },
    { fix: 'startActiveSpan does not end it by itself', fixes: 2 },
  )
  .fires(
    'and says that the process failed',
    { lifecycle, application: sampleApplication({ exitCode: 1, ranMs: 2_100 }) },
    {
      says: 'shop ended with exit code 1 after 2.1 s: spans that were open then are lost',
      severity: 'error',
    },
  )
  .fires(
    'as a warning when the doctor stopped it',
    { lifecycle, application: sampleApplication({ stopped: true, signal: 'SIGTERM' }) },
    { says: 'was stopped by the doctor after 8 s', severity: 'warning' },
  )
  .fires(
    'as a warning when a signal ended it',
    { lifecycle, application: sampleApplication({ exitCode: null, signal: 'SIGKILL' }) },
    { says: 'was ended by SIGKILL', severity: 'warning' },
  )
  .fires(
    'with what the log says',
    {
      lifecycle: sampleLifecycle({ orphans: [local({ count: 1 })] }),
      messages: {
        messages: [
          sampleMessage({ codes: ['telemetry/parent-missing'], text: 'Failed to detach context', count: 2 }),
        ],
        lines: 9,
      },
    },
    { says: /1 span of shop has a parent[\s\S]*log \(stderr, line 7\): Failed to detach context \(twice\)/ },
  )
  .silent('when the parent is in another service', {
    lifecycle: sampleLifecycle({ orphans: [sampleOrphans()] }),
  })
  .silent('when the process was killed and nothing is missing', {
    application: sampleApplication({ signal: 'SIGKILL', exitCode: null }),
  });
