import parentMissing from '../../../checks/telemetry/parent-missing.ts';
import { sampleLifecycle, sampleOrphans, sampleSpan } from '../../../src/samples/telemetry.ts';
import { checkTester } from '../../kit/check-tester.ts';

checkTester(parentMissing)
  .fires(
    'when nothing of the caller arrives',
    { lifecycle: sampleLifecycle({ orphans: [sampleOrphans()] }) },
    {
      says: /3 spans of shop name callers that never arrive[\s\S]*is outside, such as a browser[\s\S]*missing parent: span 00f067aa0ba902b7/,
      severity: 'warning',
    },
  )
  .fires(
    'when other services arrive in the same trace',
    { lifecycle: sampleLifecycle({ orphans: [sampleOrphans({ othersSeen: true, count: 1 })] }) },
    { says: /1 span of shop names a caller[\s\S]*the caller drops it/ },
  )
  .fires(
    'with the names of several, the most frequent first',
    {
      lifecycle: sampleLifecycle({
        orphans: [
          sampleOrphans({ count: 1, sample: sampleSpan({ name: 'GET /a' }) }),
          sampleOrphans({ count: 5, sample: sampleSpan({ name: 'GET /b' }) }),
          sampleOrphans({ remote: false, count: 9, sample: sampleSpan({ name: 'GET /c' }) }),
        ],
      }),
    },
    { says: /6 spans of shop[\s\S]*called "GET \/b" and "GET \/a" passed/ },
  )
  .silent('when the parent is in the same process', {
    lifecycle: sampleLifecycle({ orphans: [sampleOrphans({ remote: false })] }),
  })
  .silent('when traces were cut off by the window', { lifecycle: sampleLifecycle({ cut: 9 }) });
