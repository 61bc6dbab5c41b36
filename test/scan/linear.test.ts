import { expect, test } from 'vitest';
import { readDeployment } from '../../src/scan/cases.ts';
import type { SourceFile } from '../../src/scan/files.ts';
import { nearestOf } from '../../src/scan/near.ts';
import { weighText } from '../../src/scan/weigh.ts';
import { clusterGateway, deployment, LANGUAGES } from './corpus/parts.ts';

const [PYTHON] = LANGUAGES as [(typeof LANGUAGES)[0]];

const fileOf = (path: string, text: string): SourceFile => ({ path, text, weight: weighText(text) });

/** Examples of one name, each in a directory of its own, or all in one. */
const examples = (count: number, flat: boolean): readonly SourceFile[] =>
  Array.from({ length: count }, (_, index) => {
    const at = flat ? `all/${index}-` : `examples/${index}/`;
    return [
      fileOf(`${at}hub.yaml`, `${clusterGateway()}# ${index}\n`),
      fileOf(`${at}shop.yaml`, `${deployment('shop', PYTHON, 'http/protobuf')}# ${index}\n`),
      fileOf(`${at}notes.yaml`, `title: ${index}\n`),
    ];
  }).flat();

const workOf = async (files: readonly SourceFile[]) => {
  let reads = 0;
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const parsed = new Map();
  const read = await readDeployment(
    files.filter(({ weight }) => weight !== 'nothing'),
    {
      sdk: null,
      parsed,
      readText: (path) => {
        reads += 1;
        return texts.get(path) ?? null;
      },
    },
  );
  const { units } = read;
  return {
    reads,
    parsed: parsed.size,
    units: units.length,
    collectors: units.flatMap((unit) => unit.collectors).length,
  };
};

test.each([false, true])(
  'twice the files of equal names are twice the work (in one directory: %s)',
  async (flat) => {
    const [once, twice] = [await workOf(examples(40, flat)), await workOf(examples(80, flat))];
    // A file without a word of ours is not parsed, and every other one is parsed once.
    expect(once.parsed).toBe(80);
    expect(twice.parsed).toBe(160);
    expect(twice.reads).toBeLessThanOrEqual(2.2 * Math.max(once.reads, 1));
    // One reading for each Collector, and not for each pair of a configuration and a workload of its name.
    expect(once.collectors).toBe(40);
    expect(twice.collectors).toBe(80);
    expect(twice.units).toBe(flat ? 1 : 80);
  },
);

test('the nearest of many of one name is found from its path, and of two that are equally near none', () => {
  const paths = ['a/x/1.yaml', 'a/y/2.yaml', 'b/3.yaml'];
  const index = nearestOf(
    paths,
    () => ['hub'],
    (path) => path,
  );
  expect(index.find('hub', 'a/x/app.yaml')).toBe('a/x/1.yaml');
  expect(index.find('hub', 'b/app.yaml')).toBe('b/3.yaml');
  expect(index.find('hub', 'a/z/app.yaml')).toBe('several');
  expect(index.find('hub', 'c/app.yaml')).toBe('several');
  expect(index.find('other', 'a/x/app.yaml')).toBeUndefined();
});
