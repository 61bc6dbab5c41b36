import loopback from '../../../checks/pipeline/receiver-bound-to-loopback.ts';
import { sampleCollector, sampleReceiver } from '../../../src/samples/collector.ts';
import { checkTester } from '../../kit/check-tester.ts';

const components = [sampleReceiver({ grpc: null, http: { endpoint: '0.0.0.0:4318' } })];
const named = [sampleReceiver({ grpc: { endpoint: '127.0.0.1:4317' } })];

checkTester(loopback)
  .fires(
    'without an endpoint, with a line more',
    { collector: sampleCollector({ components, lines: { 4: '      grpc:' } }) },
    { says: 'since version 0.104', fix: 'Listen on every address', severity: 'error' },
  )
  .fires(
    'on an address of its own',
    { collector: sampleCollector({ components: named, lines: { 5: '        endpoint: 127.0.0.1:4317' } }) },
    { says: 'Its endpoint is 127.0.0.1:4317', fix: 'Listen on every address' },
  )
  .fires(
    'as a warning where the network is not known',
    { collector: sampleCollector({ components, network: null }) },
    { severity: 'warning' },
  )
  .silent('before 0.104', { collector: sampleCollector({ components, version: '0.103.1' }) })
  .silent('where the operator fills in the address', {
    collector: sampleCollector({ components, managed: true }),
  })
  .silent('in the network of the senders', { collector: sampleCollector({ components, network: 'senders' }) })
  .silent('in the network of the machine', { collector: sampleCollector({ components, network: 'machine' }) })
  .silent('outside of containers', { collector: sampleCollector({ components, inContainer: false }) })
  .silent('when the address is not known', {
    collector: sampleCollector({ components: [sampleReceiver({ grpc: { endpoint: `\${env:HOST}:4317` } })] }),
  })
  .silent('when no pipeline uses it', { collector: sampleCollector({ components, pipelines: [] }) });
