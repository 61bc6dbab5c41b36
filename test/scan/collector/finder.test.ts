import { expect, test } from 'vitest';
import { readAlloy } from '../../../src/scan/alloy/read-alloy.ts';
import { type Finder, fileAt, mountedIn } from '../../../src/scan/collector/finder.ts';
import { readCollectors } from '../../../src/scan/collectors.ts';
import { emptyWorkload } from '../../../src/scan/workload.ts';

const at = { path: 'compose.yaml', line: 2, column: 3 };

const workload = {
  ...emptyWorkload({ id: 'hub', label: 'hub', kind: 'compose', group: '.', name: 'hub', at }),
  mounts: { '/conf': '.', '/etc/more': 'more' },
};

const finder = {
  files: [
    { path: 'hub.yaml', text: 'a' },
    { path: 'more/b.yaml', text: 'b' },
  ],
  readText: (path: string) => (path === 'hub.yaml' || path === 'more/b.yaml' ? path : null),
} as unknown as Finder;

test('a file below the directory of the project has the path by which it was found', () => {
  expect(fileAt(workload, '/conf/hub.yaml', finder)?.path).toBe('hub.yaml');
  expect(fileAt(workload, '/etc/more/b.yaml', finder)?.path).toBe('more/b.yaml');
  expect(fileAt(workload, '/etc/none.yaml', finder)).toBeNull();
});

test('all that is in the directory of the project is mounted', () => {
  expect(mountedIn({ ...workload, mounts: { '/conf': '.' } }, finder).map(({ path }) => path)).toEqual([
    'hub.yaml',
    'more/b.yaml',
  ]);
  expect(mountedIn({ ...workload, mounts: { '/c': 'more' } }, finder)).toHaveLength(1);
});

test('Alloy runs what is in the directory of the project', () => {
  const alloy = readAlloy('config.alloy', 'otelcol.receiver.otlp "in" {\n  grpc { }\n  output { }\n}\n');
  const { runs } = readCollectors({
    ...{ files: [], configs: [], maps: [], services: [], readText: () => null },
    alloys: alloy === null ? [] : [alloy],
    workloads: [
      { ...workload, image: { name: 'grafana/alloy', tag: null, at }, mounts: { '/etc/alloy': '.' } },
    ],
  });
  expect(runs.map(([fact, by]) => [fact.path, by?.id])).toEqual([['config.alloy', 'hub']]);
});
