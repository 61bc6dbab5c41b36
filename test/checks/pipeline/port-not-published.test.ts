import notPublished from '../../../checks/pipeline/port-not-published.ts';
import { sampleLink } from '../../../src/samples/deployment.ts';
import { checkTester } from '../../kit/check-tester.ts';

const at = { path: 'compose.yaml', line: 12, column: 9 };
const published = [{ host: 14317, container: 4317, at, address: null }];

checkTester(notPublished)
  .fires(
    'no common network',
    { link: sampleLink({ sharesNetwork: false }) },
    { says: 'in no common network' },
  )
  .fires(
    'the number of the host between containers',
    { link: sampleLink({ port: 14317, containerPort: 14317, published }) },
    { says: '14317 is its number on the host', fix: 'collector:4317' },
  )
  .fires(
    'nothing published',
    { link: sampleLink({ fromLabel: 'api.env', host: 'localhost', via: 'localhost', sharesNetwork: null }) },
    { says: 'compose.yaml:6', fix: 'Add "4317:4317" to ports:' },
  )
  .fires(
    'published under another number',
    { link: sampleLink({ host: 'localhost', via: 'host-gateway', sharesNetwork: null, published }) },
    { says: '14317:4317', fix: 'Send to port 14317' },
  )
  .silent('a Collector that is not in the files', {
    link: sampleLink({
      host: 'localhost',
      via: 'localhost',
      sharesNetwork: null,
      to: { label: 'x', kind: 'workload', workload: null, collector: null, receives: false, at: null },
    }),
  })
  .silent('inside of a pod', {
    link: sampleLink({ host: 'localhost', via: 'localhost', sharesNetwork: true }),
  })
  .silent('published as it is used', {
    link: sampleLink({
      host: 'localhost',
      port: 14317,
      via: 'localhost',
      sharesNetwork: null,
      published,
    }),
  })
  .silent('another receiver', {
    link: sampleLink({
      sharesNetwork: false,
      to: { label: 'x', kind: 'external', workload: null, collector: null, receives: false, at: null },
    }),
  });
