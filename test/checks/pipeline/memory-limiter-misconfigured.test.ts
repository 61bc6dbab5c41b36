import memory from '../../../checks/pipeline/memory-limiter-misconfigured.ts';
import type { SettingValue } from '../../../src/model/collector.ts';
import { sampleCollector, sampleLimiter } from '../../../src/samples/collector.ts';
import { checkTester } from '../../kit/check-tester.ts';

const limited = (settings: SettingValue) => ({
  collector: sampleCollector({ components: [sampleLimiter(settings)] }),
});

checkTester(memory)
  .fires('no check_interval', limited({ limit_mib: 400 }), { says: 'no check_interval', severity: 'error' })
  .fires('check_interval of zero', limited({ check_interval: '0s', limit_mib: 400 }), {
    fix: 'check_interval: 1s',
  })
  .fires('no limit', limited({ check_interval: '1s' }), { says: 'has no limit', severity: 'error' })
  .fires('nothing at all', limited(null), { says: 'no check_interval' })
  .fires(
    'a spike limit as large as the limit',
    limited({ check_interval: '1s', limit_mib: 400, spike_limit_mib: 400 }),
    {
      says: 'leaves nothing',
      fix: 'spike_limit_mib: 80',
    },
  )
  .fires(
    'a soft limit below an idle Collector',
    limited({ check_interval: '1s', limit_mib: 100, spike_limit_mib: 90 }),
    {
      says: '100 - 90 = 10 MiB',
      severity: 'error',
    },
  )
  .fires(
    'a small part of the memory',
    limited({ check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 75 }),
    { says: '80 - 75 = 5 %', severity: 'warning' },
  )
  .silent('the default of the spike limit', limited({ check_interval: '1s', limit_mib: 100 }))
  .silent('percentages', limited({ check_interval: '5s', limit_percentage: 80, spike_limit_percentage: 25 }))
  .silent('variables', limited({ check_interval: '1s', limit_mib: `\${env:LIMIT}` }));
